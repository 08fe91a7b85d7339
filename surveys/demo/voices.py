"""Answers given at the units' points, one by one, with words and with what flags are about."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from django.utils import timezone

from organizations import moment
from surveys.choices import CommentState, Mode, PeriodState
from surveys.collection.actions.answering import take_answer
from surveys.collection.actions.flags import MOST_A_MINUTE, Sender
from surveys.collection.actions.judging import Given
from surveys.collection.actions.paper import finish_typing, open_batch, type_row
from surveys.demo import answers
from surveys.demo.cast import Place
from surveys.follow_up.actions.comments import hide_comment, show_comment
from surveys.models import Comment, Period, ServicePoint

HERE = Path(__file__).parent
HEARD = (
    "Puskesmas Bendan", "Puskesmas Medono", "Loket Dindukcapil", "Mal Pelayanan Publik",
    "Kecamatan Pekalongan Barat", "Perpustakaan Kota",
)  # fmt: skip
CROWDED = "Mal Pelayanan Publik"  # a whole class answers at one tablet
TYPING = "Puskesmas Medono"  # paper forms of which a sample waits to be typed again
FORMS = 8
CROWD = 2 * MOST_A_MINUTE + 2  # one counted minute of two holds more than may be
TEN, EVENING = time(10), time(19, 40)


@dataclass(frozen=True)
class Habit:
    """How somebody answers: with what, when, how fast; most of it looks like nothing."""

    mode: Mode = Mode.OWN
    at: time = TEN
    seconds: int = 85
    sender: Sender | None = None


PLAIN = Habit()
HABITS = (
    PLAIN, Habit(Mode.KIOSK), Habit(Mode.ASSISTED), PLAIN, Habit(seconds=5), PLAIN,
    Habit(at=EVENING), Habit(sender=Sender(has_answered=True)), PLAIN, Habit(Mode.KIOSK),
)  # fmt: skip


def tell(place: Place, period: Period, last: date, now: datetime) -> None:
    """A day each from the first on, every one with a comment; then words are moderated."""
    said = _comments(place.unit.name)
    step = (last - period.starts_on) / len(said)
    points = list(ServicePoint.objects.filter(unit=place.unit).order_by("pk"))
    for number, (habit, row) in enumerate(zip(HABITS, said, strict=True)):
        day = period.starts_on + step * number
        at = min(datetime.combine(day, habit.at, tzinfo=timezone.get_current_timezone()), now)
        with moment.at(at):
            _answer(place, points[number % len(points)], number, habit, row["text"])
    if place.unit.name == CROWDED:
        _crowd(place, points[0], last, now)
    if place.unit.name == TYPING and timezone.localdate(now) <= period.ends_on:
        _type(place, period, last)
    with moment.at(min(now, _noon(last))):
        _moderate(place, period, said)


def _comments(unit: str) -> list[dict[str, str]]:
    """Ten of a unit's own, one a habit."""
    with (HERE / "comments.csv").open(encoding="utf-8", newline="") as source:
        rows = csv.DictReader(source, delimiter=";")
        return [row for row in rows if row["unit"] == unit]


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=timezone.get_current_timezone())


def _answer(
    place: Place, point: ServicePoint, number: int, habit: Habit, comment: str = ""
) -> None:
    given = _given(place, number, comment, habit.seconds)
    key = uuid5(NAMESPACE_OID, f"surveys.demo:{point.pk}:{moment.now():%Y%m%d}:{number}")
    point.unit = place.unit
    take_answer(point=point, given=given, key=key, mode=habit.mode, sender=habit.sender)


def _given(place: Place, number: int, comment: str = "", seconds: int | None = None) -> Given:
    said = answers.drawn(place.number, answers.BEST, number + 1)[number]
    services = list(place.unit.services.order_by("pk").values_list("pk", flat=True))
    return Given(
        chosen=dict(zip(answers.ELEMENTS, said.scores, strict=True)),
        comment=comment,
        about={"sex": said.sex, "education": said.education},
        service=services[number % len(services)],
        seconds=seconds,
    )


def _crowd(place: Place, point: ServicePoint, last: date, now: datetime) -> None:
    """More at one point in a minute than can have been served there."""
    tablet = Habit(Mode.KIOSK, sender=Sender())
    with moment.at(min(now, _noon(last) - timedelta(hours=2))):
        for number in range(100, 100 + CROWD):
            _answer(place, point, number, tablet)


def _type(place: Place, period: Period, last: date) -> None:
    batch = open_batch(
        period=period, filled_on=last, by=place.manager, source="Kotak saran loket, formulir kertas"
    )
    for number in range(200, 200 + FORMS):
        key = uuid5(NAMESPACE_OID, f"surveys.demo:{batch.pk}:{number}")
        type_row(batch=batch, given=_given(place, number), key=key, by=place.manager)
    finish_typing(batch=batch, by=place.manager)


def _moderate(place: Place, period: Period, said: list[dict[str, str]]) -> None:
    """Of a running period half of the words still wait, of one that ended all were read."""
    fates = {row["text"]: row for row in said}
    for comment in _waiting(period):
        row = fates[comment.text]
        if row["fate"] == "sembunyi":
            hide_comment(comment=comment, reason=row["reason"], by=place.manager)
        elif row["fate"] != "tunggu" or _has_ended(period):
            words = row["shown"] or comment.text
            show_comment(comment=comment, text=words, reason=row["reason"], by=place.manager)


def _waiting(period: Period) -> Iterator[Comment]:
    rows = Comment.objects.filter(period=period, state=CommentState.WAITING).order_by("pk")
    yield from rows.select_related("period__unit__organization")


def _has_ended(period: Period) -> bool:
    return period.state != PeriodState.OPEN or period.ends_on < timezone.localdate()
