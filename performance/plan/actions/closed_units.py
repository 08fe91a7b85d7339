"""Units in closed years: what they are called there, and work that leaves or enters them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError

from organizations.models import Organization
from performance.models import PlanningPeriod
from performance.plan.actions.validity import keep_closed_years
from performance.plan.queries.closed_years import ClosedYears, accepted_years, closed_years
from performance.plan.queries.plan_locks import PlanLocks
from performance.stamps import PLAN_YEAR, bump_stamp

ROLLED = (
    "{unit} sudah melaporkan {quarters}, sehingga rencana {period} tidak dapat ditambah sekaligus. "
    "Tambahkan simpul yang belum ada satu per satu di halaman rencana; simpul itu berlaku sesudah "
    "tahun yang selesai."
)
CODE = (
    "{quarters} sudah diterima dengan kode ini. Tambahkan unit dengan kode baru, lalu catat sebagai "
    "penerusnya."
)
REPORTS = "{quarters} sudah diterima dari unit ini. Isi “Berlaku sampai” bila unit ini tidak melapor lagi."
THERE = "{quarters} sudah diterima dari unit ini; unit ini harus tetap berlaku pada tahun itu."


def keep_unit(unit: Organization, fields: Mapping[str, Any], from_year: int | None) -> int | None:
    """Keep what a unit said in its closed years; refuse what no document could go on showing."""
    closed = closed_years(unit)
    if closed.quarters:
        _require_same_unit(unit, fields, closed)
    start = keep_closed_years(unit, fields, from_year=from_year, closed=closed)
    bump_stamp(unit.pk, PLAN_YEAR)
    return start


def _require_same_unit(unit: Organization, fields: Mapping[str, Any], closed: ClosedYears) -> None:
    if fields.get("code", unit.code) != unit.code:
        raise ValidationError({"code": CODE.format(quarters=closed)})
    if unit.is_reporting and not fields.get("is_reporting", True):
        raise ValidationError({"is_reporting": REPORTS.format(quarters=closed)})
    begins, ends = (fields.get(name, getattr(unit, name)) for name in ("valid_from", "valid_to"))
    after = Organization(valid_from=begins, valid_to=ends)
    left = {
        year: quarters
        for year, quarters in closed.quarters.items()
        if unit.is_there_in(year) and not after.is_there_in(year)
    }
    if left:
        name = "valid_to" if begins == unit.valid_from else "valid_from"
        raise ValidationError({name: THERE.format(quarters=ClosedYears(left))})


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
