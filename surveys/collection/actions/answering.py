"""An answer comes in: from a phone, a tablet, a bus without a network; always through here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from organizations import moment
from organizations.texts import clean_text
from surveys.choices import (
    AgeGroup,
    Disability,
    Education,
    Element,
    Language,
    Mode,
    Occupation,
    Sex,
)  # fmt: skip
from surveys.collection.actions.flags import Sender, flags_of
from surveys.collection.queries.codes import digest_of
from surveys.collection.queries.shapes import Asked, shape_of
from surveys.formulas import PARTS
from surveys.instrument.actions.periods import period_for_answers
from surveys.models import Comment, Period, Response, Service, ServicePoint, TicketCode

LONGEST_COMMENT = 2_000
LONGEST_SECONDS = 32_767  # what the column holds; who takes longer left the page open
ABOUT = {
    "sex": Sex,
    "age": AgeGroup,
    "education": Education,
    "occupation": Occupation,
    "disability": Disability,
}
MISSING = "Pilih satu jawaban."
NOT_OFFERED = "Jawaban ini tidak ada di antara pilihannya. Pilih lagi."
TOO_LONG = f"Tulis paling banyak {LONGEST_COMMENT:,} huruf.".replace(",", ".")
NO_SERVICE = "Pilih layanan yang Anda terima."
NOT_HERE = "Layanan ini tidak ada di unit ini. Pilih lagi."
CODE_MISSING = "Isi kode dari karcis atau tanda terima Anda."
CODE_UNKNOWN = "Kode ini tidak dikenal di titik layanan ini. Periksa lagi hurufnya."
CODE_OVER = "Masa berlaku kode ini sudah habis."
CODE_USED = "Kode ini sudah dipakai untuk satu jawaban."


class CodeUsed(ValidationError):
    """Somebody answered with this code already."""

    status = 409


@dataclass(frozen=True)
class Given:
    """What a respondent chose and wrote; `chosen` is question → value, `written` question → text."""

    chosen: Mapping[str, int]
    written: Mapping[str, str] = field(default_factory=dict)
    comment: str = ""
    about: Mapping[str, str] = field(default_factory=dict)
    service: int | None = None
    code: str = ""
    seconds: int | None = None
    language: str = Language.INDONESIAN


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
    period = period_for_answers(point.unit, today)
    values = _judged(point, period, given)
    flags = flags_of(
        point=point, scores=values.scored, seconds=given.seconds, mode=mode, at=now.time(),
        sender=sender,
    )  # fmt: skip
    row = Response(
        point=point,
        service_id=values.service,
        client_key=key,
        received_on=today,
        received_hour=now.hour,
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
        if Response.objects.filter(client_key=key).exists():
            return Taken(period, is_new=False)
        return _store(row, period_for_answers(point.unit, today), values, code)


@transaction.atomic
def _store(row: Response, period: Period, values: _Values, code: tuple | None) -> Taken:
    row.period = period
    row.save(force_insert=True)
    if code is not None:
        _use_code(row.point_id, *code)
    if values.texts:
        Comment.objects.bulk_create(
            Comment(
                period=period,
                service_id=values.service,
                question_id=question,
                received_on=row.received_on,
                text=text,
            )
            for question, text in values.texts
        )
    return Taken(period)


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


@dataclass(frozen=True)
class _Values:
    """What was given as the columns hold it."""

    scores: Mapping[str, int]  # element → twelfths
    scored: list[int]  # of every question of an element
    parts: Mapping[str, int]
    local: Mapping[str, int]
    texts: list[tuple[int | None, str]]  # question (None: the comment) and text
    about: Mapping[str, str]
    service: int | None


def _judged(point: ServicePoint, period: Period, given: Given) -> _Values:
    asked = shape_of(period.questionnaire_id)
    errors: dict[str, str] = {}
    chosen = _chosen(asked, given, errors)
    texts = _texts(asked, given, errors)
    service = _service(point, given, errors)
    if point.needs_code and not digest_of(given.code):
        errors["code"] = CODE_UNKNOWN if given.code.strip() else CODE_MISSING
    if errors:
        raise ValidationError(errors)
    scores, parts = scores_of(asked, chosen)
    return _Values(
        scores=scores,
        scored=[chosen[code] for code, one in asked.items() if one.element],
        parts=parts,
        local={code: value for code, value in chosen.items() if not asked[code].element},
        texts=texts,
        about=about_of(given.about),
        service=service,
    )


def _chosen(asked: Mapping[str, Asked], given: Given, errors: dict[str, str]) -> dict[str, int]:
    chosen = {}
    for code, one in asked.items():
        if one.is_text:
            continue
        value = given.chosen.get(code)
        if value is None:
            if one.is_required:
                errors[f"q_{code}"] = MISSING
        elif value not in one.values:
            errors[f"q_{code}"] = NOT_OFFERED
        else:
            chosen[code] = value
    return chosen


def _texts(
    asked: Mapping[str, Asked], given: Given, errors: dict[str, str]
) -> list[tuple[int | None, str]]:
    written = [
        (f"q_{code}", one.pk, given.written.get(code, ""))
        for code, one in asked.items()
        if one.is_text
    ]
    found: list[tuple[int | None, str]] = []
    for name, pk, text in [("comment", None, given.comment), *written]:
        plain = clean_text(text)
        if len(plain) > LONGEST_COMMENT:
            errors[name] = TOO_LONG
        elif plain:
            found.append((pk, plain))
    for code, one in asked.items():
        if one.is_text and one.is_required and not given.written.get(code, "").strip():
            errors.setdefault(f"q_{code}", "Isi jawaban Anda.")
    return found


def _service(point: ServicePoint, given: Given, errors: dict[str, str]) -> int | None:
    """That of the point; else the one that was chosen, of a unit that has any."""
    if point.service_id is not None:
        return point.service_id
    there = Service.objects.filter(unit=point.unit_id, is_active=True)
    known = set(there.values_list("pk", flat=True))
    if given.service in known:
        return given.service
    if known:
        errors["service"] = NO_SERVICE if given.service is None else NOT_HERE
    return None


def scores_of(
    asked: Mapping[str, Asked], chosen: Mapping[str, int]
) -> tuple[dict[str, int], dict[str, int]]:
    """Each element in twelfths, the mean of its questions; and these where it has more than one."""
    by_element: dict[str, dict[str, int]] = {}
    for code, one in asked.items():
        if one.element and code in chosen:
            by_element.setdefault(one.element, {})[code] = chosen[code]
    scores, parts = {}, {}
    for element, values in by_element.items():
        mean = Decimal(PARTS * sum(values.values())) / len(values)
        scores[Element(element).value] = int(mean.to_integral_value(ROUND_HALF_UP))
        if len(values) > 1:
            parts.update(values)
    return scores, parts


def about_of(given: Mapping[str, str]) -> dict[str, str]:
    """Coarse data of the respondent; what is none of the choices counts as not told."""
    return {
        name: given[name] for name, choices in ABOUT.items() if given.get(name) in choices.values
    }
