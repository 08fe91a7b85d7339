"""Which innovations can be reported in a round, and why the others cannot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from innovations.choices import Ending, InnovationState
from innovations.choices.index import IndexEntryState, IndexRoundState
from innovations.models import IndexEntry, IndexRound, IndexSet, Innovation
from innovations.permissions import visible_innovations
from organizations.formatting import format_date

HERE = "Sudah ada dalam pelaporan ini."
NOT_SHOWN = "Belum tayang di katalog."
ENDED = "Sudah digabung atau dihentikan."
NO_DATE = "Tanggal mulai diterapkan belum diisi."
OUTSIDE = "Diterapkan {day}, di luar {since} sampai {until}."
OFTEN = "Sudah dilaporkan {times} kali, paling banyak {most} kali."


@dataclass(frozen=True)
class Candidate:
    innovation: Innovation
    times: int  # how often it was reported before
    reasons: Sequence[str]  # why it cannot be reported; none where it can

    @property
    def is_eligible(self) -> bool:
        return not self.reasons


def own_innovations(user: Any) -> QuerySet[Innovation]:
    """The city's own that the person works with, by name."""
    rows = Innovation.objects.owned().filter(visible_innovations(user))
    return rows.select_related("organization").order_by("name", "pk")


def with_reports(rows: QuerySet[Innovation], round_: IndexRound) -> QuerySet[Innovation]:
    """Each with `times` it was reported before this round, and whether it is `here`."""
    entries = IndexEntry.objects.filter(innovation=OuterRef("pk")).order_by()
    before = entries.filter(
        state=IndexEntryState.CHECKED,
        round__state=IndexRoundState.CLOSED,
        round__set__year__lt=round_.year,
    )
    counted = before.values("innovation").annotate(found=Count("pk")).values("found")
    here = entries.filter(round=round_).values("pk")[:1]
    return rows.annotate(times=Coalesce(Subquery(counted), 0), here=Subquery(here))


def candidates(rows: Iterable[Any], index_set: IndexSet) -> list[Candidate]:
    """Of rows `with_reports`."""
    return [Candidate(row, row.times, _reasons(row, index_set)) for row in rows]


def candidate_of(innovation: Innovation, round_: IndexRound) -> Candidate:
    rows = Innovation.objects.select_related("organization").filter(pk=innovation.pk)
    return candidates(with_reports(rows, round_), round_.set)[0]


def _reasons(row: Any, index_set: IndexSet) -> list[str]:
    found = []
    if row.here:
        found.append(HERE)
    if row.state != InnovationState.PUBLISHED:
        found.append(NOT_SHOWN)
    if row.ending != Ending.NONE:
        found.append(ENDED)
    since, until = index_set.window_from, index_set.window_to
    if row.implemented_on is None:
        found.append(NO_DATE)
    elif since and until and not since <= row.implemented_on <= until:
        day, first, last = map(format_date, (row.implemented_on, since, until))
        found.append(OUTSIDE.format(day=day, since=first, until=last))
    if row.times >= index_set.most_times:
        found.append(OFTEN.format(times=row.times, most=index_set.most_times))
    return found


def eligible(rows: QuerySet[Innovation], round_: IndexRound) -> QuerySet[Any]:
    """Those without a reason, found by the database: as `_reasons`."""
    rules = round_.set
    window = Q(implemented_on__gte=rules.window_from, implemented_on__lte=rules.window_to)
    going: Any = with_reports(rows.filter(window), round_)
    return going.public().going().filter(here=None, times__lt=rules.most_times)
