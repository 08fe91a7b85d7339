"""A form that is sent twice, as by a double press, is saved once: rows nothing else tells apart."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from innovations.models import HealthNote, Innovation, JournalEntry, Launch, Milestone
from organizations.choices import Role
from organizations.formatting import format_date
from organizations.models import Activity, Organization
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
ONE_PAGE = {"csrfmiddlewaretoken": "a" * 64}
DAY = "17 Juni 2025"


@pytest.fixture
def unit(client) -> Organization:
    make_city()
    cache.clear()
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))
    return make_unit()


def twice(client, page: str, *args: Any, **sent: str) -> None:
    url = reverse(f"innovations:{page}", args=args)
    for _ in range(2):
        assert client.post(url, {**ONE_PAGE, **sent}).status_code == 302


def test_an_entry(client, unit):
    twice(client, "innovation-create", organization=str(unit.pk), origin="sendiri", name="KEMBAR",
          stage="inisiatif")  # fmt: skip
    assert Innovation.objects.count() == 1


def test_a_reference(client, unit):
    twice(client, "reference-create", name="KEMBAR", source="Kota Lain", stage="inisiatif")
    assert Innovation.objects.count() == 1


def test_a_launch_an_activity_a_milestone(client, unit):
    row = make_innovation(unit, name="SI BAJAK")
    twice(client, "launch-create", name="Acara", held_on=DAY, place="Balai", innovations=row.slug)
    twice(client, "journal-create", innovations=row.slug, kind="kunjungan", title="Kunjungan",
          day=DAY)  # fmt: skip
    twice(client, "milestone-create", row.pk, term="pendek", output="SOP", due_on=DAY)

    counts = (Launch, JournalEntry, Milestone)
    assert [model.objects.count() for model in counts] == [1, 1, 1]


def test_a_decision_and_a_judgement(client, unit):
    row, heir = make_innovation(unit, name="SI BAJAK"), make_innovation(unit, name="PENERUS")
    until = format_date(timezone.localdate() + timedelta(days=90))
    twice(client, "steward-health", row.pk, health="berjalan", reason="Dilihat", until=until)
    assert HealthNote.objects.count() == 1

    today = format_date(timezone.localdate())
    twice(client, "steward-simplify", row.pk, decision="merge", successor=heir.slug, on=today,
          reason="Sama")  # fmt: skip

    assert Activity.objects.filter(summary__startswith="Diputuskan digabung").count() == 1
