"""A juror's sheet: saved as a draft, sent whole, abstained from, given back."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from innovations.choices.competition import SheetState
from innovations.formulas.scale import is_on_scale
from innovations.jury.queries.judging import criteria_of
from innovations.models import Criterion, Edition, Question, Reply, Score, Sheet
from innovations.permissions import jury
from innovations.permissions import results as permissions
from innovations.states.competition import ABSTAIN, EXCLUDE, SAVE, SEND, UNLOCK
from organizations import activity, moment
from organizations.access import allow
from organizations.editing import ChangedMeanwhile
from organizations.exact import plain
from organizations.formatting import format_number
from organizations.models import User
from organizations.workflow import perform

MEANWHILE = (
    "Lembar ini baru saja disimpan dari jendela lain. Isian Anda masih ada di bawah; bandingkan "
    "dulu, lalu simpan lagi bila tetap dipakai."
)
READ_AGAIN = "Lembar ini baru saja disimpan dari jendela lain. Periksa nilai di bawah sekali lagi, lalu kirim."
OFF_SCALE = "Nilai {criterion} {low} sampai {high}, kelipatan {step}"
MISSING = "Nilai {criterion} belum diisi"

Given = tuple[Decimal | None, str]  # score, comment


@transaction.atomic
def save_sheet(
    *,
    sheet: Sheet,
    scores: Mapping[int, Given],
    replies: Mapping[int, bool | None],
    comment: str,
    note: str,
    version: int,
    by: User,
) -> Sheet:
    """A draft, whole or not; a score that is not on its scale is refused.

    Raises ChangedMeanwhile where the same sheet was saved from another tab since `version`.
    """
    held = _held(sheet)
    allow(jury.can_score(by, held))
    if held.version != version:
        raise ChangedMeanwhile(MEANWHILE, version=held.version)
    known = {criterion.pk: criterion for criterion in criteria_of(held)}
    for pk, (value, words) in scores.items():
        criterion = known.get(pk)
        if criterion is None:
            continue
        _require_on_scale(criterion, value)
        Score.objects.update_or_create(
            sheet=held, criterion=criterion, defaults={"value": value, "comment": words.strip()}
        )
    _save_replies(held, replies)
    held.comment, held.note = comment.strip(), note.strip()
    held.version = version + 1
    held.save(update_fields=["comment", "note", "version"])
    return perform(held, SAVE, by=by) if held.state == SheetState.ASSIGNED else held


def _save_replies(sheet: Sheet, replies: Mapping[int, bool | None]) -> None:
    for question in Question.objects.filter(stage=sheet.stage_id, pk__in=replies):
        said = replies[question.pk]
        if said is None:
            Reply.objects.filter(sheet=sheet, question=question).delete()
        else:
            Reply.objects.update_or_create(
                sheet=sheet, question=question, defaults={"says_yes": said}
            )


def _require_on_scale(criterion: Criterion, value: Decimal | None) -> None:
    if value is None or is_on_scale(value, criterion.lowest, criterion.highest, criterion.step):
        return
    low, high, step = map(format_number, (criterion.lowest, criterion.highest, criterion.step))
    said = OFF_SCALE.format(criterion=criterion, low=low, high=high, step=step)
    raise ValidationError({f"score_{criterion.pk}": said})


@transaction.atomic
def send_sheet(*, sheet: Sheet, version: int, by: User) -> Sheet:
    """Sent whole and locked; the digest of what was said goes into the sealed history.

    What is sent is what was read before: ChangedMeanwhile where another tab saved since `version`.
    """
    held = _held(sheet)
    allow(jury.can_score(by, held))
    if held.version != version:
        raise ChangedMeanwhile(READ_AGAIN, version=held.version)
    given = dict(held.scores.values_list("criterion", "value"))
    for criterion in criteria_of(held):
        if given.get(criterion.pk) is None:
            raise ValidationError({f"score_{criterion.pk}": MISSING.format(criterion=criterion)})
    salt = secrets.token_hex(16)
    digest = digest_of(held, salt)
    updates = {"sent_at": moment.now(), "salt": salt, "digest": digest}
    sent = perform(held, SEND, by=by, updates=updates)
    activity.record(
        obj=held,
        verb=activity.verb_of(held, "seal"),
        summary=f"Lembar nilai {held.pk} dikunci, sidik {digest}",
        by=by,
        organization=None,
    )
    return sent


def digest_of(sheet: Sheet, salt: str) -> str:
    """SHA-256 of what a sheet says and its salt: a later change of a score is provable."""
    scores = sheet.scores.order_by("criterion").values_list("criterion", "value", "comment")
    said = {
        "sheet": sheet.pk,
        "salt": salt,
        "scores": [[pk, None if v is None else plain(v), words] for pk, v, words in scores],
        "replies": list(map(list, sheet.replies.order_by("question").values_list("question", "says_yes"))),
        "comment": sheet.comment,
        "note": sheet.note,
    }  # fmt: skip
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


@transaction.atomic
def abstain(*, sheet: Sheet, note: str, by: User) -> Sheet:
    updates = {"sent_at": moment.now()}
    return perform(_held(sheet), ABSTAIN, by=by, note=note, updates=updates)


@transaction.atomic
def unlock(*, sheet: Sheet, note: str, by: User) -> Sheet:
    """Given back to its juror with a reason, before the stage is told or in a correction."""
    held = _held(sheet)
    is_late = permissions.open_correction(held.stage.edition) is not None
    updates = {"sent_at": None, "digest": "", "is_late": held.is_late or is_late}
    return perform(held, UNLOCK, by=by, note=note, updates=updates)


@transaction.atomic
def exclude(*, sheet: Sheet, note: str, by: User) -> Sheet:
    """Taken out of the count with a reason; what it says stays stored."""
    return perform(_held(sheet), EXCLUDE, by=by, note=note)


def _held(sheet: Sheet) -> Sheet:
    """The sheet, locked under its edition: what makes a stage whole happens one after another."""
    Edition.objects.select_for_update().get(pk=sheet.stage.edition_id)
    rows = Sheet.objects.select_for_update(of=("self",))
    return rows.select_related("stage__edition", "proposal__group", "juror").get(pk=sheet.pk)
