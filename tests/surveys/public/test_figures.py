"""Announced figures as other programs and indicators of performance take them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from organizations.choices import Role
from performance.entry.actions.feeds import pull_feeds
from performance.feeds import FEEDS
from performance.models import IndicatorFeed, Realization
from reports.datasets import DATA_SETS
from surveys.choices import PeriodState
from surveys.index.actions.closing import withdraw_period
from surveys.models import Period
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import make_indicator, make_node, make_window
from tests.factories.surveys import make_period, make_responses, make_service_unit

pytestmark = pytest.mark.django_db
POOLED, MEAN = "skm-indeks-tertimbang", "skm-indeks-rata-unit"


def fed(code, unit, quarter, year=2026):
    return FEEDS.find(code).read(unit, year, quarter)


def test_indicators_take_announced_indexes_of_the_year_so_far(unit, announce):
    opd = unit.organization
    announce(unit, *["444444444"] * 6)
    announce(make_service_unit(opd), *["222222222"] * 18)
    announce(make_service_unit(make_unit()), *["333333333"] * 6)
    make_responses(make_period(make_service_unit(opd)), *["111111111"] * 50)  # not announced

    assert fed(POOLED, opd, 1) is None  # the half-year had not ended
    assert fed(POOLED, opd, 2) == Decimal("62.50")
    assert fed(MEAN, opd, 2) == Decimal("75.00")
    assert fed(POOLED, opd, 4) == Decimal("62.50")
    assert fed(POOLED, None, 2) == Decimal("65.00")
    assert fed(POOLED, opd, 4, 2025) is None
    assert fed("skm-tindak-lanjut", opd, 4) is None


def test_an_index_of_very_few_feeds_no_indicator(unit, announce):
    opd = unit.organization
    announce(unit, *["444444444"] * 2)
    announce(make_service_unit(opd), *["222222222"] * 2)
    assert [fed(code, opd, 2) for code in (POOLED, MEAN)] == [None, None]

    announce(make_service_unit(opd), "333333333")

    assert [fed(code, opd, 2) for code in (POOLED, MEAN)] == [Decimal("75.00")] * 2


def test_a_result_that_is_withdrawn_leaves_its_indicator(unit, announce):
    opd = unit.organization
    period = announce(unit, *["444444444"] * 6)
    make_window(2, 2026)
    IndicatorFeed.objects.create(
        indicator=make_indicator(make_node(opd)), source=POOLED, organization=opd
    )
    pull_feeds()
    assert Realization.objects.get().k2 == 100

    withdraw_period(period=period, by=make_user(Role.KEPALA_OPD, opd), note="Salah unggah")
    pull_feeds()

    assert Realization.objects.get().k2 is None


def test_open_data_holds_announced_results_and_hides_small_ones(unit, announce):
    announce(unit, *["444444444"] * 5, "333333333")
    few = make_service_unit(unit.organization)
    announce(few, *["444444444"] * 3)
    make_responses(make_period(make_service_unit(unit.organization)), *["111111111"] * 9)
    skm = DATA_SETS.find("skm")

    rows = [row for _, row in skm.rows(2026, 0, None)]

    assert skm.years() == [2026]
    assert [row["responden"] for row in rows] == [6, 3]
    assert (rows[0]["indeks"], rows[0]["mutu"]) == (Decimal("95.83"), "A")
    assert rows[0]["waktu"] == Decimal("3.83")
    assert (rows[1]["indeks"], rows[1]["mutu"], rows[1]["waktu"]) == (None, "", None)
    assert "kurang dari 5" in rows[1]["keterangan"]
    assert list(rows[0]) == [field.name for field in skm.fields]


def test_the_stamp_of_open_data_changes_with_what_is_in_it(unit, announce):
    period = announce(unit, *["444444444"] * 6)
    skm = DATA_SETS.find("skm")
    before = skm.stamp(2026)
    unit.name = "Nama baru"
    unit.save()
    renamed = skm.stamp(2026)
    period.state = PeriodState.CLOSED
    period.save()

    assert len({before, renamed, skm.stamp(2026)}) == 3
    assert list(skm.rows(2026, 0, None)) == []


def test_a_result_withdrawn_in_an_earlier_year_is_not_kept_by_who_asks_for_changes(
    client, unit, announce
):
    days = {"starts_on": date(2025, 1, 1), "ends_on": date(2025, 6, 30)}
    earlier = announce(unit, *["444444444"] * 6, code="2025-S1", **days)
    announce(unit, *["333333333"] * 6)
    for address in ("/data/skm.json?tahun=2025", "/data/skm.csv?tahun=2025"):
        first = client.get(address)
        assert first.status_code == 200
        known = {"if-none-match": first["ETag"]}
        assert client.get(address, headers=known).status_code == 304

        Period.objects.filter(pk=earlier.pk).update(published_at=timezone.now())

        assert client.get(address, headers=known).status_code == 200
