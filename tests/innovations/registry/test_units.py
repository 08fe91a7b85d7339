"""Innovations follow the units of the city."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from innovations import words
from innovations.models import Innovation
from innovations.public.queries.listing import catalogue
from innovations.registry.actions.units import move_to_successors
from organizations import activity
from organizations.actions.units import save_unit, succeed_unit
from organizations.choices import Role, SuccessionKind
from organizations.models import Organization
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_unit, make_user

pytestmark = pytest.mark.django_db


def succeed(old: Organization, *heirs: Organization, on: date) -> None:
    succeed_unit(
        predecessor=old, successors=list(heirs), kind=SuccessionKind.MERGE, effective_on=on,
        note="Perda 1", by=make_user(Role.ADMIN_SISTEM),
    )  # fmt: skip


def found(asked: str) -> list[str]:
    return [card.entry.name for card in catalogue(asked, {}, "").cards]


def test_a_renamed_unit_is_searched_by_its_name_of_today():
    unit = make_unit(name="Dinas Perparkiran", short_name="Disparkir")
    words.index(make_innovation(unit, name="PINTU CEPAT"))
    assert found("perparkiran") == ["PINTU CEPAT"]

    save_unit(
        unit=unit, by=make_user(Role.ADMIN_SISTEM), name="Dinas Kebersihan", short_name="Disbersih"
    )

    assert found("perparkiran") == []
    assert found("kebersihan") == ["PINTU CEPAT"]


def test_after_a_merger_it_stands_under_the_successor_with_its_history(client):
    old, heir = make_unit(), make_unit(name="Dinas Gabungan")
    row = make_innovation(old)
    activity.record(obj=row, verb="innovations.note", summary="Sebelum digabung", by=None)

    succeed(old, heir, on=timezone.localdate())

    row.refresh_from_db()
    assert row.organization == heir
    assert [line.summary for line in activity.history_of(row)][-1] == "Sebelum digabung"
    assert found("gabungan") == [row.name]
    assert "Dinas Gabungan" in client.get(row.get_absolute_url()).content.decode()


def test_the_address_of_its_list_leads_to_the_list_of_the_successor(client):
    """Of every unit of the chain, with what else was asked; of a split nobody can say whose."""
    old, between, last, split = make_unit(), make_unit(), make_unit(), make_unit()
    row = make_innovation(old)
    for unit, heir in ((old, between), (between, last)):
        succeed(unit, heir, on=timezone.localdate())
    succeed(split, make_unit(), make_unit(), on=timezone.localdate())

    answer = client.get("/inovasi/", {"opd": old.code, "tahapan": row.stage, "sesudah": "x"})

    assert answer.status_code == 302
    assert answer.url == f"/inovasi/?opd={last.code}&tahapan={row.stage}"
    assert row.name in client.get(answer.url).content.decode()
    for unit in (last, split):
        assert client.get("/inovasi/", {"opd": unit.code}).status_code == 200


def test_from_the_day_on_and_along_the_chain():
    old, between, last = make_unit(), make_unit(), make_unit()
    row = make_innovation(old)
    succeed(old, between, on=timezone.localdate() + timedelta(days=3))
    succeed(between, last, on=timezone.localdate() + timedelta(days=5))
    for days, unit in ((2, old), (3, between), (5, last)):
        move_to_successors(timezone.localdate() + timedelta(days=days))
        assert Innovation.objects.get(pk=row.pk).organization == unit


def test_a_split_leaves_it_where_somebody_can_decide():
    old = make_unit()
    row = make_innovation(old)

    succeed(old, make_unit(), make_unit(), on=timezone.localdate())

    row.refresh_from_db()
    assert row.organization == old
