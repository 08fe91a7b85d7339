"""Innovations follow the units of the city."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from innovations import words
from innovations.models import Innovation
from innovations.public.queries.listing import catalogue
from innovations.registry.actions.units import choose_heirs, move_to_successors
from innovations.registry.queries.units import undecided
from organizations import activity
from organizations.actions.units import save_unit, succeed_unit
from organizations.choices import Role, SuccessionKind
from organizations.models import Organization, OutgoingMail, Succession
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_unit, make_user

pytestmark = pytest.mark.django_db
HEIRS = "/kerja/inovasi/penerus/"


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


@pytest.fixture
def split() -> tuple[Innovation, Organization, Organization]:
    old, first, second = make_unit(), make_unit(name="Dinas Satu"), make_unit(name="Dinas Dua")
    row = make_innovation(old, name="PINTU CEPAT")
    make_user(Role.BAGIAN_ORGANISASI)
    succeed(old, first, second, on=timezone.localdate())
    row.refresh_from_db()
    assert row.organization == old
    return row, first, second


def choose(client, row: Innovation, unit: Organization):
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))
    return client.post(HEIRS, {f"inovasi-{row.pk}": str(unit.pk)}, follow=True)


def test_after_a_split_somebody_chooses_and_is_asked_to(client, split):
    row, _, second = split
    (mail,) = OutgoingMail.objects.filter(subject__startswith="Pilih penerus inovasi")
    assert HEIRS in mail.body
    user = make_user(Role.BAGIAN_ORGANISASI)
    client.force_login(user)
    assert "1 inovasi dari perangkat daerah yang dipecah" in client.get("/dasbor/").content.decode()

    answer = choose(client, row, second)

    row.refresh_from_db()
    assert row.organization == second
    assert "Tidak ada yang menunggu" in answer.content.decode()
    line = activity.history_of(row)[0]
    assert line.changes["organization"]["after"] == str(second)
    assert line.actor is not None
    assert found("dua") == ["PINTU CEPAT"]
    move_to_successors(timezone.localdate())  # asked once
    assert OutgoingMail.objects.filter(subject__startswith="Pilih penerus inovasi").count() == 1


@pytest.mark.parametrize("role", [Role.OPERATOR_OPD, Role.KEPALA_OPD, Role.BAPPEDA])
def test_only_bagian_organisasi_places_them(client, split, role):
    row, first, _ = split
    client.force_login(make_user(role, first))

    assert client.post(HEIRS, {f"inovasi-{row.pk}": str(first.pk)}).status_code == 403
    row.refresh_from_db()
    assert row.organization != first


def test_a_stranger_among_the_heirs_is_refused(client, split):
    row, *_ = split
    stranger = make_unit()
    assert choose(client, row, stranger).status_code == 400
    with pytest.raises(ValidationError):
        choose_heirs(chosen={row.pk: stranger.pk}, by=make_user(Role.BAGIAN_ORGANISASI))
    row.refresh_from_db()
    assert row.organization != stranger


def test_where_all_parts_were_joined_again_it_goes_there(split):
    row, first, second = split
    whole = make_unit()
    for unit in (first, second):
        succeed(unit, whole, on=timezone.localdate())

    row.refresh_from_db()
    assert row.organization == whole


def test_while_a_part_is_still_to_come_nobody_chooses():
    old, today = make_unit(), timezone.localdate()
    row = make_innovation(old)
    first, second = make_unit(), make_unit()
    for unit, on in ((first, today), (second, today + timedelta(days=9))):
        Succession.objects.create(
            predecessor=old, successor=unit, kind=SuccessionKind.SPLIT, effective_on=on
        )
    move_to_successors(today)

    row.refresh_from_db()
    assert row.organization == old
    assert undecided(today) == []
    (one,) = undecided(today + timedelta(days=9))
    assert set(one.heirs) == {first, second}
