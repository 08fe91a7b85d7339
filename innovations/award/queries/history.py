"""What competitions tell over the years: editions, and who handed in what was judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import F
from django.utils.safestring import SafeString

from innovations.award.queries.announced import announced
from innovations.choices.competition import EditionState
from innovations.competition.queries.editions import public_editions
from innovations.models import Edition
from organizations.formatting import format_number
from reports.rendering.bars import CountBar, count_chart

SHOWN = 10  # bars of a chart; its table holds all


@dataclass(frozen=True)
class EditionLine:
    """An edition everybody may see; what was judged and won only once it is announced."""

    edition: Edition
    handed_in: int
    judged: int | None = None
    won: int | None = None


@dataclass(frozen=True)
class Breakdown:
    """Judged proposals of announced editions by one of their marks."""

    title: str
    rows: Sequence[tuple[str, int, int]]  # label, judged, with an award

    @property
    def chart(self) -> SafeString:
        bars = [CountBar(label, count, format_number(count)) for label, count, _ in self.rows]
        title = f"Proposal yang dinilai menurut {self.title.lower()}"
        return count_chart(title, bars[:SHOWN])


@dataclass(frozen=True)
class History:
    editions: Sequence[EditionLine]
    breakdowns: Sequence[Breakdown]


@dataclass(frozen=True)
class _Entry:
    edition: int
    year: int
    unit: str
    category: str
    won: bool


def history() -> History:
    """Two statements: public editions with their counts, announced results."""
    entries = list(_entries())
    judged = Counter(entry.edition for entry in entries)
    won = Counter(entry.edition for entry in entries if entry.won)
    lines = []
    for row in public_editions():
        handed_in: int = row.handed_in  # type: ignore[attr-defined]
        if row.state == EditionState.PUBLISHED:
            lines.append(EditionLine(row, handed_in, judged[row.pk], won[row.pk]))
        else:
            lines.append(EditionLine(row, handed_in))
    if not entries:
        return History(lines, [])
    units = _breakdown("Perangkat daerah", [(entry.unit, entry.won) for entry in entries])
    categories = _breakdown("Kategori", [(entry.category, entry.won) for entry in entries])
    years = _breakdown("Tahun", [(str(entry.year), entry.won) for entry in entries])
    years = replace(years, rows=sorted(years.rows, reverse=True))
    return History(lines, [units, categories, years])


def _entries() -> Iterable[_Entry]:
    told = announced().values_list("edition_id", "edition__year", F("content__groups"))
    for edition, year, groups in told:
        for group in groups:
            for line in (*group["places"], *group["stopped"]):
                yield _Entry(edition, year, line["unit"], line["category"], bool(line["tier"]))


def _breakdown(title: str, rows: Sequence[tuple[str, bool]]) -> Breakdown:
    """The most first."""
    judged = Counter(label for label, _ in rows)
    won = Counter(label for label, has_won in rows if has_won)
    order = sorted(judged, key=lambda label: (-judged[label], label))
    return Breakdown(title, [(label, judged[label], won[label]) for label in order])
