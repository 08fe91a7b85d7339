"""The health of innovations from what is recorded about them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from innovations.choices import CheckInState, Ending, Health, Vitality
from innovations.models import CheckIn, FormerAnswer, HealthNote, Innovation
from innovations.stewardship.queries.health import health_of_many, kept_of_many, life_of
from tests.factories.innovations import (
    make_check_in,
    make_innovation,
    make_steward,
)
from tests.factories.organizations import make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 1)


def at(year: int, month: int, day: int) -> datetime:
    return timezone.make_aware(datetime(year, month, day, 9))


def held(**fields) -> Innovation:
    innovation = make_innovation(published_at=at(2026, 1, 5), **fields)
    make_steward(innovation)
    return innovation


def answered(innovation: Innovation, vitality: str = Vitality.RUNNING, **fields) -> CheckIn:
    given = {"answered_at": at(2026, 6, 10), **fields}
    return make_check_in(innovation, state=CheckInState.ANSWERED, vitality=vitality, **given)


def test_nothing_heard_yet_is_unknown():
    assert life_of(held(), TODAY).health == Health.UNKNOWN


def test_an_answer_makes_it_run_and_is_shown_with_its_day():
    innovation = held()
    answer = answered(innovation)

    life = life_of(innovation, TODAY)

    assert (life.health, life.heard, life.heard_on) == (Health.RUNNING, answer, date(2026, 6, 10))


def test_missed_from_the_day_after_the_last_one_without_any_job():
    innovation = held()
    make_check_in(innovation)

    assert life_of(innovation, date(2026, 6, 30)).health == Health.UNKNOWN
    life = life_of(innovation, TODAY)
    assert life.health == Health.ATTENTION
    assert life.reasons == ("1 permintaan kabar terakhir tidak dijawab.",)


def test_a_question_missed_before_the_last_answer_is_no_longer_counted():
    innovation = held()
    make_check_in(innovation, "2025-S2", due_on=date(2025, 12, 31), state=CheckInState.MISSED)
    answered(innovation)

    assert life_of(innovation, TODAY).health == Health.RUNNING


def test_a_past_day_does_not_know_what_was_told_after_it():
    innovation = held()
    answered(innovation, answered_at=at(2026, 7, 20))

    assert life_of(innovation, date(2026, 7, 5)).reasons == (
        "1 permintaan kabar terakhir tidak dijawab.",
    )
    assert life_of(innovation, date(2026, 7, 20)).health == Health.RUNNING


def test_no_steward_from_the_next_day_on():
    innovation = make_innovation(published_at=at(2026, 1, 5))
    steward = make_steward(innovation)
    steward.assignment.valid_to = date(2026, 6, 30)
    steward.assignment.save(update_fields=["valid_to"])
    answered(innovation)

    assert life_of(innovation, date(2026, 6, 30)).health == Health.RUNNING
    assert life_of(innovation, TODAY).reasons == ("Tidak ada penanggung jawab sekarang.",)


def test_a_judgement_stands_above_the_rules_until_its_end():
    innovation = held()
    note = HealthNote.objects.create(
        innovation=innovation, health=Health.ATTENTION, reason="Pindah gedung.",
        until=TODAY, by=make_user(), at=at(2026, 6, 1),
    )  # fmt: skip

    life = life_of(innovation, TODAY)
    assert (life.health, life.note) == (Health.ATTENTION, note)
    assert life.reasons == (
        "Ditetapkan Bagian Organisasi sampai 1 Juli 2026: Pindah gedung.",
        "Belum ada kabar semester dari penanggung jawab.",
    )
    assert life_of(innovation, date(2026, 7, 2)).health == Health.UNKNOWN


def test_what_the_city_ended_is_ended_whatever_was_judged():
    innovation = held(ending=Ending.RETIRED, ended_on=date(2026, 6, 1))
    HealthNote.objects.create(
        innovation=innovation, health=Health.RUNNING, reason="Uji", until=TODAY, by=make_user(),
        at=at(2026, 5, 1),
    )  # fmt: skip

    assert life_of(innovation, TODAY).health == Health.STOPPED


def test_a_reference_has_no_health():
    assert health_of_many([make_innovation(origin="rujukan")], TODAY) == {}


def test_many_cost_three_statements():
    for _ in range(3):
        answered(held())
    rows = list(Innovation.objects.all())

    with CaptureQueriesContext(connection) as captured:
        assert len(health_of_many(rows, TODAY)) == 3

    assert len(captured) == 3


def test_what_is_kept_of_very_many_follows_the_same_rules():
    """On each day the walk through all of them, which reads facts only, says what a page says."""
    running, orphan, missed, judged, corrected, merged = (held() for _ in range(6))
    for one in (running, orphan, judged, corrected):
        answered(one)
    orphan.stewards.get().assignment.user.assignments.update(valid_to=date(2026, 6, 20))
    make_check_in(missed)
    HealthNote.objects.create(
        innovation=judged, health=Health.ATTENTION, reason="Dilihat", by=make_user(),
        until=date(2026, 7, 10), at=at(2026, 6, 25),
    )  # fmt: skip
    FormerAnswer.objects.create(
        check_in=corrected.check_ins.get(), vitality=Vitality.STOPPED, reason="Keliru",
        replaced_by=make_user(), replaced_at=at(2026, 6, 28),
    )  # fmt: skip
    Innovation.objects.filter(pk=merged.pk).update(ending=Ending.MERGED, ended_on=TODAY)
    make_innovation(origin="rujukan")
    rows = Innovation.objects.all()
    days = [date(2026, 6, 9), date(2026, 6, 15), date(2026, 6, 26), TODAY, date(2027, 8, 1)]

    for day in days:
        told = {pk: life.health for pk, life in health_of_many(rows, day).items()}
        kept = kept_of_many(Innovation.objects.owned(), day)
        assert {pk: one.health for pk, one in kept.items()} == told, day
