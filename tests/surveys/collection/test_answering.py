"""An answer comes in: once, whole, without a person, and nobody is stopped."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from organizations import moment
from surveys.choices import Cycle, Flag, Language, Mode, PeriodState, PointKind, QuestionKind
from surveys.collection.actions import answering
from surveys.collection.actions.answering import take_answer
from surveys.collection.actions.flags import Sender
from surveys.collection.actions.judging import Given
from surveys.collection.queries.words import WORDS
from surveys.models import Comment, Option, Period, Question, Response
from tests.factories.surveys import (
    make_period,
    make_point,
    make_service,
    make_service_unit,
)  # fmt: skip
from tests.surveys.collection.respondent import CODES

pytestmark = pytest.mark.django_db
SAID = WORDS[Language.INDONESIAN]
DAY = datetime(2026, 3, 3, 3, tzinfo=UTC)  # a Tuesday, ten o'clock in Jakarta


def given(row="333343334", **fields):
    return Given(dict(zip(CODES, map(int, row), strict=True)), **fields)


def take(point, row="333343334", *, key=None, mode=Mode.OWN, sender=None, at=DAY, **fields):
    with moment.at(at):
        return take_answer(
            point=point, given=given(row, **fields), key=key or uuid.uuid4(), mode=mode,
            sender=sender,
        )  # fmt: skip


@pytest.fixture
def point(db):
    unit = make_service_unit()
    return make_point(unit, service=make_service(unit))


def test_scores_stand_in_twelfths_with_day_hour_and_nothing_of_a_person(point):
    take(point, "123432143", about={"sex": "P", "age": "siapa"}, seconds=40)

    row = Response.objects.get()
    assert [getattr(row, code) for code in CODES] == [12, 24, 36, 48, 36, 24, 12, 48, 36]
    assert (row.received_on, row.received_hour, row.seconds) == (date(2026, 3, 3), 10, 40)
    assert (row.sex, row.age, row.service, row.flags) == ("P", "", point.service, 0)
    assert row.period.code == "2026-S1"


def test_the_same_key_twice_is_one_answer_and_one_comment(point):
    key = uuid.uuid4()

    assert take(point, key=key, comment="Antre lama").is_new
    assert not take(point, key=key, comment="Antre lama").is_new
    assert (Response.objects.count(), Comment.objects.count()) == (1, 1)


def test_two_people_in_the_same_second_are_two(point):
    take(point)
    take(point)

    assert Response.objects.count() == 2


@pytest.mark.parametrize("value", [0, 5, -1, 12])
def test_a_value_that_is_not_offered_is_refused_by_name(point, value):
    chosen = dict(given().chosen) | {"waktu": value}

    with pytest.raises(ValidationError) as found:
        take_answer(point=point, given=Given(chosen), key=uuid.uuid4())
    assert found.value.message_dict == {"q_waktu": [SAID.not_offered]}
    assert not Response.objects.exists()


def test_a_missing_answer_is_named(point):
    chosen = dict(given().chosen)
    del chosen["biaya"]

    with pytest.raises(ValidationError) as found:
        take_answer(point=point, given=Given(chosen, comment="x"), key=uuid.uuid4())
    assert found.value.message_dict == {"q_biaya": [SAID.missing]}
    assert not Comment.objects.exists()


def test_the_comment_stands_apart_and_waits(point):
    take(point, comment="  Ruang tunggu sempit ")

    comment = Comment.objects.get()
    assert (comment.text, comment.service, comment.state) == (
        "Ruang tunggu sempit", point.service, "menunggu",
    )  # fmt: skip


def test_a_service_of_another_unit_is_refused():
    unit = make_service_unit()
    own, foreign = make_service(unit), make_service(make_service_unit())
    point = make_point(unit)

    for service, words in ((foreign.pk, SAID.not_here), (None, SAID.no_service)):
        with pytest.raises(ValidationError, match=words):
            take(point, service=service)
    take(point, service=own.pk)
    assert Response.objects.get().service == own


def test_an_answer_after_closing_belongs_to_the_next_period(point):
    make_period(point.unit, ends_on=date(2026, 3, 3), state=PeriodState.CLOSED)

    taken = take(point)
    assert (taken.period.starts_on, taken.period.state) == (date(2026, 3, 4), PeriodState.OPEN)


def test_an_answer_that_waited_long_passes_every_closed_period(point):
    """January and February were closed before the device met a network in March."""
    for month, last in ((1, 31), (2, 28)):
        make_period(
            point.unit, code=f"2026-0{month}", cycle=Cycle.MONTH, starts_on=date(2026, month, 1),
            ends_on=date(2026, month, last), state=PeriodState.CLOSED,
        )  # fmt: skip

    taken = take(point, mode=Mode.OFFLINE, day=date(2026, 1, 20))

    assert (taken.period.starts_on, taken.period.state) == (date(2026, 3, 1), PeriodState.OPEN)
    assert Response.objects.get().received_on == date(2026, 1, 20)


@pytest.mark.django_db(transaction=True)
def test_a_period_closed_while_an_answer_is_saved_lets_none_be_lost(monkeypatch):
    unit = make_service_unit()
    point = make_point(unit, service=make_service(unit))
    period = make_period(unit)
    judged, asked = answering._judged, []

    def close_first(*args):
        asked.append(args[1])
        Period.objects.filter(pk=period.pk).update(
            state=PeriodState.CLOSED, ends_on=date(2026, 3, 3)
        )
        return judged(*args)

    monkeypatch.setattr(answering, "_judged", close_first)
    taken = take(point)

    assert taken.is_new
    assert taken.period.starts_on == date(2026, 3, 4)
    assert asked == [period, taken.period]  # by the questionnaire of either
    assert Response.objects.get().period == taken.period


@pytest.mark.django_db(transaction=True)
def test_the_same_form_twice_at_once_is_one_answer():
    unit = make_service_unit()
    point, key, found = make_point(unit, service=make_service(unit)), uuid.uuid4(), []
    make_period(unit)
    both = Barrier(2)

    def send():
        both.wait()
        found.append(take(point, key=key).is_new)
        connection.close()

    threads = [Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [False, True]
    assert Response.objects.count() == 1


def test_several_questions_of_an_element_are_their_exact_mean(point):
    sheet = point.unit.questionnaire
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("SET LOCAL session_replication_role = replica")  # as a later version would
        for code, element in (("waktu-2", "waktu"), ("waktu-3", "waktu"), ("parkir", "")):
            extra = Question.objects.create(
                questionnaire=sheet, code=code, element=element, position=20,
                kind=QuestionKind.SCALE, is_required=bool(element),
            )  # fmt: skip
            Option.objects.bulk_create(Option(question=extra, value=value) for value in range(1, 5))
    chosen = dict(given("333333333").chosen) | {"waktu": 1, "waktu-2": 2, "waktu-3": 2, "parkir": 4}

    with moment.at(DAY):
        take_answer(point=point, given=Given(chosen), key=uuid.uuid4())
    row = Response.objects.get()
    assert row.waktu == 20  # 5/3
    assert row.parts == {"waktu": 1, "waktu-2": 2, "waktu-3": 2}
    assert row.local == {"parkir": 4}


def test_at_most_six_statements(point, settings):
    period = make_period(point.unit)
    point.service = None
    point.save()
    service = make_service(point.unit, "Akta")

    with (
        CaptureQueriesContext(
            connection,
        ) as counted,
        moment.at(DAY),
    ):
        take_answer(
            point=point, given=given(comment="Baik", service=service.pk), key=uuid.uuid4(),
            sender=Sender("203.0.113.7", "Firefox"),
        )  # fmt: skip
    statements = [q["sql"] for q in counted if "SAVEPOINT" not in q["sql"]]
    assert len(statements) <= 6, statements
    assert Response.objects.get().period == period


# --- Flags ----------------------------------------------------------------------------------------


def flags(point, row="333343334", **fields):
    take(point, row, **fields)
    return Flag(Response.objects.latest("pk").flags)


def test_nothing_unusual_bears_no_flag(point):
    assert flags(point, seconds=45, sender=Sender("203.0.113.7", "Firefox")) == 0


def test_straight_fast_assisted_and_out_of_hours(point):
    assert flags(point, "444444444") == Flag.STRAIGHT
    assert flags(point, seconds=3) == Flag.FAST
    assert flags(point, mode=Mode.ASSISTED) == Flag.ASSISTED
    late = DAY + timedelta(hours=11)
    assert flags(point, at=late) == Flag.HOURS
    assert flags(point, at=late, mode=Mode.OFFLINE) == 0


def test_out_of_hours_says_nothing_of_an_online_service(point):
    point.kind = PointKind.ONLINE
    assert flags(point, at=DAY + timedelta(hours=11)) == 0


def test_one_device_in_series_is_kept_and_flagged(point):
    same = Sender("203.0.113.7", "Firefox")

    found = [flags(point, sender=same) for _ in range(4)]
    assert found == [0, 0, Flag.SERIES, Flag.SERIES]
    assert flags(point, sender=Sender("203.0.113.8", "Firefox")) == 0
    assert flags(point, sender=Sender("203.0.113.9", "Firefox", has_answered=True)) == Flag.SERIES
    assert flags(point, sender=same, mode=Mode.KIOSK) == 0  # one device for everybody


def test_a_burst_at_a_point_is_flagged_whoever_sends(point):
    found = [flags(point, sender=Sender(f"203.0.113.{n}", "Firefox")) for n in range(12)]

    assert found[:10] == [0] * 10
    assert found[10:] == [Flag.BURST, Flag.BURST]


def test_a_hundred_at_once_from_one_browser_are_all_kept_and_flagged(point):
    same = Sender("203.0.113.7", "curl/8")

    for _ in range(100):
        take(point, sender=same)
    assert Response.objects.count() == 100
    assert Response.objects.filter(flags=0).count() <= 2


def test_without_a_cache_answers_come_in_unflagged(point, settings):
    settings.CACHES = {
        "default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}
    }

    assert [flags(point, sender=Sender("203.0.113.7", "Firefox")) for _ in range(4)] == [0] * 4


def test_nothing_of_the_sender_reaches_the_database(point):
    with CaptureQueriesContext(connection) as done:
        take(point, sender=Sender("203.0.113.77", "Peramban Aneh 9"))

    text = " ".join(query["sql"] for query in done)
    assert "203.0.113.77" not in text
    assert "Peramban" not in text
