"""Sums of many periods at once: those of closed ones from their snapshots, of open ones live."""

from __future__ import annotations

from collections.abc import Iterable

from surveys.choices import PeriodState
from surveys.index.queries.tallies import Tally, tally_by_period
from surveys.models import Period, Snapshot


def tallies_by_period(periods: Iterable[Period]) -> dict[int, Tally]:
    """Period → tally, in two statements at most; open periods without answers are missing."""
    found = list(periods)
    frozen = [period.pk for period in found if period.state in PeriodState.frozen()]
    live = [period.pk for period in found if period.state not in PeriodState.frozen()]
    tallies = tally_by_period(live) if live else {}
    if frozen:
        kept = Snapshot.objects.filter(period__in=frozen)
        rows = kept.values_list("period_id", "figures__tallies__every")
        tallies |= {period: Tally(**every) for period, every in rows}
    return tallies
