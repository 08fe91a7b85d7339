"""The list of the registry tells which of its innovations live."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from innovations.choices import CheckInState, Ending, InnovationState, Origin
from innovations.models import Application
from innovations.stewardship.actions.keeping import keep_all
from innovations.stewardship.queries import health
from organizations.choices import Role
from tests.factories.innovations import make_check_in, make_innovation, make_steward
from tests.factories.organizations import make_city, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("many", [1_000, 1])
def test_filtered_by_health_and_drafts_have_none(client, monkeypatch, many):
    """By the facts, or where there are very many by what is kept of them."""
    monkeypatch.setattr(health, "MANY", many)
    make_city()
    orphan = make_innovation(name="TANPA PENANGGUNG JAWAB")
    held = make_innovation(name="BARU TAYANG")
    make_steward(held)
    make_innovation(name="MASIH KONSEP", state=InnovationState.DRAFT)
    keep_all(timezone.localdate())
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))
    url = reverse("innovations:innovation-list")
    every = client.get(url).content.decode()
    assert all(one in every for one in (orphan.name, held.name, "MASIH KONSEP"))

    words = client.get(f"{url}?keadaan=perhatian").content.decode()

    assert orphan.name in words
    assert "Perlu perhatian" in words
    assert held.name not in words
    assert "MASIH KONSEP" not in words


def test_applications_that_are_used_and_those_that_only_exist(client):
    """By the newest answer; an answer without a number leaves what the entry says."""
    make_city()
    used, left, told, silent = (make_innovation(name=n) for n in ("A", "B", "C", "D"))
    make_innovation(name="BUKAN APLIKASI")
    over = make_innovation(name="Y", ending=Ending.RETIRED, ended_on=date(2026, 1, 5))
    other = make_innovation(name="Z", origin=Origin.REFERENCE, source="Kota Batu")
    for entry in (over, other):
        Application.objects.create(innovation=entry, users=3)
    for entry, users in ((used, 0), (left, 90), (told, 40), (silent, None)):
        Application.objects.create(innovation=entry, users=users)
    make_check_in(used, "2025-S2", state=CheckInState.ANSWERED, users=0, **answered(1))
    make_check_in(used, "2026-S1", state=CheckInState.ANSWERED, users=1_200, **answered(6))
    make_check_in(left, "2026-S1", state=CheckInState.ANSWERED, users=0, **answered(6))
    make_check_in(told, "2026-S1", state=CheckInState.ANSWERED, users=None, **answered(6))
    make_check_in(silent, "2026-S1", state=CheckInState.MISSED, users=7)
    client.force_login(make_user(Role.PIMPINAN))
    url = reverse("innovations:innovation-list")

    def names(asked: str) -> list[str]:
        page = client.get(url, {"aplikasi": asked})
        return [entry.name for entry, _, _ in page.context["lines"]]

    assert names("dipakai") == ["A", "C"]
    assert names("hanya-ada") == ["B", "D"]
    assert len(names("")) == 7
    text = " ".join(client.get(url).content.decode().split())
    assert text.count("Aplikasi, ") == 5  # the one that has ended, too
    for words in (
        "1.200 pengguna",
        "40 pengguna",
        "tanpa pengguna",
        "penggunanya belum dilaporkan",
    ):
        assert f"Aplikasi, {words}" in text


def answered(month: int) -> dict[str, Any]:
    day = timezone.make_aware(datetime(2026, month, 15))
    return {"answered_at": day, "answered_by": make_user(), "vitality": "berlanjut"}
