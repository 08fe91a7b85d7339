"""What everybody reads of what citizens say, and what the unit sees of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from innovations.choices.citizens import Usefulness
from innovations.citizens.queries.comments import FEW, shown_comments
from innovations.citizens.queries.ratings import Rated, rated
from innovations.citizens.queries.reading import months_read, times_read
from innovations.models import Comment, Follow, Innovation
from organizations.formatting import format_number
from reports.rendering.bars import CountBar, count_chart

MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des",
)  # fmt: skip


@dataclass(frozen=True)
class Voices:
    """For everybody. Three statements."""

    rated: Rated
    comments: Sequence[Comment]
    reads: int


def voices_of(innovation: Innovation) -> Voices:
    comments = list(shown_comments(innovation)[:FEW])
    return Voices(rated(innovation), comments, times_read(innovation))


@dataclass(frozen=True)
class Audience:
    """For the unit: numbers alone, no persons."""

    rated: Rated
    reads: int
    read_chart: SafeString | str
    rating_chart: SafeString | str
    followers: int
    wishes: int


def audience_of(innovation: Innovation, today: date) -> Audience:
    found, months = rated(innovation), months_read(innovation, today)
    follows = Follow.objects.filter(innovation=innovation, confirmed_at__isnull=False)
    return Audience(
        rated=found,
        reads=times_read(innovation),
        read_chart=_chart(
            "Dibaca menurut bulan",
            [(f"{MONTHS[month.month - 1]} {month.year}", times) for month, times in months],
        ),
        rating_chart=_chart(
            "Penilaian warga",
            [(label, found.by_score.get(value, 0)) for value, label in Usefulness.choices]
            if found.mean is not None
            else [],
        ),
        followers=follows.count(),
        wishes=innovation.wishes.count(),  # type: ignore[attr-defined]
    )


def _chart(title: str, rows: Sequence[tuple[str, int]]) -> SafeString | str:
    bars = [CountBar(label, count, format_number(count)) for label, count in rows]
    return count_chart(title, bars, 460) if bars else ""
