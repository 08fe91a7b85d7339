"""The unit's one list of follow-ups holds those of surveys beside all others."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from organizations.choices import Role
from surveys.choices import FollowUpState
from surveys.models import FollowUp
from tests.factories.organizations import make_unit, make_user
from tests.factories.surveys import make_follow_up, make_forum, make_period, make_service_unit

pytestmark = pytest.mark.django_db
LIST = reverse("performance:follow-up-list")


def reader(role: str, unit=None) -> Client:
    client = Client()
    client.force_login(make_user(role, unit))
    return client


def listed(client: Client, **query: str):
    return [line for line, *_ in client.get(LIST, query).context["lines"]]


@pytest.fixture
def plans(period) -> list[FollowUp]:
    late = make_follow_up(period, issue="Antre dua jam", due_on=date(2020, 1, 1))
    waits = make_follow_up(period, state=FollowUpState.DONE, due_on=date(2020, 1, 2))
    agreed = make_follow_up(
        period, "", forum=make_forum(period.unit), due_on=date(2099, 1, 1), action="Kursi roda"
    )
    make_follow_up(period, state=FollowUpState.CONFIRMED)
    make_follow_up(period, state=FollowUpState.DROPPED)
    return [late, waits, agreed]


def test_what_is_undone_stands_in_the_list_the_late_on_top(plans, unit):
    for role in (Role.PENGELOLA_SURVEI, Role.KEPALA_OPD, Role.OPERATOR_OPD):
        lines = listed(reader(role, unit.organization))

        assert [line.line for line in lines] == [plan.pk for plan in plans]
        assert [line.said for line in lines] == [
            "Antre dua jam",
            "Waktu penyelesaian",
            "Kesepakatan forum",
        ]
        assert [line.is_overdue for line in lines] == [True, False, False]
        assert lines[1].status_name == "Dilaporkan selesai"
        assert f"{unit.name}, Semester I 2026" == lines[0].where


def test_filters_know_the_kind_and_the_status(plans, unit):
    client = reader(Role.BAGIAN_ORGANISASI)

    assert len(listed(client, jenis="survei")) == 3
    assert len(listed(client, jenis="survei", status="tuntas")) == 2
    assert listed(client, jenis="sakip") == []
    assert len(listed(client, opd=unit.organization.code)) == 3


def test_the_list_leads_to_the_plan(plans, unit):
    page = reader(Role.PENGELOLA_SURVEI, unit.organization).get(LIST).content.decode()

    assert reverse("surveys:plan-detail", args=[plans[0].pk]) in page


def test_others_do_not_see_them(plans):
    assert listed(reader(Role.PENGELOLA_SURVEI, make_unit())) == []
    assert listed(reader(Role.BAPPEDA), jenis="survei") == []


def test_the_dashboard_counts_what_the_list_shows(plans, unit):
    make_follow_up(make_period(make_service_unit(make_unit())))
    page = reader(Role.PENGELOLA_SURVEI, unit.organization).get(reverse("dashboard"))

    assert "3 belum tuntas, 1 lewat batas." in page.content.decode()
