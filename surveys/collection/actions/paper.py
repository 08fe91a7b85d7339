"""Paper forms: typed in bundles. Who typed stands at the bundle, never at an answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from organizations import activity
from organizations.access import allow
from organizations.formatting import format_date
from organizations.models import User
from organizations.texts import folded
from organizations.workflow import perform
from surveys import permissions, states
from surveys.choices import BatchState, CommentState, Flag, Language, Mode, PeriodState
from surveys.collection.actions.answering import save_texts
from surveys.collection.actions.flags import is_straight
from surveys.collection.actions.judging import Given, judged, scores_of, service_of
from surveys.collection.queries.second import open_differences, to_type_again
from surveys.collection.queries.shapes import Asked
from surveys.collection.queries.words import words_of
from surveys.models import Comment, PaperBatch, Period, Response, Service, ServicePoint

CLOSED = "{label} sudah ditutup. Kuesioner yang terlambat dientri ke periode berikutnya."
NOT_OPEN = "Entri bundel ini sudah selesai. Buka lagi lewat “Perbaiki entri”."
NOT_YOURS = "Bundel ini dientri {name}. Buat bundel sendiri supaya jelas siapa yang mengentri."
OUTSIDE = "Isi tanggal dalam periode ini ({first} sampai {last})."
FUTURE = "Tanggal ini belum tiba."
NO_ROWS = "Belum ada kuesioner yang dientri di bundel ini."
NO_COMMENT = (
    "Tidak ada saran yang belum diperiksa dari bundel dan layanan ini yang diawali kata itu."
)
MANY_COMMENTS = "Ada beberapa saran yang diawali kata itu. Ketik lebih panjang."
UNCHECKED = "Masih ada {count} kuesioner yang harus dientri ulang oleh orang lain."
UNSETTLED = "Masih ada {count} kuesioner dengan perbedaan yang belum diputuskan."


def next_number(period: Period) -> int:
    """Of a new bundle; the period's row is locked, so that no number is given twice."""
    Period.objects.select_for_update(no_key=True).get(pk=period.pk)
    return (period.batches.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def open_batch(
    *,
    period: Period,
    filled_on: date,
    by: User,
    service: Service | None = None,
    point: ServicePoint | None = None,
    source: str = "",
) -> PaperBatch:
    """A new bundle of forms that were filled in on one day at one place."""
    unit = period.unit
    allow(permissions.can_enter(by, unit))
    _still_open(period)
    errors = {}
    if service is not None and service.unit_id != unit.pk:
        errors["service"] = words_of(Language.INDONESIAN).not_here
    if not period.starts_on <= filled_on <= period.ends_on:
        first, last = format_date(period.starts_on), format_date(period.ends_on)
        errors["filled_on"] = OUTSIDE.format(first=first, last=last)
    elif filled_on > timezone.localdate():
        errors["filled_on"] = FUTURE
    if errors:
        raise ValidationError(errors)
    batch = PaperBatch.objects.create(
        period=period,
        number=next_number(period),
        service=service or (point.service if point else None),
        point=point,
        source=source,
        filled_on=filled_on,
        entered_by=by,
    )
    _record(batch, "open", f"Bundel kuesioner dibuat: {batch}", by)
    return batch


@transaction.atomic
def type_row(*, batch: PaperBatch, given: Given, key: UUID, by: User) -> int:
    """Store one form as the next row; the same key again is the same row. Returns its number."""
    locked = _typed_by(batch, by)
    before = Response.objects.filter(client_key=key, batch=locked).first()
    if before is not None:
        return before.row or 0
    errors: dict[str, str] = {}
    values = judged(locked.period.questionnaire_id, given, errors)
    service = service_of(locked.service_id, locked.period.unit_id, given, errors)
    if errors:
        raise ValidationError(errors)
    last = locked.responses.aggregate(last=Max("row"))["last"] or 0
    row = Response(
        period=locked.period,
        batch=locked,
        row=last + 1,
        service_id=service,
        point=locked.point,
        client_key=key,
        received_on=locked.filled_on,
        mode=Mode.PAPER,
        flags=int(Flag.STRAIGHT) if is_straight(values.scored) else 0,
        parts=values.parts,
        local=values.local,
        **values.scores,
        **values.about,
    )
    row.save(force_insert=True)
    save_texts(row, values)
    return last + 1


@transaction.atomic
def remove_row(*, batch: PaperBatch, row: int, by: User, comment: str = "") -> None:
    """Take a row out, to type the form again, with the comment that stands on its paper.

    Nobody but the paper knows which comment came with a row: `comment` is how it begins. It is
    found among those of this bundle and service that nobody has read yet, and only where one is
    meant. Raises ValidationError otherwise, and nothing is taken out.
    """
    locked = _typed_by(batch, by)
    found = locked.responses.filter(row=row).first()
    if found is None:
        return
    taken = _comment_of(found, comment) if comment.strip() else None
    if taken is not None:
        taken.delete()
    found.delete()
    locked.second_entries.filter(row=row).delete()
    more = ", bersama satu saran" if taken else ""
    _record(locked, "remove-row", f"Baris {row} dikeluarkan dari {locked}{more}", by)


def _comment_of(row: Response, words: str) -> Comment:
    waiting = Comment.objects.filter(
        batch=row.batch_id, service=row.service_id, state=CommentState.WAITING
    )
    begun = folded(words)
    found = [comment for comment in waiting if folded(comment.text).startswith(begun)]
    if not found:
        raise ValidationError({"comment": NO_COMMENT})
    if len({comment.text for comment in found}) > 1:
        raise ValidationError({"comment": MANY_COMMENTS})
    return found[0]


@transaction.atomic
def withdraw_batch(*, batch: PaperBatch, note: str, by: User) -> PaperBatch:
    """Take all answers of a bundle out while its period takes answers; the bundle stays as a line.

    The same file may be imported again. The comments that were typed with it go along, read or not.
    """
    locked = PaperBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    _hold_open(locked)
    count = locked.responses.count()
    words = locked.comments.count()
    changes = {"responses": activity.changed("Jawaban", count, 0)}
    if words:
        changes["comments"] = activity.changed("Saran", words, 0)
    moved = perform(
        batch,
        states.WITHDRAW_BATCH,
        by=by,
        note=note,
        organization=batch.period.unit.organization,
        changes=changes,
    )
    locked.responses.all().delete()
    locked.comments.all().delete()
    locked.second_entries.all().delete()
    return moved


def finish_typing(*, batch: PaperBatch, by: User) -> PaperBatch:
    if not batch.responses.exists():
        raise ValidationError(NO_ROWS)
    _still_open(batch.period)
    return perform(batch, states.FINISH_TYPING, by=by)


def resume_typing(*, batch: PaperBatch, by: User) -> PaperBatch:
    _still_open(batch.period)
    return perform(batch, states.RESUME_TYPING, by=by)


@transaction.atomic
def accept_batch(*, batch: PaperBatch, by: User) -> PaperBatch:
    """The sample was typed again by another person, and every difference is settled."""
    locked = PaperBatch.objects.select_for_update().get(pk=batch.pk)
    if left := to_type_again(locked):
        raise ValidationError(UNCHECKED.format(count=len(left)))
    if differing := open_differences(locked):
        raise ValidationError(UNSETTLED.format(count=len(differing)))
    return perform(batch, states.ACCEPT_BATCH, by=by)


def replace_scores(row: Response, asked: Mapping[str, Asked], chosen: Mapping[str, int]) -> None:
    """An answer is never changed: it is taken out and put in anew under its row."""
    scores, parts = scores_of(asked, chosen)
    row.delete()
    row.pk = None
    row.client_key = uuid4()
    row.parts = parts
    row.flags = int(Flag.STRAIGHT) if is_straight(list(chosen.values())) else 0
    for name, value in scores.items():
        setattr(row, name, value)
    row.save(force_insert=True)


def _typed_by(batch: PaperBatch, by: User) -> PaperBatch:
    """The bundle, locked: open, of an open period, and of the person who types."""
    locked = (
        PaperBatch.objects.select_for_update(of=("self",))
        .select_related("period__unit__organization", "entered_by", "point")
        .get(pk=batch.pk)
    )
    allow(permissions.enters_batch(by, locked))
    if locked.entered_by_id != by.pk:
        name = locked.entered_by.full_name if locked.entered_by else "berkas"
        raise PermissionDenied(NOT_YOURS.format(name=name))
    _hold_open(locked)
    if locked.state != BatchState.OPEN:
        raise ValidationError(NOT_OPEN)
    return locked


def _hold_open(batch: PaperBatch) -> None:
    """The period's row, locked after the bundle's: closing it comes before, or after."""
    _still_open(Period.objects.select_for_update(no_key=True).get(pk=batch.period_id))


def _still_open(period: Period) -> None:
    if period.state != PeriodState.OPEN:
        raise ValidationError(CLOSED.format(label=period.label))


def _record(batch: PaperBatch, act: str, summary: str, by: User) -> None:
    activity.record(
        obj=batch,
        verb=f"surveys.paperbatch.{act}",
        summary=summary,
        by=by,
        organization=batch.period.unit.organization,
    )
