"""SAKIP of a year: its schedule, the list of all units, the ranking, the public results."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from organizations.choices import Role
from performance.models import SakipEdition
from performance.sakip.actions import moves
from tests.factories.organizations import make_user
from tests.factories.performance import (
    make_branch,
    make_indicator,
    make_realization,
    make_submission,
)
from tests.factories.sakip import YEAR, Case, make_edition
from tests.performance.sakip.test_sakip_pages import client_of, url

pytestmark = pytest.mark.django_db


def test_the_schedule_is_opened_once_a_year():
    make_edition()
    client = client_of(make_user(Role.INSPEKTORAT))
    place = reverse("performance:sakip-edition-create")
    data = {
        "year": "2026",
        "instrument": str(SakipEdition.objects.get().instrument_id),
        "opens_on": "1 Februari 2027",
        "closes_on": "28 Februari 2027",
        "note": "",
    }
    twice = client.post(place, {**data, "year": str(YEAR)})
    wrong = client.post(place, {**data, "closes_on": "1 Januari 2027"})
    good = client.post(place, data)

    assert "sudah ada" in twice.content.decode()
    assert "Tanggal tutup harus sesudah tanggal buka" in wrong.content.decode()
    assert good.status_code == 302
    assert SakipEdition.objects.get(year=2026).opens_on.month == 2


def test_the_instrument_stays_once_a_unit_has_answered():
    case = Case()
    case.fill(case.operator)
    other = make_edition(2019, "12-2015").instrument
    data = {
        "instrument": str(other.pk),
        "opens_on": "1 Januari 2026",
        "closes_on": "31 Januari 2026",
        "note": "",
    }
    place = reverse("performance:sakip-edition", args=[YEAR])
    answer = client_of(case.evaluator).post(place, data)

    assert answer.status_code == 400
    assert "sudah mulai diisi" in answer.content.decode()

    elsewhere = reverse("performance:sakip-edition", args=[2019])  # of which nothing is answered
    data["instrument"] = str(case.edition.instrument_id)
    assert client_of(case.evaluator).post(elsewhere, data).status_code == 302
    assert SakipEdition.objects.get(year=2019).instrument == case.edition.instrument


def test_leaders_read_the_ranking_and_not_the_sheets():
    case = Case().final("A")
    leader = client_of(make_user(Role.PIMPINAN))
    text = leader.get(reverse("performance:sakip-list")).content.decode()

    assert case.unit.name in text
    assert "90,00" in text
    assert "Penilaian mandiri</th>" not in text
    assert leader.get(url(case)).status_code == 403


def test_lists_cost_the_same_for_one_unit_and_for_many(django_assert_max_num_queries):
    Case().final()
    client = client_of(make_user(Role.BAPPEDA))
    place = reverse("performance:sakip-list")
    client.get(place)
    with django_assert_max_num_queries(40) as one:
        client.get(place)
    for _ in range(3):
        Case().final()
    with django_assert_max_num_queries(len(one)):
        client.get(place)


def test_the_sheet_costs_the_same_empty_and_full(django_assert_max_num_queries):
    case = Case()
    client = client_of(case.operator)
    client.get(url(case))
    with django_assert_max_num_queries(60) as empty:
        client.get(url(case))
    case.fill(case.operator)
    with django_assert_max_num_queries(len(empty)):
        client.get(url(case))


def test_the_public_sees_announced_results_only():
    case = Case().submitted().evaluated().shared().replied()
    place = case.unit.get_absolute_url()
    make_realization(make_indicator(make_branch(case.unit)["sasaran"]), 1)
    make_submission(case.unit, 1, "accepted")
    before = Client().get(place).content.decode()
    moves.finalize_lke(evaluation=case.evaluation, by=case.inspector)
    after = Client().get(place).content.decode()

    assert "Hasil evaluasi SAKIP" not in before
    assert "Hasil evaluasi SAKIP" in after
    assert "80,00" in after
