"""The leaders see what lives, what nobody answers for, and which applications only exist."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from innovations.choices import CheckInState, Ending, InnovationState
from innovations.models import Application, Innovation
from innovations.stewardship.actions.keeping import keep_all
from innovations.stewardship.queries import health
from innovations.stewardship.queries.overview import overview_panels
from organizations.access import access_of
from organizations.choices import Role
from organizations.models import User
from organizations.panels import Reader, Tile
from tests.factories.innovations import make_check_in, make_innovation, make_steward
from tests.factories.organizations import make_city, make_user

pytestmark = pytest.mark.django_db


def held(name: str, vitality: str = "") -> Innovation:
    row = make_innovation(name=name)
    make_steward(row)
    if vitality:
        make_check_in(
            row, state=CheckInState.ANSWERED, vitality=vitality, answered_at=timezone.now()
        )
    return row


@pytest.fixture
def city() -> None:
    """Seven of its own that count: three run, one stopped, one retired, two need a look."""
    make_city()
    for name in ("DIPAKAI", "TANPA HARGA", "HANYA ADA"):
        held(name, "berlanjut")
    held("BERHENTI", "berhenti")
    orphan = make_innovation(name="YATIM")
    make_check_in(orphan, due_on=date(2026, 1, 31), state=CheckInState.MISSED)
    make_check_in(held("TERLAMBAT"), "2026-S2", state=CheckInState.MISSED)
    make_innovation(name="USAI", ending=Ending.RETIRED, ended_on=date(2026, 1, 5))
    make_innovation(name="BERGABUNG", ending=Ending.MERGED, ended_on=date(2026, 1, 5),
                    successor=orphan)  # fmt: skip
    make_innovation(name="DRAF", state=InnovationState.DRAFT)
    make_innovation(origin="rujukan", source="Kota Batu")
    for name, users, cost in (
        ("DIPAKAI", 9, 4_000_000), ("TANPA HARGA", 1, None), ("HANYA ADA", 0, 75_000_000),
        ("USAI", 0, 1_000), ("BERGABUNG", 3, 1_000), ("DRAF", 3, 1_000),
    ):  # fmt: skip
        row = Innovation.objects.get(name=name)
        Application.objects.create(innovation=row, users=users, cost=cost and Decimal(cost))
    keep_all(timezone.localdate())


def tiles(user: User) -> list[Tile]:
    panels = overview_panels(Reader(user, access_of(user), timezone.localdate()))
    return panels[0].panel["tiles"] if panels else []


@pytest.mark.parametrize("many", [1_000, 1])
@pytest.mark.usefixtures("city")
def test_every_figure_has_its_list_behind_it(client, monkeypatch, many):
    monkeypatch.setattr(health, "MANY", many)
    mayor = make_user(Role.PIMPINAN)
    client.force_login(mayor)
    found = {tile.label: tile for tile in tiles(mayor)}

    assert {label: tile.value for label, tile in found.items()} == {
        "Berjalan": 3, "Perlu perhatian": 2, "Berhenti": 2, "Belum ada kabar": 0,
        "Tanpa penanggung jawab": 1, "Kabar lewat batas": 2, "Aplikasi dipakai": 2,
        "Aplikasi hanya ada": 1,
    }  # fmt: skip
    assert found["Berjalan"].note == "dari 7 inovasi kota"
    assert found["Aplikasi dipakai"].note == "Rp4,0 juta setahun; 1 tanpa biaya"
    assert found["Aplikasi hanya ada"].note == "Rp75,0 juta setahun"
    for tile in found.values():
        shown = client.get(tile.url).context
        listed = shown["found"].count if "found" in shown else shown["page"].paginator.count
        assert listed == tile.value, tile.label


@pytest.mark.usefixtures("city")
def test_only_leaders_have_it_and_they_are_given_nothing_to_do(client):
    mayor = make_user(Role.PIMPINAN)
    for role in set(Role) - {Role.PIMPINAN, Role.BAPPEDA, Role.BAGIAN_ORGANISASI}:
        assert tiles(make_user(role)) == [], role
    client.force_login(mayor)

    words = client.get("/dasbor/").content.decode()
    orphans = client.get(reverse("innovations:steward-orphans")).content.decode()

    assert "Aplikasi hanya ada" in words
    assert "Tunjuk penanggung jawab" not in words
    assert "Menunggu kepala perangkat daerah" in orphans
    assert "/serah-terima/" not in orphans


@pytest.mark.usefixtures("city")
def test_leaders_compare_and_do_not_decide(client):
    one, other = (Innovation.objects.get(name=name) for name in ("DIPAKAI", "HANYA ADA"))
    one.application.overlaps.add(other)
    client.force_login(make_user(Role.PIMPINAN))

    board = client.get(reverse("innovations:steward-overlaps")).content.decode()
    side = client.get(reverse("innovations:steward-compare", args=[one.pk])).content.decode()

    assert reverse("innovations:steward-compare", args=[one.pk]) in board
    assert "/sederhanakan/" not in board
    assert "HANYA ADA" in side
    assert "75.000.000" in side
    assert client.get(reverse("innovations:steward-simplify", args=[one.pk])).status_code == 403
