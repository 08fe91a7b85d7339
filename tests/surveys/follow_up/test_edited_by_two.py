"""Two people edit the same plan, forum or publication: the second one is told, nothing is lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse

from surveys.models import FollowUp
from tests.factories.surveys import make_follow_up, make_forum

pytestmark = pytest.mark.django_db


def opened(client: Any, url: str) -> dict[str, str]:
    """The form as a browser holds it: its hidden mark."""
    page = client.get(url).content.decode()
    found = re.search(r'name="mark" value="(\w+)"', page)
    return {"mark": found[1] if found else ""}


PLAN = {
    "element": "waktu", "issue": "Antre lama", "action": "Menambah loket", "owner": "Koordinator",
    "due_on": "31 Desember 2027",
}  # fmt: skip


def test_the_second_one_is_told_what_stands_there_now(client, manager, period):
    plan = make_follow_up(period)
    url = reverse("surveys:plan-edit", args=[plan.pk])
    mine, theirs = opened(client, url), opened(client, url)
    assert client.post(url, {**PLAN, **theirs, "action": "Membuka loket malam"}).status_code == 302

    told = client.post(url, {**PLAN, **mine})

    text = told.content.decode()
    assert told.status_code == 409
    assert "Baru saja diubah orang lain" in text
    assert "Membuka loket malam" in text
    assert "Menambah loket" in text  # what was typed is kept
    assert FollowUp.objects.get().action == "Membuka loket malam"
    again = re.search(r'name="mark" value="(\w+)"', text)[1]
    assert client.post(url, {**PLAN, "mark": again}).status_code == 302
    assert FollowUp.objects.get().action == "Menambah loket"


def test_who_writes_the_same_is_not_stopped(client, manager, period):
    plan = make_follow_up(period)
    url = reverse("surveys:plan-edit", args=[plan.pk])
    mine = opened(client, url)
    client.post(url, {**PLAN, **opened(client, url)})

    assert client.post(url, {**PLAN, **mine}).status_code == 302


def test_a_forum_is_not_overwritten_unseen(client, manager, period):
    forum = make_forum(period.unit)
    url = reverse("surveys:forum-edit", args=[forum.pk])
    given = {"topic": "Hasil", "held_on": "3 Agustus 2026", "place": "Aula"}
    mine = opened(client, url)
    client.post(url, {**given, **opened(client, url), "place": "Balai kota"})

    told = client.post(url, {**given, **mine})

    forum.refresh_from_db()
    assert (told.status_code, forum.place) == (409, "Balai kota")


def test_a_publication_is_not_overwritten_unseen(client, manager, period):
    made = {"medium": "papan", "published_on": period.ends_on.strftime("%d %m %Y"), "note": "Lobi"}
    client.post(reverse("surveys:publication-create", args=[period.pk]), made)
    row = period.publications.get()
    url = reverse("surveys:publication-edit", args=[row.pk])
    mine = opened(client, url)
    client.post(url, {**made, **opened(client, url), "note": "Pintu masuk"})

    told = client.post(url, {**made, **mine, "note": "Loket"})

    row.refresh_from_db()
    assert (told.status_code, row.note) == (409, "Pintu masuk")


def test_the_minutes_of_a_forum_are_not_overwritten_unseen(client, manager, period):
    """Both opened the page before anybody had recorded it."""
    forum = make_forum(period.unit)
    url = reverse("surveys:forum-record", args=[forum.pk])
    mine, theirs = opened(client, url), opened(client, url)
    client.post(url, {**theirs, "summary": "Antrean dibahas", "pengguna": "12"})

    told = client.post(url, {**mine, "summary": "Parkir dibahas", "pengguna": "3"})

    forum.refresh_from_db()
    assert (told.status_code, forum.summary) == (409, "Antrean dibahas")
    assert list(forum.groups.values_list("count", flat=True)) == [12]


def test_counts_of_participants_are_not_overwritten_under_the_same_summary(client, manager, period):
    forum = make_forum(period.unit)
    url = reverse("surveys:forum-record", args=[forum.pk])
    words = {"summary": "Antrean dibahas"}
    client.post(url, {**words, "pengguna": "12", **opened(client, url)})
    mine = opened(client, url)
    client.post(url, {**words, "pengguna": "15", **opened(client, url)})

    told = client.post(url, {**words, "pengguna": "3", **mine})

    text = told.content.decode()
    assert told.status_code == 409
    assert "15" in text
    assert 'value="3"' in text  # what was typed is kept
    assert list(forum.groups.values_list("count", flat=True)) == [15]
    again = re.search(r'name="mark" value="(\w+)"', text)[1]
    assert client.post(url, {**words, "pengguna": "3", "mark": again}).status_code == 302
    assert list(forum.groups.values_list("count", flat=True)) == [3]
