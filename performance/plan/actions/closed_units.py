"""Work goes to another unit, or into another period, only where nothing was handed in."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError

from organizations.models import Organization
from performance.models import PlanningPeriod
from performance.plan.queries.closed_years import ClosedYears, accepted_years
from performance.plan.queries.plan_locks import PlanLocks

ROLLED = (
    "{unit} sudah melaporkan {quarters}, sehingga rencana {period} tidak dapat ditambah sekaligus. "
    "Tambahkan simpul yang belum ada satu per satu di halaman rencana; simpul itu berlaku sesudah "
    "tahun yang selesai."
)


def require_nothing_handed_in(units: Iterable[Organization], year: int) -> None:
    """Refuse a year that one of the units reported on, or a later one of which it did.

    Figures of such a year stand where they were handed in. Unlocking one opens figures, not the
    place they are reported at, so a quarter that was accepted once stays closed here.
    """
    for unit in units:
        closed = _handed_in(unit.pk)
        late = {one: quarters for one, quarters in closed.items() if one >= year}
        if late:
            later = max(late) + 1
            raise ValidationError(
                {
                    "year": f"{unit} sudah melaporkan {ClosedYears(late)}. Pilih mulai tahun "
                    f"{later}; sampai akhir {later - 1} kedua unit melapor sendiri-sendiri."
                }
            )


def require_fresh_period(unit: Organization | None, period: PlanningPeriod) -> None:
    """Refuse a period that the unit (for the city's tree: any unit) reported on already."""
    closed = accepted_years(None) if unit is None else _handed_in(unit.pk)
    here = _within(closed, period.years)
    if here:
        raise ValidationError(
            ROLLED.format(
                unit=unit or "Perangkat daerah", quarters=ClosedYears(here), period=period
            )
        )


def _handed_in(unit: int) -> dict[int, tuple[int, ...]]:
    closed = PlanLocks.read(unit, for_update=True).closed
    return {year: tuple(sorted(closed[year])) for year in sorted(closed) if closed[year]}


def _within(
    closed: dict[int, tuple[int, ...]], years: Collection[int]
) -> dict[int, tuple[int, ...]]:
    return {year: closed[year] for year in closed if year in years}
