"""Units in closed years: what they are called there, and work that leaves or enters them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError

from organizations.models import Organization
from performance.models import PlanningPeriod
from performance.plan.actions.validity import keep_closed_years
from performance.plan.queries.closed_city import closed_city_years
from performance.plan.queries.closed_years import ClosedYears, closed_for, closed_years
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
DATED_BACK = (
    "Tahun {years} sudah selesai untuk seluruh kota tanpa unit ini. "
    "Mulai unit ini pada 1 Januari {open}, atau buka kunci satu triwulan {last} lebih dulu."
)
THERE = "{quarters} sudah diterima dari unit ini; unit ini harus tetap berlaku pada tahun itu."


def keep_unit(unit: Organization, fields: Mapping[str, Any], from_year: int | None) -> int | None:
    """Keep what a unit said in its closed years; refuse what no document could go on showing."""
    closed = closed_years(unit)
    if closed.years:
        _require_same_unit(unit, fields, closed)
    _refuse_entering(unit, _after(unit, fields), fields)
    start = keep_closed_years(unit, fields, from_year=from_year, closed=closed)
    bump_stamp(unit.pk, PLAN_YEAR)
    return start


def _require_same_unit(unit: Organization, fields: Mapping[str, Any], closed: ClosedYears) -> None:
    if closed.quarters and fields.get("code", unit.code) != unit.code:
        raise ValidationError({"code": CODE.format(quarters=closed)})
    if unit.is_reporting and not fields.get("is_reporting", True):
        raise ValidationError({"is_reporting": REPORTS.format(quarters=closed)})
    after = _after(unit, fields)
    left = closed.only(
        {y for y in closed.years if unit.is_there_in(y) and not after.is_there_in(y)}
    )
    if left.years:
        name = "valid_to" if after.valid_from == unit.valid_from else "valid_from"
        raise ValidationError({name: THERE.format(quarters=left)})


def begin_unit(unit: Organization) -> None:
    """Refuse a new unit that is dated back into a closed year of the city."""
    _refuse_entering(Organization(is_reporting=False), unit, {"valid_from": unit.valid_from})


def _after(unit: Organization, fields: Mapping[str, Any]) -> Organization:
    """What decides in which years' forms of the city the unit stands, once it is changed."""
    names = ("valid_from", "valid_to", "is_reporting")
    return Organization(**{name: fields.get(name, getattr(unit, name)) for name in names})


def _refuse_entering(now: Organization, after: Organization, fields: Mapping[str, Any]) -> None:
    if not after.is_reporting:
        return
    years = {
        year
        for year in closed_city_years()
        if after.is_there_in(year) and not (now.is_reporting and now.is_there_in(year))
    }
    if years:
        changed = [n for n in fields if getattr(now, n, None) != getattr(after, n, None)]
        name = next((n for n in ("valid_from", "valid_to") if n in changed), "is_reporting")
        last = max(years)
        told = ", ".join(map(str, sorted(years)))
        raise ValidationError({name: DATED_BACK.format(years=told, open=last + 1, last=last)})


def require_nothing_handed_in(units: Iterable[Organization], year: int) -> None:
    """Refuse a year that one of the units reported on, or a later one of which it did.

    Figures of such a year stand where they were handed in. Unlocking one opens figures, not the
    place they are reported at, so a quarter that was accepted once stays closed here.
    """
    for unit in units:
        closed = _handed_in(unit.pk)
        late = closed.only({one for one in closed.years if one >= year})
        if late.years:
            later = late.last + 1
            raise ValidationError(
                {
                    "year": f"{unit} sudah melaporkan {late}. Pilih mulai tahun "
                    f"{later}; sampai akhir {later - 1} kedua unit melapor sendiri-sendiri."
                }
            )


def require_fresh_period(unit: Organization | None, period: PlanningPeriod) -> None:
    """Refuse a period that the unit (for the city's tree: any unit) reported on already."""
    closed = closed_for(None) if unit is None else _handed_in(unit.pk)
    here = closed.only(period.years)
    if here.years:
        raise ValidationError(
            ROLLED.format(unit=unit or "Perangkat daerah", quarters=here, period=period)
        )


def _handed_in(unit: int) -> ClosedYears:
    locks = PlanLocks.read(unit, for_update=True)
    closed = locks.closed
    quarters = {year: tuple(sorted(closed[year])) for year in sorted(closed) if closed[year]}
    return ClosedYears(quarters, locks.city)
