"""Units together by both methods, frozen or live; the trend of a unit; what codes mean."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from organizations import moment
from organizations.choices import Role
from surveys.choices import PeriodState
from surveys.index.actions.closing import close_period
from surveys.index.queries.consolidated import consolidated
from surveys.index.queries.spans import span_codes, span_of
from surveys.index.queries.trend import PUBLISHED, shown_beside, trend_of, until
from surveys.index.reports.city_tables import PROVISIONAL, unit_table
from surveys.index.reports.tables import trend_table
from surveys.models import Period
from tests.factories.organizations import make_unit, make_user
from tests.factories.surveys import make_period, make_responses, make_service_unit
from tests.surveys.test_index import SEKADAU

pytestmark = pytest.mark.django_db
HALF = span_of("2026-S1")
YEAR = span_of("2026")


def make_quarter(unit, code: str, first: date, last: date) -> Period:
    return make_period(unit, code=code, cycle="triwulan", starts_on=first, ends_on=last)


def closed(period: Period) -> Period:
    with moment.at(datetime(2026, 7, 2, 10, tzinfo=ZoneInfo("Asia/Jakarta"))):
        return close_period(period=period, by=make_user(Role.BAGIAN_ORGANISASI))


def test_both_methods_and_a_unit_without_respondents():
    """V1 and V3 of the published vectors: 85.11 and 83.48; a third unit has nobody."""
    owner = make_unit()
    first, second, third = (make_period(make_service_unit(owner)) for _ in range(3))
    make_responses(first, *GASPUL)
    make_responses(second, *SEKADAU)

    found = consolidated("Dinas", HALF)

    assert (str(found.simple.index), str(found.pooled.index)) == ("85.11", "83.48")
    assert (len(found.assessed), len(found.units), found.respondents) == (2, 3, 78)
    assert [one.figure.index for one in found.units if one.unit == third.unit] == [None]
    assert found.grades == (("A", 1), ("B", 1))
    assert found.is_provisional


def test_the_table_of_units_tells_announced_from_only_closed():
    rows = [make_period(make_service_unit(make_unit())) for _ in range(3)]
    for period in rows:
        make_responses(period, "333343334")
    for period in rows[:2]:
        closed(period)
    Period.objects.filter(pk=rows[0].pk).update(state=PeriodState.PUBLISHED)

    told = {row["nama"]: row["status"] for row in unit_table(consolidated("Kota", HALF)).rows}

    said = [told[period.unit.name] for period in rows]
    assert said == ["diumumkan", "ditutup, belum diumumkan", PROVISIONAL]


# 29 answers whose nine sums are those published for the unit.
_SUMS = (105, 101, 100, 116, 102, 105, 106, 105, 115)
GASPUL = ["".join(str(3 + (place < total - 87)) for total in _SUMS) for place in range(29)]


def test_nobody_at_all_has_no_figure():
    make_period()

    found = consolidated("Kota", HALF)

    assert (found.simple.index, found.pooled.index, found.grades) == (None, None, ())
    assert {one.mean for one in found.elements} == {None}


def test_quarters_of_a_unit_are_one_unit_in_a_half_year_and_a_year_is_not_inside():
    quarterly, yearly = make_service_unit(cycle="triwulan"), make_service_unit(cycle="tahun")
    make_responses(
        make_quarter(quarterly, "2026-T1", date(2026, 1, 1), date(2026, 3, 31)), "444444444"
    )
    make_responses(
        make_quarter(quarterly, "2026-T2", date(2026, 4, 1), date(2026, 6, 30)), *["222222222"] * 3
    )
    whole = make_period(yearly, code="2026", cycle="tahun", ends_on=date(2026, 12, 31))
    make_responses(whole, "333333333")

    half, year = consolidated("Kota", HALF), consolidated("Kota", YEAR)

    assert [(u.unit, u.figure.index) for u in half.units] == [
        (quarterly, Decimal("62.5")), (yearly, None),
    ]  # fmt: skip
    assert [u.figure.index for u in year.units] == [Decimal("62.5"), 75]
    assert span_codes() == ["2026", "2026-T2", "2026-T1"]


def test_each_opd_has_its_own_and_frozen_ones_read_the_snapshot():
    first, second = (
        make_service_unit(make_unit(name="Dinas A")),
        make_service_unit(make_unit(name="Dinas B")),
    )
    frozen, live = make_period(first), make_period(second)
    make_responses(frozen, *["444444444"] * 3)
    make_responses(live, "222222222")
    closed(frozen)

    with CaptureQueriesContext(connection) as seen:
        found = consolidated("Kota", HALF)
        assert [(p.name, p.pooled.index, p.is_provisional) for p in found.parts] == [
            ("Dinas A", 100, False), ("Dinas B", 50, True),
        ]  # fmt: skip
        assert (found.pooled.index, found.simple.index) == (Decimal("87.5"), 75)
    assert len(seen) == 4
    assert consolidated("Kota", HALF, periods=PUBLISHED).pooled.index is None
    own = consolidated("Dinas A", HALF, units=Q(organization=first.organization))
    assert [one.unit for one in own.units] == [first]


def test_the_trend_has_the_number_behind_each_point_and_nothing_later():
    unit = make_service_unit()
    before = make_period(
        unit, code="2025-S2", starts_on=date(2025, 7, 1), ends_on=date(2025, 12, 31)
    )
    period = make_period(unit)
    make_responses(before, *["444444444"] * 2)
    make_responses(period, "222222222", "333333333")
    closed(before)

    with CaptureQueriesContext(connection) as seen:
        found = trend_of(unit, until(period))
    assert len(seen) == 3
    assert [(p.label, p.figure.respondents, p.figure.index, p.is_provisional) for p in found] == [
        ("Semester II 2025", 2, 100, False), ("Semester I 2026", 2, Decimal("62.5"), True),
    ]  # fmt: skip
    assert found[1].margin > 0
    assert [p.period for p in trend_of(unit, until(before))] == [before]
    assert trend_of(unit, PUBLISHED) == []
    rows = trend_table(found, period).rows  # its own is shown, that of two people beside it is not
    assert [row["nilai"] for row in rows] == ["•", Decimal("62.50")]
    assert shown_beside(found, period) == [found[1]]


def test_the_chart_of_units_says_how_many_it_shows(client):
    opd = make_unit()
    for number in range(26):
        period = make_period(make_service_unit(opd, name=f"Unit {number}"))
        make_responses(period, *["333333333"] * 5)
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))

    page = client.get("/kerja/survei/hasil/").content.decode()

    assert "nilai tertinggi lebih dulu, 24 dari 26 unit" in page
