"""A form that arrives twice makes one row: plans, agreements, forums, media."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from surveys.models import FollowUp, Forum, Publication
from tests.factories.surveys import make_forum

pytestmark = pytest.mark.django_db
LATER = (timezone.localdate() + timedelta(days=30)).strftime("%d/%m/%Y")
PLAN = {
    "element": "waktu", "issue": "Antre lama", "action": "Membuka loket", "owner": "Kepala seksi",
    "due_on": LATER,
}  # fmt: skip


def twice(client, address: str, form: dict[str, str]) -> None:
    """The same page sent by two presses of one button."""
    for _ in range(2):
        sent = client.post(address, {**form, "csrfmiddlewaretoken": "a" * 64})
        assert sent.status_code == 302, sent.content.decode()


def test_a_plan(manager, period, client):
    twice(client, reverse("surveys:plan-create", args=[period.pk]), PLAN)

    assert FollowUp.objects.count() == 1


def test_an_agreement(manager, unit, client):
    forum = make_forum(unit)
    twice(client, reverse("surveys:forum-agreement", args=[forum.pk]), PLAN)

    assert FollowUp.objects.count() == 1


def test_a_forum(manager, unit, client):
    form = {"topic": "Antrean", "held_on": LATER, "place": "Aula"}
    twice(client, reverse("surveys:forum-create", args=[unit.pk]), form)

    assert Forum.objects.count() == 1


def test_a_publication(manager, period, client):
    day = max(timezone.localdate(), period.ends_on).strftime("%d/%m/%Y")
    form = {"medium": "papan", "published_on": day}
    twice(client, reverse("surveys:publication-create", args=[period.pk]), form)

    assert Publication.objects.count() == 1
