"""Overviews: lights that never lie, warnings by rules, summaries in step with the figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organizations.choices import Role
from organizations.models import User
from performance import formulas
from performance.choices import NodeLevel, SubmissionState
from performance.models import Submission, UnitSummary
from performance.overview.actions.summaries import refresh_all, refresh_outdated
from performance.overview.queries.leaders import leaders
from performance.overview.queries.lights import INCOMPLETE, light_of
from performance.overview.queries.summaries import outdated
from performance.overview.views.leaders import bars
from reports.rendering.charts import TONES
from tests.factories.organizations import make_city, make_unit, make_user
from tests.factories.performance import (
    make_indicator,
    make_node,
    make_realization,
    make_submission,
    make_target,
    make_window,
)
from tests.performance.entry.test_entry import QUARTER, YEAR, Office

SCHEME = formulas.find_scheme("permendagri-86-2017")


def test_a_light_is_green_only_for_complete_data():
    assert light_of(Decimal(95), 4, 4, SCHEME).tone == "near"
    assert light_of(Decimal(100), 4, 4, SCHEME).tone == "success"
    for light in (
        light_of(Decimal(95), 3, 4, SCHEME),
        light_of(None, 0, 4, SCHEME),
        light_of(Decimal(95), 4, 4, SCHEME, is_behind=True),
        light_of(None, 0, 0, SCHEME),
    ):
        assert (light.label, light.tone) == (INCOMPLETE, "neutral")
        assert not light.is_complete


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    place = Office()
    place.iku = make_indicator(place.subs[0].program.parent, name="Indeks", is_iku=True)
    make_target(place.iku, 80)
    return place


def accept(office: Office) -> None:
    Submission.objects.filter(organization=office.unit).update(state=SubmissionState.ACCEPTED)


def test_a_summary_follows_its_figures(office):
    office.save(f"k-{office.iku.pk}", "40")
    accept(office)
    assert outdated(YEAR) == [office.unit]
    assert refresh_outdated(YEAR) == 1
    row = UnitSummary.objects.get()
    assert (row.iku_filled, row.iku_total, row.last_quarter) == (1, 1, QUARTER)
    assert row.iku_exact == 50
    assert outdated(YEAR) == []
    Submission.objects.update(state=SubmissionState.DRAFT)
    office.save(f"k-{office.iku.pk}", "72", "1|40")
    assert outdated(YEAR) == [office.unit]
    accept(office)
    refresh_outdated(YEAR)
    assert UnitSummary.objects.get().iku_exact == 90


def test_every_year_with_entries_stays_fresh(office):
    years = range(YEAR - 4, YEAR + 1)
    for year in years:
        make_submission(office.unit, 1, SubmissionState.ACCEPTED, year=year)

    refresh_all()

    assert [outdated(year) for year in years] == [[]] * len(years)
    assert UnitSummary.objects.count() == len(years)


def test_warnings_name_their_rule_and_lead_to_the_row(office):
    office.save(f"k-{office.iku.pk}", "40")
    accept(office)
    refresh_outdated(YEAR)
    found = {line["rule"]: line for line in UnitSummary.objects.get().warnings}
    assert set(found) == {"low", "slow", "proof"}
    assert found["low"]["text"] == "Capaian 50,00%"
    assert str(office.iku.pk) in found["low"]["url"]
    page = office.client.get(reverse("performance:warnings"), {"tahun": YEAR}).content.decode()
    assert "Capaian 50,00%" in page
    assert "di bawah 75%" in page
    only = office.client.get(reverse("performance:warnings"), {"tahun": YEAR, "aturan": "slow"})
    assert "Capaian 50,00%" not in only.content.decode()
    stranger = Client()
    stranger.force_login(make_user(Role.OPERATOR_OPD, make_unit()))
    other = stranger.get(reverse("performance:warnings"), {"tahun": YEAR}).content.decode()
    assert "Capaian 50,00%" not in other


def test_the_leaders_page_costs_the_same_for_a_large_city(demo_city):
    client = Client()
    client.force_login(User.objects.get(email="pimpinan@contoh.test"))
    url = reverse("performance:leaders")
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        page = client.get(url, {"tahun": 2025}).content.decode()
    assert len(seen) <= 19  # session, user, second factor, rights and city included
    assert "Sorotan kota 2025" in page
    found = leaders(2025)
    for unit in found.units:
        if unit.light.tone == "success":
            assert unit.light.filled == unit.light.total


def test_bars_of_a_goal_that_lags_behind_are_grey(db):
    """One unit has the second quarter accepted, the unit of the other indicator only the first."""
    make_city()
    done, behind = make_unit(), make_unit()
    make_submission(done, 2, SubmissionState.ACCEPTED)
    make_submission(done, 1, SubmissionState.ACCEPTED)
    make_submission(behind, 1, SubmissionState.ACCEPTED)
    for name, owners in (("Lengkap", [done]), ("Tertinggal", [done, behind])):
        goal = make_node(None, NodeLevel.SASARAN, name=name)
        for owner in owners:
            row = make_indicator(goal, owner, name=f"{name} {owner.short_name}")
            make_target(row, 80)
            make_realization(row, 40, 40)
    found = {goal.name: goal for goal in leaders(YEAR).goals}
    assert {row.tone for row in bars([found["Lengkap"]])} == {"success"}
    assert {row.tone for row in bars([found["Tertinggal"]])} == {"neutral"}
    client = Client()
    client.force_login(make_user(Role.PIMPINAN, done))
    page = client.get(reverse("performance:leaders"), {"tahun": YEAR}).content.decode()
    # Every bar is drawn twice: wide, and for phones.
    assert (page.count(TONES["success"]), page.count(TONES["neutral"])) == (2, 4)
    assert "Abu-abu: data sasarannya belum lengkap." in page
