"""Forum Konsultasi Publik: invited, held, its minutes published, what was agreed followed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from surveys.choices import FollowUpState, ForumState
from surveys.follow_up.actions.forums import publish_minutes, record_forum, save_forum
from surveys.follow_up.actions.plans import save_plan
from surveys.index.queries.plans import plans_of
from surveys.models import FollowUp, Forum, ForumFile
from tests.factories.organizations import make_unit
from tests.factories.surveys import make_follow_up, make_forum, make_period, make_service_unit
from tests.surveys.follow_up.conftest import photo

pytestmark = pytest.mark.django_db
AGREED = {
    "issue": "Kursi tunggu kurang",
    "action": "Menambah 20 kursi",
    "owner": "Kepala Subbagian Umum",
    "due_on": "31 Desember 2027",
}


def url(name: str, *args: Any) -> str:
    return reverse(f"surveys:{name}", args=args)


def held(forum: Forum, by: Any, **changes: Any) -> Forum:
    given = {"summary": "Antrean dibahas", "counts": {"pengguna": 12}, "upload": photo("ba.jpg")}
    return record_forum(forum=forum, by=by, **{**given, **changes})


def test_from_the_invitation_to_the_public_page(client, manager, head, period):
    unit = period.unit
    made = client.post(
        url("forum-create", unit.pk),
        {"topic": "Hasil semester satu", "period": period.pk, "held_on": "3 Agustus 2026",
         "place": "Aula", "file": photo("undangan.jpg")},
    )  # fmt: skip
    forum = Forum.objects.get()
    assert made.url == url("forum-detail", forum.pk)
    client.post(
        url("forum-record", forum.pk),
        {"pengguna": "12", "ahli": "2", "summary": "Antrean dibahas", "file": photo("ba.jpg")},
    )
    client.post(url("forum-agreement", forum.pk), AGREED)
    assert client.post(url("forum-publish", forum.pk)).status_code == 403
    assert client.get(url("public-forum", forum.pk)).status_code == 404
    paper = url("public-forum-paper", forum.pk, "berita-acara")
    assert client.get(paper).status_code == 404

    client.force_login(head)
    client.post(url("forum-publish", forum.pk))

    forum.refresh_from_db()
    assert forum.state == ForumState.PUBLISHED
    client.logout()
    text = client.get(url("public-forum", forum.pk)).content.decode()
    assert period.label in text
    assert period.code not in text
    for said in ("Antrean dibahas", "14 orang", "Menambah 20 kursi", "Direncanakan", "0 dari 1"):
        assert said in text
    assert b"".join(client.get(paper).streaming_content).startswith(b"\xff\xd8")
    assert "Hasil semester satu" in client.get(url("public-forum-list")).content.decode()


def test_an_agreement_is_a_follow_up_of_the_result_spoken_of(client, manager, period):
    forum = make_forum(period.unit, period=period, state=ForumState.HELD)

    client.post(url("forum-agreement", forum.pk), AGREED)

    plan = FollowUp.objects.get()
    assert (plan.forum, plan.period, plan.element) == (forum, period, "")
    assert plans_of(period) == [plan]
    assert "Menambah 20 kursi" in client.get(url("plan-list", period.unit.pk)).content.decode()


def test_published_agreements_are_followed_but_not_reworded(client, manager, period):
    forum = make_forum(period.unit, state=ForumState.PUBLISHED)
    plan = make_follow_up(period, "", forum=forum)

    answer = client.post(url("plan-edit", plan.pk), AGREED)
    assert answer.status_code == 400
    assert "sudah terbit" in answer.content.decode()
    assert client.post(url("forum-agreement", forum.pk), AGREED).status_code == 400
    assert FollowUp.objects.count() == 1

    plan.state, plan.outcome = FollowUpState.CONFIRMED, "Kursi terpasang"
    plan.done_on, plan.done_by = date(2026, 9, 1), manager
    plan.save()
    text = client.get(url("public-forum", forum.pk)).content.decode()
    assert "Kursi terpasang" in text
    assert "1 dari 1" in text


def test_nothing_is_published_without_minutes_and_agreements(manager, head, unit):
    forum = held(make_forum(unit), manager, upload=None)

    with pytest.raises(ValidationError, match="Unggah berita acaranya"):
        publish_minutes(forum=forum, by=head)
    forum = held(forum, manager)
    with pytest.raises(ValidationError, match="sedikitnya satu kesepakatan"):
        publish_minutes(forum=forum, by=head)


def test_held_again_takes_the_place_of_what_was_noted(manager, unit):
    forum = held(make_forum(unit), manager)
    forum = held(forum, manager, counts={"pengguna": 0, "media": 3}, summary="Lebih lengkap")

    assert [(row.group, row.count) for row in forum.groups.all()] == [("media", 3)]
    assert ForumFile.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"summary": "x"}, "sedikitnya pada satu unsur"),
        ({"summary": "x", "pengguna": "-1"}, "tidak boleh kurang dari 0"),
        ({"summary": "x", "pengguna": "dua"}, "dengan angka saja"),
        ({"summary": "x", "pengguna": "99999"}, "terlalu besar"),
        ({"summary": "", "pengguna": "3"}, "Isi ringkasan pembahasan"),
    ],
)
def test_bad_input_of_what_was_held(client, manager, unit, data, said):
    forum = make_forum(unit)

    answer = client.post(url("forum-record", forum.pk), data)

    assert answer.status_code == 400
    assert said in answer.content.decode()
    forum.refresh_from_db()
    assert (forum.state, forum.groups.count()) == (ForumState.INVITED, 0)


def test_a_forum_to_come_was_not_held(manager, unit):
    with pytest.raises(ValidationError, match="belum berlangsung"):
        held(make_forum(unit, held_on=date(2999, 1, 1)), manager)


def test_a_result_of_another_unit_is_not_spoken_of(client, manager, unit):
    other = make_period(make_service_unit(unit.organization), state="ditutup")
    given = {"topic": "x", "held_on": "3/8/2026", "place": "y"}

    answer = client.post(url("forum-create", unit.pk), {**given, "period": other.pk})

    assert "Pilih periode dari daftar" in answer.content.decode()
    values = {**given, "held_on": date(2026, 8, 3), "is_online": False, "period": other}
    with pytest.raises(ValidationError):
        save_forum(forum=Forum(unit=unit), values=values, upload=None, by=manager)


def test_a_published_forum_stays(client, manager, unit):
    forum = make_forum(unit, state=ForumState.PUBLISHED)
    given = {"topic": "Lain", "held_on": "3/8/2026", "place": "y"}

    assert client.post(url("forum-edit", forum.pk), given).status_code == 400
    record = {"summary": "x", "pengguna": "1"}
    assert client.post(url("forum-record", forum.pk), record).status_code == 400
    forum.refresh_from_db()
    assert forum.topic == "Hasil survei semester pertama"


def test_forums_of_others_are_not_found(client, manager):
    forum = make_forum(make_service_unit(make_unit()))

    names = ("forum-detail", "forum-edit", "forum-record", "forum-agreement", "forum-publish")
    assert {client.get(url(name, forum.pk)).status_code for name in names} == {404}
    with pytest.raises(PermissionDenied, match="Ini tugas pengelola"):
        save_plan(plan=FollowUp(unit=forum.unit, forum=forum), values={}, by=manager)


def test_unknown_papers_and_words_are_inert(client, manager, unit):
    forum = make_forum(unit, state=ForumState.PUBLISHED, topic="<script>alert(1)</script>")

    assert client.get(url("forum-paper", forum.pk, "lain")).status_code == 404
    assert client.get(url("public-forum-paper", forum.pk, "undangan")).status_code == 404
    for page in (
        url("public-forum", forum.pk),
        url("public-forum-list"),
        url("forum-list", unit.pk),
    ):
        assert "<script>alert" not in client.get(page).content.decode()
    found = client.get(url("public-forum-list"), {"kata": "zzz"}).content.decode()
    assert "Tidak ada yang cocok" in found


def test_published_forums_are_found_by_topic_unit_and_opd(client):
    forums = []
    for word in ("Timur", "Barat"):
        opd = make_unit(name=f"Dinas Pasar {word}", short_name=f"Dispasar {word}")
        unit = make_service_unit(opd, name=f"Loket {word}")
        forums.append(make_forum(unit, topic=f"Antrean {word}", state=ForumState.PUBLISHED))

    for forum, other in (forums, forums[::-1]):
        opd = forum.unit.organization
        for words in (forum.topic, forum.unit.name, opd.name, opd.short_name):
            found = client.get(url("public-forum-list"), {"kata": words}).content.decode()
            assert forum.topic in found
            assert other.topic not in found
