"""Following by mail: confirmed, once a day, only what is public, stopped with one press."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from innovations import states
from innovations.choices import InnovationState
from innovations.citizens.actions.digests import LAG, send_follow_mail
from innovations.citizens.actions.following import ASKED_A_DAY, confirm_follows, drop_unconfirmed
from innovations.launch.actions.launches import move_launch
from innovations.models import Award, Follow, Follower, Innovation
from innovations.registry.actions.parts import save_award
from innovations.stewardship.actions.simplifying import MERGE, decide
from organizations import activity
from organizations.choices import Role
from organizations.models import OutgoingMail
from tests.factories.innovations import make_innovation, make_launch
from tests.factories.organizations import make_city, make_user
from tests.innovations.journal_objects import make_entry

pytestmark = pytest.mark.django_db
ADDRESS, DAY = "Warga@Contoh.test", timedelta(days=1)


@pytest.fixture
def entry() -> Innovation:
    make_city()
    cache.clear()
    return make_innovation(name="ANTRE RUMAH")


@pytest.fixture
def desk(entry):
    return make_user(Role.BAGIAN_ORGANISASI, entry.organization)


def ask(entry: Innovation, email: str = ADDRESS):
    data = {"key": str(uuid.uuid4()), "email": email, "website": ""}
    return Client().post(f"/inovasi/{entry.slug}/ikuti/", data, follow=True)


def follow(*entries: Innovation) -> Follower:
    for one in entries:
        ask(one)
    follower = Follower.objects.get()
    confirm_follows(follower=follower, now=timezone.now())
    Follower.objects.update(asked_at=None)
    follower.refresh_from_db()
    return follower


def win(entry: Innovation, desk, name: str = "KIPP") -> Award:
    values = {"competition": name, "level": "provinsi", "year": 2026, "result": "Top 20"}
    return save_award(award=Award(innovation=entry), values=values, by=desk)


def noon(days: int = 1):
    """Noon of a later day, in the city."""
    at = timezone.localtime(timezone.now() + days * DAY)
    return at.replace(hour=12, minute=0)


def test_it_is_asked_by_mail_first_and_looking_at_the_link_confirms_nothing(entry):
    said = ask(entry).content.decode()
    assert "Periksa surel Anda" in said
    send_follow_mail(now=timezone.now())
    (letter,) = mail.outbox
    assert (letter.to, "ANTRE RUMAH" in letter.body) == (["warga@contoh.test"], True)
    link = re.search(r"https?://[^/]+(/inovasi/langganan/[\w-]+/)\n", letter.body)[1]

    outside = Client()
    assert "Menunggu konfirmasi" in outside.get(link).content.decode()
    assert Follow.objects.get().confirmed_at is None
    outside.post(link)
    assert Follow.objects.get().confirmed_at is not None


def test_every_address_gets_the_same_answer_and_at_most_five_mails_a_day(entry):
    first = ask(entry)
    send_follow_mail(now=timezone.now())
    confirm_follows(follower=Follower.objects.get(), now=timezone.now())
    again, other = ask(entry), ask(entry, "lain@contoh.test")
    send_follow_mail(now=timezone.now())
    texts = [
        re.sub(r'(?:value|data-csrf)="[^"]*"', "", one.content.decode())
        for one in (first, again, other)
    ]
    assert texts[0] == texts[1] == texts[2]
    for _ in range(ASKED_A_DAY + 2):
        ask(entry)
        send_follow_mail(now=timezone.now())

    letters = [one for one in mail.outbox if one.to == ["warga@contoh.test"]]
    assert len(letters) == ASKED_A_DAY
    assert "sudah mengikuti" in letters[-1].body


def test_the_address_is_encrypted_and_stands_in_no_outbox(entry):
    follow(entry)

    with connection.cursor() as cursor:
        cursor.execute("SELECT email, token FROM innovations_follower")
        assert "contoh.test" not in repr(cursor.fetchone())
    assert not OutgoingMail.objects.filter(to__icontains="warga").exists()


def test_news_of_all_that_is_followed_come_in_one_mail_once_a_day(entry, desk):
    other = make_innovation(name="KEDUA")
    follow(entry, other)
    win(entry, desk)
    launch = make_launch(other, held_on=timezone.localdate(), name="Hari Jadi")
    move_launch(launch=launch, transition=states.HOLD, by=desk)
    decide(
        innovation=other, decision=MERGE, reason="Sama", by=desk, on=timezone.localdate(),
        successor=entry,
    )  # fmt: skip

    assert send_follow_mail(now=noon()) == 1
    Follower.objects.update(told_until=timezone.now())  # the history is of now, not of that noon
    win(entry, desk, "IGA")
    assert send_follow_mail(now=noon() + timedelta(hours=2)) == 0
    (letter,) = mail.outbox
    for words in ("KIPP: Top 20", "diluncurkan: Hari Jadi", "digabung", entry.get_absolute_url()):
        assert words in letter.body
    assert send_follow_mail(now=noon(2)) == 1
    assert "IGA" in mail.outbox[-1].body
    assert "KIPP" not in mail.outbox[-1].body
    assert send_follow_mail(now=noon(3)) == 0


def test_nothing_of_before_the_confirmation_and_nothing_at_night(entry, desk):
    win(entry, desk, "Dulu")
    follow(entry)
    win(entry, desk, "Baru")

    assert send_follow_mail(now=noon().replace(hour=3)) == 0
    assert send_follow_mail(now=noon()) == 1
    assert "Dulu" not in mail.outbox[0].body


@pytest.mark.parametrize("state", sorted(set(InnovationState.values) - {"tayang"}))
def test_what_is_not_public_any_more_is_in_no_mail_and_on_no_page(entry, desk, state):
    follower = follow(entry)
    win(entry, desk)
    Innovation.objects.filter(pk=entry.pk).update(state=state)

    assert send_follow_mail(now=noon()) == 0
    page = Client().get(f"/inovasi/langganan/{follower.token}/").content.decode()
    assert "ANTRE RUMAH" not in page
    assert ask(entry, "lain@contoh.test").status_code == 404


def test_an_award_that_was_taken_back_is_not_told(entry, desk):
    follow(entry)
    win(entry, desk).delete()

    assert send_follow_mail(now=noon()) == 0


def test_one_press_in_the_mail_program_deletes_the_address_whenever_it_is_pressed(entry, desk):
    follow(entry)
    win(entry, desk)
    send_follow_mail(now=noon())
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = re.search(r"<https?://[^/]+(/\S+)>", headers["List-Unsubscribe"])[1]
    outside = Client(enforce_csrf_checks=True)

    assert "Berhenti mengikuti semuanya?" in outside.get(link).content.decode()
    assert Follower.objects.exists()
    answers = [outside.post(link, {"List-Unsubscribe": "One-Click"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert not Follower.objects.exists()
    assert outside.get(link).status_code == 404


def test_one_of_several_is_stopped_on_the_own_page(entry):
    other = make_innovation()
    follower = follow(entry, other)
    page = f"/inovasi/langganan/{follower.token}/"
    client = Client()

    client.post(page, {"berhenti": str(entry.pk)})
    assert [row.innovation for row in Follow.objects.all()] == [other]
    client.post(page, {"berhenti": str(other.pk)})
    assert not Follower.objects.exists()


def test_what_nobody_confirms_goes_after_three_days(entry):
    ask(entry)

    drop_unconfirmed(timezone.now() + 2 * DAY)
    assert Follower.objects.exists()
    drop_unconfirmed(timezone.now() + 4 * DAY)
    assert not Follower.objects.exists()


def test_mail_that_does_not_go_out_is_tried_again_and_at_last_the_address_goes(
    entry, desk, settings
):
    follow(entry)
    win(entry, desk)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    assert send_follow_mail(now=noon()) == 0
    held = Follower.objects.get()
    assert (held.attempts, held.told_on) == (1, None)
    assert held.told_until < noon() - LAG
    for days in range(2, 14):
        send_follow_mail(now=noon(days))
    assert not Follower.objects.exists()


def test_activities_for_everybody_are_news_and_others_are_not(entry, desk):
    follow(entry)
    for title, is_public in (("Episode pertama", True), ("Rapat dalam", False)):
        row = make_entry(entry, title=title, is_public=is_public)
        verb = activity.verb_of(row, "create")
        activity.record(obj=row, verb=verb, summary=title, by=desk)

    assert send_follow_mail(now=noon()) == 1
    assert "kegiatan: Episode pertama" in mail.outbox[0].body
    assert "Rapat dalam" not in mail.outbox[0].body
