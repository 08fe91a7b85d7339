"""An answer comes in: from a phone, a tablet, a bus without a network; always through here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from organizations import moment
from surveys.choices import Mode
from surveys.collection.actions.flags import Sender, flags_of
from surveys.collection.actions.judging import Given, Values, judged, service_of
from surveys.collection.queries.codes import digest_of
from surveys.collection.queries.kept import is_stored
from surveys.instrument.actions.periods import period_for_answers
from surveys.models import Comment, Period, Response, ServicePoint, TicketCode

LONGEST_SECONDS = 32_767  # what the column holds; who takes longer left the page open
LONGEST_WAIT = 62  # days an answer may wait on a device and still belong to its own
CODE_MISSING = "Isi kode dari karcis atau tanda terima Anda."
CODE_UNKNOWN = "Kode ini tidak dikenal di titik layanan ini. Periksa lagi hurufnya."
CODE_OVER = "Masa berlaku kode ini sudah habis."
CODE_USED = "Kode ini sudah dipakai untuk satu jawaban."


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
        service_id=service,
        client_key=key,
        received_on=day,
        received_hour=now.hour if given.day is None else None,
        mode=mode,
        language=given.language,
        seconds=None if given.seconds is None else min(given.seconds, LONGEST_SECONDS),
        flags=flags,
        parts=values.parts,
        local=values.local,
        **values.scores,
        **values.about,
    )
    code = (digest_of(given.code), today) if point.needs_code else None
    try:
        return _store(row, period, values, code)
    except IntegrityError:  # closed meanwhile, or the same form once more
        if is_stored(key):
            return Taken(period, is_new=False)
        return _store(row, period_for_answers(point.unit, day), values, code)


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
        _use_code(row.point_id, *code)
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


def _use_code(point: int | None, digest: str, today: date) -> None:
    """Spend the code: one statement, so that of two at once one comes too late."""
    ours = TicketCode.objects.filter(point=point, digest=digest)
    if ours.filter(used_on=None, expires_on__gte=today).update(used_on=today):
        return
    found = ours.first()
    if found is None:
        raise ValidationError({"code": CODE_UNKNOWN})
    if found.used_on:
        raise CodeUsed({"code": CODE_USED})
    raise ValidationError({"code": CODE_OVER})


def _judged(point: ServicePoint, period: Period, given: Given) -> tuple[Values, int | None]:
    """The values and the service, or ValidationError with all that is wrong."""
    errors: dict[str, str] = {}
    values = judged(period.questionnaire_id, given, errors)
    service = service_of(point.service_id, point.unit_id, given, errors)
    if point.needs_code and not digest_of(given.code):
        errors["code"] = CODE_UNKNOWN if given.code.strip() else CODE_MISSING
    if errors:
        raise ValidationError(errors)
    return values, service
