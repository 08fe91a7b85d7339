"""Ranges on the target page: both bounds in one field, for the year and for its quarters."""

from __future__ import annotations

from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from performance.choices import Accumulation, Polarity
from performance.models import Indicator, PeriodTarget, YearTarget
from tests.factories.performance import make_period_target
from tests.performance.entry.test_entry import Office
from tests.performance.plan.test_plan_pages import go, targets


@pytest.fixture
def office(db) -> Office:
    office = Office()
    row = office.indicators[0]
    fields = {"polarity": Polarity.RANGE, "accumulation": Accumulation.LAST, "unit": "Hari"}
    Indicator.objects.filter(pk=row.pk).update(**fields)
    YearTarget.objects.filter(indicator=row).delete()
    return office


def post(office, **more: str):
    data = targets(**{"end_target": "5–6", **more})
    return office.client.post(go("indicator-targets", office.indicators[0].pk), data)


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("5-6", ("5", "6")),
        ("7,60 – 8,10", ("7.6", "8.1")),
        ("5 s.d. 6", ("5", "6")),
        ("1.200 sampai 1.450,5", ("1200", "1450.5")),
        ("-2 – -1", ("-2", "-1")),
    ],
)
def test_a_range_is_typed_in_one_field(office, text, both):
    assert post(office, **{"2025_target": text, "2025_q1": "8–9"}).status_code == 302

    row = YearTarget.objects.get(indicator=office.indicators[0], year=2025)
    assert (row.target, row.target_high) == tuple(Decimal(part) for part in both)
    assert (row.q1, row.q1_high, row.q2, row.q2_high) == (8, 9, None, None)
    assert PeriodTarget.objects.get(indicator=row.indicator).end_target_high == 6
    page = office.client.get(go("indicator-targets", row.indicator_id)).content.decode()
    assert 'value="8–9"' in page


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("2025_target", "80,21–76,21", "Batas bawah 80,21 melebihi batas atas 76,21"),
        ("2025_q2", "7–5", "melebihi batas atas"),
        ("2025_target", "7", "Tulis kedua batas rentang"),
        ("2025_q1", "7", "Tulis kedua batas rentang"),
        ("end_target", "6-5", "melebihi batas atas"),
        ("2025_target", "5–enam", "angka"),
        ("2025_target", "5–6–7", "angka"),
    ],
)
def test_a_range_that_cannot_be_meant_is_told_at_its_field(office, field, text, words):
    answer = post(office, **{field: text})

    assert answer.status_code == 400
    page = answer.content.decode()
    assert words in page
    assert f'value="{text}"' in page
    assert not YearTarget.objects.filter(indicator=office.indicators[0]).exists()


def test_one_figure_is_no_range(office):
    other = office.indicators[1]
    data = targets(**{"2025_target": "5–6"})
    answer = office.client.post(go("indicator-targets", other.pk), data)

    assert answer.status_code == 400
    assert "adalah rentang" in answer.content.decode()


def test_a_bound_alone_from_before_keeps_nobody_from_saving_the_rest(office):
    row = office.indicators[0]
    make_period_target(row, end_target=9)
    version = office.subs[0].pagus.get(year=2025).version
    YearTarget.objects.create(indicator=row, year=2025, version=version, target=7, q1=7)

    kept = {"2025_target": "7", "2025_q1": "7", "end_target": "9", "2026_target": "5–6"}
    assert post(office, **kept).status_code == 302
    assert YearTarget.objects.get(indicator=row, year=2026).target_high == 6


def test_what_is_no_range_any_more_keeps_no_upper_bounds(office):
    row = office.indicators[0]
    post(office, **{"2025_target": "5–6", "2025_q1": "8–9"})
    Indicator.objects.filter(pk=row.pk).update(polarity=Polarity.LOWER)

    answer = post(office, **{"2025_target": "7", "2025_q1": "8", "end_target": "7"})

    assert answer.status_code == 302
    saved = YearTarget.objects.get(indicator=row, year=2025)
    assert (saved.target, saved.target_high, saved.q1_high) == (7, None, None)
    assert PeriodTarget.objects.get(indicator=row).end_target_high is None


@pytest.mark.parametrize("name", ["target", "q1", "q2", "q3", "q4"])
def test_the_database_refuses_crossed_bounds(office, name):
    row = YearTarget.objects.get(indicator=office.indicators[1])
    with pytest.raises(IntegrityError), transaction.atomic():
        YearTarget.objects.filter(pk=row.pk).update(**{name: 7, f"{name}_high": 6})


def test_ranges_upside_down_from_before_survive_the_upgrade(office):
    """The figure written last stays; the row then asks for both bounds."""
    migration = import_module("performance.migrations.0013_ranges_upside_down")
    row = YearTarget.objects.get(indicator=office.indicators[1])
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "ALTER TABLE performance_yeartarget DROP CONSTRAINT performance_yeartarget_in_order"
        )
    YearTarget.objects.filter(pk=row.pk).update(target=Decimal("80.21"), target_high=Decimal(76))

    migration.take_out_upper(apps, None)

    row.refresh_from_db()
    assert (row.target, row.target_high) == (Decimal("80.21"), None)
