"""An answer is corrected by a newer one; what was said stays."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from innovations.choices import CheckInState
from innovations.models import CheckIn, FormerAnswer
from innovations.stewardship.actions.answering import correct_check_in
from innovations.stewardship.queries.figures import answered_in_time, living
from innovations.stewardship.queries.health import life_of
from organizations import moment
from organizations.choices import Role
from tests.factories.innovations import make_check_in, make_innovation, make_steward
from tests.factories.organizations import make_city, make_user

pytestmark = pytest.mark.django_db


def at(month: int, day: int) -> datetime:
    return timezone.make_aware(datetime(2026, month, day, 9))


@pytest.fixture
def answered() -> CheckIn:
    make_city()
    innovation = make_innovation(published_at=at(1, 5))
    make_steward(innovation)
    return make_check_in(
        innovation, state=CheckInState.ANSWERED, vitality="berlanjut", answered_at=at(6, 9)
    )


STOPPED = {
    "vitality": "berhenti", "stopped_on": date(2026, 5, 1), "users": None, "numbers": "",
    "evidence": "", "trouble": "Server rusak",
}  # fmt: skip


def test_health_reads_the_newest_and_figures_of_before_stay(answered):
    person = answered.innovation.stewards.get().assignment.user
    with moment.at(at(8, 3)):
        correct_check_in(check_in=answered, values=STOPPED, reason="Salah pilih", by=person)

    assert life_of(answered.innovation, date(2026, 8, 2)).health == "berjalan"
    assert life_of(answered.innovation, date(2026, 8, 3)).health == "berhenti"
    assert living(None, 2026, 2) == 1
    assert living(None, 2026, 3) == 0
    assert answered_in_time(None, 2026, 2) == 100


def test_corrected_twice_each_day_has_what_was_said_then(answered):
    person = answered.innovation.stewards.get().assignment.user
    with moment.at(at(7, 6)):
        correct_check_in(check_in=answered, values=STOPPED, reason="Salah pilih", by=person)
    running = {**STOPPED, "vitality": "berkembang", "stopped_on": None, "trouble": ""}
    with moment.at(at(8, 3)):
        correct_check_in(check_in=answered, values=running, reason="Sudah diganti", by=person)

    days = {
        date(2026, 7, 5): "berjalan",
        date(2026, 7, 6): "berhenti",
        date(2026, 8, 3): "berjalan",
    }
    for day, health in days.items():
        assert life_of(answered.innovation, day).health == health, day


def test_on_the_page_with_its_reason_and_the_former_words(client, answered):
    person = answered.innovation.stewards.get().assignment.user
    client.force_login(person)
    url = reverse("innovations:check-in-correct", args=[answered.pk])
    page = reverse("innovations:check-in-answer", args=[answered.pk])
    assert "Perbaiki kabar" in client.get(page).content.decode()
    given = {"vitality": "berkembang", "numbers": "Antrean 5 menit"}
    refused = client.post(url, given)
    assert refused.status_code == 400
    assert "Isi alasan diperbaiki" in refused.content.decode()
    assert "Antrean 5 menit" in refused.content.decode()

    client.post(url, {**given, "reason": "Angkanya tertinggal"})

    answered.refresh_from_db()
    assert answered.vitality == "berkembang"
    assert FormerAnswer.objects.get().vitality == "berlanjut"
    words = client.get(page).content.decode()
    assert "Angkanya tertinggal" in words
    assert "Sebelum diperbaiki" in words
    again = client.post(url, {**given, "reason": "Sama"})
    assert again.status_code == 400
    assert "sama dengan kabar yang tersimpan" in again.content.decode()


def test_what_waits_or_is_anothers_is_not_corrected(client, answered):
    waiting = make_check_in(answered.innovation, "2026-S2")
    client.force_login(answered.innovation.stewards.get().assignment.user)
    url = reverse("innovations:check-in-correct", args=[waiting.pk])
    given = {"vitality": "berlanjut", "reason": "Salah"}
    assert client.post(url, given).status_code == 400
    client.force_login(make_user(Role.BAPPEDA))
    url = reverse("innovations:check-in-correct", args=[answered.pk])
    assert client.post(url, given).status_code == 403
