"""The yearly list of what went on: berlanjut, berkembang, berhenti with its day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from innovations.choices import CheckInState, Ending, InnovationState, Vitality
from innovations.models import CheckIn, Innovation
from innovations.querysets import InnovationQuerySet

UNHEARD = "belum"
STATUSES = {
    Vitality.RUNNING.value: ("Berlanjut", "success"),
    Vitality.GROWING.value: ("Berkembang", "success"),
    Vitality.STOPPED.value: ("Berhenti", "danger"),
    UNHEARD: ("Belum ada kabar", "warning"),
}


@dataclass(frozen=True)
class Fate:
    """One innovation in a year: what its last answer of the year or the city's decision says."""

    innovation: Innovation
    status: str
    stopped_on: date | None
    source: str  # where it is known from

    @property
    def label(self) -> str:
        return STATUSES[self.status][0]

    @property
    def tone(self) -> str:
        return STATUSES[self.status][1]


def of_year(year: int) -> InnovationQuerySet:
    """The city's own that were public by the year's end and had not ended before it began."""
    rows = Innovation.objects.owned().filter(
        state__in=(InnovationState.PUBLISHED, InnovationState.HIDDEN), published_at__year__lte=year
    )
    rows = rows.exclude(ended_on__lt=date(year, 1, 1))
    return rows.select_related("organization", "successor").order_by(
        "organization__name", "name", "pk"
    )


def fates(innovations: Iterable[Innovation], year: int) -> list[Fate]:
    """Two statements however many innovations there are."""
    given = list(innovations)
    rows = CheckIn.objects.filter(
        innovation__in=[one.pk for one in given],
        state=CheckInState.ANSWERED,
        period__startswith=f"{year}-",
    )
    last = {row.innovation_id: row for row in rows.order_by("period")}
    return [_fate(one, last.get(one.pk), year) for one in given]


def _fate(innovation: Innovation, heard: CheckIn | None, year: int) -> Fate:
    """What the city decided by the year's end stands above what was answered."""
    ended_on = innovation.ended_on
    if innovation.ending != Ending.NONE and ended_on is not None and ended_on.year <= year:
        heir = f" ke {innovation.successor}" if innovation.successor else ""
        source = f"Keputusan kota: {innovation.get_ending_display().lower()}{heir}"
        return Fate(innovation, Vitality.STOPPED.value, ended_on, source)
    if heard is None:
        return Fate(innovation, UNHEARD, None, "Tidak ada jawaban pada tahun ini")
    source = f"Kabar {heard.half_year}"
    return Fate(innovation, heard.vitality, heard.stopped_on, source)


def counted(found: Sequence[Fate]) -> list[tuple[str, int]]:
    """How many of each status, all of them named."""
    counts = Counter(fate.status for fate in found)
    return [(label, counts[status]) for status, (label, _) in STATUSES.items()]


def years_of(today: date) -> list[int]:
    """Years with anything public, the newest first; this year in any case."""
    rows = Innovation.objects.owned().exclude(published_at=None).order_by("published_at")
    first = rows.values_list("published_at__year", flat=True).first() or today.year
    return list(range(today.year, min(first, today.year) - 1, -1))
