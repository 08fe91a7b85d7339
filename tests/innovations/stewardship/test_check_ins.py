"""Twice a year the steward is asked; whoever does not answer is heard of further up."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from innovations.choices import CheckInState, Ending, InnovationState
from innovations.models import CheckIn, Innovation, Steward
from innovations.stewardship.actions.asking import run_check_ins
from innovations.stewardship.queries.health import life_of
from organizations.choices import Role
from organizations.models import OutgoingMail, User
from tests.factories.innovations import make_check_in, make_innovation, make_steward
from tests.factories.organizations import make_unit, make_user

pytestmark = pytest.mark.django_db


def at(month: int, day: int, year: int = 2026) -> datetime:
    return timezone.make_aware(datetime(year, month, day, 9))


ASKED, REMINDED, LAST, MISSED, CITY = at(6, 1), at(6, 23), at(6, 30), at(7, 1), at(7, 15)


@pytest.fixture
def innovation() -> Innovation:
    return make_innovation(published_at=at(1, 5))


@pytest.fixture
def steward(innovation) -> Steward:
    return make_steward(innovation)


@pytest.fixture
def head(innovation) -> User:
    return make_user(Role.KEPALA_OPD, innovation.organization)


@pytest.fixture
def city() -> User:
    return make_user(Role.BAGIAN_ORGANISASI)


def told() -> list[str]:
    """Who was written to since it was asked last."""
    found = list(OutgoingMail.objects.order_by("pk").values_list("to", flat=True))
    OutgoingMail.objects.update(to="dibaca@contoh.test")
    return [to for to in found if to != "dibaca@contoh.test"]


def test_asked_reminded_missed_and_climbing_each_once(innovation, steward, head, city):
    holder = steward.assignment.user.email
    for now, heard in (
        (at(5, 31), []),
        (ASKED, [holder]),
        (ASKED + timedelta(hours=1), []),
        (REMINDED, [holder]),
        (LAST, []),
        (MISSED, [head.email]),
        (at(7, 14), []),
        (CITY, [city.email]),
        (at(7, 20), []),
    ):
        run_check_ins(now=now)
        assert told() == heard, now

    row = innovation.check_ins.get()
    assert (row.period, row.asked_on, row.due_on) == (
        "2026-S1",
        date(2026, 6, 1),
        date(2026, 6, 30),
    )
    assert row.state == CheckInState.MISSED
    assert life_of(innovation, date(2026, 7, 20)).health == "perhatian"


def test_a_question_told_to_everybody_is_not_read_again(
    innovation, steward, head, city, django_assert_num_queries
):
    for now in (ASKED, MISSED, CITY):
        run_check_ins(now=now)

    with django_assert_num_queries(1):
        run_check_ins(now=at(7, 20))


def test_one_whose_question_cannot_be_sent_stops_no_other_and_is_asked_again(innovation, steward):
    other = make_innovation(published_at=at(1, 5))
    make_steward(other)
    holder = steward.assignment.user.email
    refuse = 'ALTER TABLE organizations_outgoingmail ADD CONSTRAINT refused CHECK ("to" <> %s)'
    with connection.cursor() as cursor:
        cursor.execute(refuse, [holder])
    run_check_ins(now=ASKED)
    assert [row.innovation for row in CheckIn.objects.all()] == [other]

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE organizations_outgoingmail DROP CONSTRAINT refused")
    told()
    run_check_ins(now=ASKED + timedelta(hours=1))

    assert told() == [holder]


def test_an_answer_ends_the_ladder(innovation, steward, head):
    run_check_ins(now=ASKED)
    CheckIn.objects.update(state="dijawab", vitality="berlanjut", answered_at=at(6, 2))
    told()

    for now in (REMINDED, MISSED, CITY):
        run_check_ins(now=now)

    assert told() == []


def test_an_orphans_question_goes_to_the_head(innovation, head):
    run_check_ins(now=ASKED)

    assert told() == [head.email]


def test_whoever_switched_reminders_off_is_passed_over_for_the_next(
    innovation, steward, head, city
):
    User.objects.filter(pk__in=[steward.assignment.user.pk]).update(wants_reminders=False)
    run_check_ins(now=ASKED)
    assert told() == [head.email]

    User.objects.filter(pk=head.pk).update(wants_reminders=False)
    run_check_ins(now=MISSED)
    assert told() == [city.email]
    run_check_ins(now=CITY)
    assert told() == []


def test_nobody_is_asked_about_what_is_over_hidden_new_or_of_another_city(steward):
    over = {"ending": Ending.RETIRED, "ended_on": date(2026, 5, 1)}
    make_innovation(published_at=at(1, 5), **over)
    make_innovation(published_at=at(1, 5), state=InnovationState.HIDDEN)
    make_innovation(published_at=at(6, 2))
    make_innovation(published_at=at(1, 5), origin="rujukan")

    run_check_ins(now=at(6, 3))

    assert [row.innovation for row in CheckIn.objects.all()] == [steward.innovation]


def test_a_question_about_what_ended_meanwhile_climbs_no_further(innovation, steward, head):
    run_check_ins(now=ASKED)
    told()
    Innovation.objects.update(ending=Ending.RETIRED, ended_on=date(2026, 6, 10))

    run_check_ins(now=MISSED)

    assert told() == []
    assert innovation.check_ins.get().state == CheckInState.ASKED


def test_late_clock_reminds_nobody_of_yesterday(innovation, steward, head):
    make_check_in(innovation)

    run_check_ins(now=MISSED)

    assert told() == [head.email]


def answer(client, row: CheckIn, **given):
    return client.post(reverse("innovations:check-in-answer", args=[row.pk]), given)


def test_answered_late_by_the_steward_and_marked_so(client, innovation, steward):
    row = make_check_in(innovation, state=CheckInState.MISSED)
    client.force_login(steward.assignment.user)
    page = client.get(reverse("innovations:check-in-answer", args=[row.pk]))
    assert "sudah lewat" in page.content.decode()

    answer(client, row, vitality="berkembang", users="1200", numbers="Antrean 5 menit")

    row.refresh_from_db()
    assert (row.state, row.vitality, row.users) == (CheckInState.ANSWERED, "berkembang", 1200)
    assert row.is_late
    assert row.answered_by == steward.assignment.user
    words = client.get(reverse("innovations:check-in-answer", args=[row.pk])).content.decode()
    assert "terlambat" in words
    assert "Antrean 5 menit" in words


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Pilih keadaan inovasi sekarang"),
        ({"vitality": "berlanjut", "users": "seribu"}, "dengan angka saja"),
        ({"vitality": "berhenti", "trouble": "Tanpa dana"}, "Tulis sejak kapan inovasi berhenti"),
        ({"vitality": "berhenti", "stopped_on": "1 Mei 2026"}, "Tulis mengapa inovasi berhenti"),
        (
            {"vitality": "berhenti", "stopped_on": "1 Mei 2020", "trouble": "Tanpa dana"},
            "tidak boleh sebelum inovasi diterapkan",
        ),
        ({"vitality": "berlanjut", "stopped_on": "1 Mei 2026"}, "Kosongkan tanggal berhenti"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_is_kept(
    client, innovation, steward, given, sentence
):
    row = make_check_in(innovation)
    client.force_login(steward.assignment.user)

    refused = answer(client, row, **given, numbers="Antrean 5 menit")

    assert refused.status_code == 400
    words = refused.content.decode()
    assert sentence in words
    assert "Antrean 5 menit" in words
    row.refresh_from_db()
    assert row.state == CheckInState.ASKED


def test_a_question_about_what_ended_says_so_and_asks_nothing(client, innovation, steward):
    row = make_check_in(innovation)
    Innovation.objects.update(ending=Ending.RETIRED, ended_on=date(2026, 6, 10))
    client.force_login(steward.assignment.user)

    words = client.get(reverse("innovations:check-in-answer", args=[row.pk])).content.decode()

    assert "kabarnya tidak lagi diminta" in words
    assert "Kirim kabar" not in words
    assert answer(client, row, vitality="berlanjut").status_code == 400


def test_answered_once(client, innovation, steward):
    row = make_check_in(innovation)
    client.force_login(steward.assignment.user)
    answer(client, row, vitality="berlanjut")

    again = answer(client, row, vitality="berkembang")

    assert again.status_code == 400
    row.refresh_from_db()
    assert row.vitality == "berlanjut"


def test_only_who_may_answer_is_led_to_the_question(client, innovation, steward):
    row = make_check_in(innovation)
    answer_page = reverse("innovations:check-in-answer", args=[row.pk])
    pages = (
        reverse("innovations:check-in-list"),
        reverse("innovations:steward-detail", args=[innovation.pk]),
    )

    def led(user: User) -> list[bool]:
        client.force_login(user)
        return [answer_page in client.get(url).content.decode() for url in pages]

    assert led(steward.assignment.user) == [True, True]
    assert led(make_user(Role.BAPPEDA)) == [False, False]
    Innovation.objects.update(ending=Ending.RETIRED, ended_on=date(2026, 6, 10))
    assert led(steward.assignment.user) == [False, False]


def test_others_do_not_answer(client, innovation):
    row = make_check_in(innovation)
    client.force_login(make_user(Role.OPERATOR_OPD, make_unit()))
    assert answer(client, row, vitality="berlanjut").status_code == 404
    client.force_login(make_user(Role.BAPPEDA))
    assert answer(client, row, vitality="berlanjut").status_code == 403
