"""An answer comes in: from a phone, a tablet, a bus without a network; always through here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from organizations import moment
from surveys.choices import Mode
from surveys.collection.actions.flags import Sender, flags_of
from surveys.collection.actions.judging import Given, Values, judged, service_of
from surveys.collection.queries.codes import digest_of
from surveys.collection.queries.kept import is_stored
from surveys.collection.queries.words import words_of
from surveys.instrument.actions.periods import period_for_answers
from surveys.models import Comment, Period, Response, ServicePoint, TicketCode

LONGEST_SECONDS = 32_767  # what the column holds; who takes longer left the page open
LONGEST_WAIT = 62  # days an answer may wait on a device and still belong to its own


class CodeUsed(ValidationError):
    """Somebody answered with this code already."""

    status = 409


@dataclass(frozen=True)
class Taken:
    """The period an answer belongs to. `is_new` is False for a form that had come before."""

    period: Period
    is_new: bool = True


def take_answer(
    *,
    point: ServicePoint,
    given: Given,
    key: UUID,
    mode: str = Mode.OWN,
    sender: Sender | None = None,
) -> Taken:
    """Store one answer with its comment, or raise ValidationError with what is missing.

    In this order: what was given is judged against the questionnaire of the period; flags are
    counted; the answer, the comment (which does not know it) and the use of the code are saved in
    one transaction. The same key again is the same answer. When the period is closed in between,
    the answer goes into the next one.
    """
    now = timezone.localtime(moment.now())
    today = now.date()
    day = _day(given.day, today)
    period = period_for_answers(point.unit, day)
    values, service = _judged(point, period, given)
    flags = flags_of(
        point=point, scores=values.scored, seconds=given.seconds, mode=mode, at=now.time(),
        sender=sender,
    )  # fmt: skip
    row = Response(
        point=point,
        client_key=key,
        received_on=day,
        received_hour=now.hour if given.day is None else None,
        mode=mode,
        language=given.language,
        seconds=None if given.seconds is None else min(given.seconds, LONGEST_SECONDS),
        flags=flags,
    )
    _fill(row, values, service)
    code = (digest_of(given.code), today) if point.needs_code else None
    try:
        return _store(row, period, values, code)
    except IntegrityError:  # closed meanwhile, or the same form once more
        if is_stored(key):
            return Taken(period, is_new=False)
        period = period_for_answers(point.unit, day)
        values, service = _judged(point, period, given)  # it may ask by another version
        _fill(row, values, service)
        return _store(row, period, values, code)


def _fill(row: Response, values: Values, service: int | None) -> None:
    row.service_id, row.parts, row.local = service, dict(values.parts), dict(values.local)
    for name, value in {**values.scores, **values.about}.items():
        setattr(row, name, value)


def _day(given: date | None, today: date) -> date:
    """The day an answer was given; one that nobody can have waited for is that of today."""
    if given is None or not 0 <= (today - given).days <= LONGEST_WAIT:
        return today
    return given


@transaction.atomic
def _store(row: Response, period: Period, values: Values, code: tuple | None) -> Taken:
    row.period = period
    row.save(force_insert=True)
    if code is not None:
        _use_code(row, *code)
    save_texts(row, values)
    return Taken(period)


def save_texts(row: Response, values: Values) -> None:
    """Comments of an answer: they know its period, service, day and bundle, and not the answer."""
    if values.texts:
        Comment.objects.bulk_create(
            Comment(
                period_id=row.period_id,
                service_id=row.service_id,
                batch_id=row.batch_id,
                question_id=question,
                received_on=row.received_on,
                text=text,
            )
            for question, text in values.texts
        )


def check_start(*, point: ServicePoint, given: Given) -> None:
    """What stands on the first page, before anybody answers in vain: raises ValidationError as
    `take_answer` will for the service and the code. Spends nothing."""
    errors: dict[str, str] = {}
    service_of(point.service_id, point.unit_id, given, errors)
    _look_at_code(point, given, errors)
    if errors:
        raise ValidationError(errors)
    if point.needs_code:
        today = timezone.localdate(moment.now())
        rows = TicketCode.objects.filter(point=point, digest=digest_of(given.code))
        if not rows.filter(used_on=None, expires_on__gte=today).exists():
            raise _refused_code(rows, given.language)


def _use_code(row: Response, digest: str, today: date) -> None:
    """Spend the code: one statement, so that of two at once one comes too late."""
    ours = TicketCode.objects.filter(point=row.point_id, digest=digest)
    if not ours.filter(used_on=None, expires_on__gte=today).update(used_on=today):
        raise _refused_code(ours, row.language)


def _refused_code(ours: QuerySet[TicketCode], language: str) -> ValidationError:
    found, said = ours.first(), words_of(language)
    if found is None:
        return ValidationError({"code": said.code_unknown})
    if found.used_on:
        return CodeUsed({"code": said.code_used})
    return ValidationError({"code": said.code_over})


def _judged(point: ServicePoint, period: Period, given: Given) -> tuple[Values, int | None]:
    """The values and the service, or ValidationError with all that is wrong, in the form's order."""
    errors: dict[str, str] = {}
    service = service_of(point.service_id, point.unit_id, given, errors)
    _look_at_code(point, given, errors)
    values = judged(period.questionnaire_id, given, errors)
    if errors:
        raise ValidationError(errors)
    return values, service


def _look_at_code(point: ServicePoint, given: Given, errors: dict[str, str]) -> None:
    if point.needs_code and not digest_of(given.code):
        said = words_of(given.language)
        errors["code"] = said.code_unknown if given.code.strip() else said.code_missing
