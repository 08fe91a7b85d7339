"""A unit's SAKIP evaluation on its way: begun, handed in, evaluated, assured, answered, announced."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organizations import activity
from organizations.access import allow
from organizations.models import Organization, User
from organizations.workflow import Transition, perform
from performance.choices import SakipLayer
from performance.models import SakipAnswer, SakipEdition, SakipEvaluation
from performance.permissions import sakip as rights
from performance.sakip import notifications
from performance.sakip.queries.overview import reporting_units
from performance.sakip.queries.sheet import Sheet, load_sheet
from performance.stamps import bump_stamp
from performance.states import sakip as states

SHOWN_MISSING = 8


@transaction.atomic
def ensure_evaluation(*, edition: SakipEdition, organization: Organization) -> SakipEvaluation:
    """The sheet of a unit in an edition; made when nobody has opened it yet."""
    evaluation, _ = SakipEvaluation.objects.select_related("edition", "organization").get_or_create(
        edition=edition, organization=organization
    )
    return evaluation


def hold(evaluation: SakipEvaluation) -> SakipEvaluation:
    """The locked row with its edition and unit; concurrent writers wait here."""
    rows = SakipEvaluation.objects.select_for_update(of=("self",)).select_related(
        "edition__instrument", "organization"
    )
    return rows.get(pk=evaluation.pk)


def save_edition(*, edition: SakipEdition, values: dict[str, Any], by: User) -> SakipEdition:
    """Set the sheet and the days of a year. The sheet stays once a unit has answered."""
    allow(rights.can_manage_sakip(by))
    with transaction.atomic():
        before = SakipEdition.objects.select_for_update().filter(pk=edition.pk).first()
        for name, value in values.items():
            setattr(edition, name, value)
        answered = SakipAnswer.objects.filter(evaluation__edition=edition.pk).exists()
        if before and before.instrument_id != edition.instrument_id and answered:
            raise ValidationError(
                {"instrument": "Instrumen tidak dapat diganti karena LKE sudah mulai diisi."}
            )
        edition.validate_unique()
        edition.validate_constraints()
        edition.save()
        for unit in reporting_units(edition.year):
            bump_stamp(unit.pk, edition.year)  # its document says whether there is an evaluation
        activity.record(
            obj=edition,
            verb="performance.sakip-edition",
            summary=f"Jadwal {'diubah' if before else 'dibuat'}: {edition}",
            by=by,
            changes=activity.changes_of(before or SakipEdition(), values),
        )
    return edition


def submit_lke(*, evaluation: SakipEvaluation, by: User, note: str = "") -> SakipEvaluation:
    """Hand the self-assessment to the Inspektorat; every line must be answered."""
    return _move(
        evaluation,
        states.SUBMIT_LKE,
        by,
        note=note,
        complete=SakipLayer.SELF,
        updates={"submitted_by": by, "submitted_at": timezone.now(), "return_note": ""},
    )


def send_back_lke(*, evaluation: SakipEvaluation, by: User, note: str) -> SakipEvaluation:
    """Back to the unit with the reason; its sheet opens again even after the closing day."""
    updates = {"return_note": note.strip(), "submitted_by": None, "submitted_at": None}
    return _move(evaluation, states.SEND_BACK_LKE, by, note=note, updates=updates)


def hand_over_lke(*, evaluation: SakipEvaluation, by: User, note: str = "") -> SakipEvaluation:
    """The evaluator is done: quality assurance begins with a copy of the evaluator's answers."""
    return _move(
        evaluation,
        states.HAND_OVER_LKE,
        by,
        note=note,
        complete=SakipLayer.EVALUATOR,
        copy=(SakipLayer.EVALUATOR, SakipLayer.QUALITY),
        updates={
            "evaluated_by": by,
            "evaluated_at": timezone.now(),
            "assured_by": None,
            "assured_at": None,
            "return_note": "",
        },
    )


def return_lke(*, evaluation: SakipEvaluation, by: User, note: str) -> SakipEvaluation:
    """Back to the evaluator with what quality assurance found."""
    updates = {"return_note": note.strip()}
    return _move(evaluation, states.RETURN_LKE, by, note=note, updates=updates)


def share_lke(*, evaluation: SakipEvaluation, by: User, note: str = "") -> SakipEvaluation:
    """Send the draft to the unit: the result begins with a copy of the assured answers."""
    return _move(
        evaluation,
        states.SHARE_LKE,
        by,
        note=note,
        complete=SakipLayer.QUALITY,
        copy=(SakipLayer.QUALITY, SakipLayer.FINAL),
        updates={"assured_by": by, "assured_at": timezone.now(), "return_note": ""},
    )


@transaction.atomic
def write_reply(*, evaluation: SakipEvaluation, text: str, by: User) -> SakipEvaluation:
    """Keep the unit's words on the draft; they are sent by the head."""
    locked = SakipEvaluation.objects.select_for_update().get(pk=evaluation.pk)
    allow(rights.can_write_reply(by, locked))
    locked.reply = text.strip()
    locked.save(update_fields=["reply"])
    activity.record(
        obj=locked,
        verb="performance.sakip-reply",
        summary=f"Tanggapan ditulis: {locked}",
        by=by,
        organization=locked.organization,
    )
    return locked


def reply_lke(*, evaluation: SakipEvaluation, by: User, note: str = "") -> SakipEvaluation:
    """The unit has answered, or has nothing to add."""
    updates = {"replied_by": by, "replied_at": timezone.now()}
    return _move(evaluation, states.REPLY_LKE, by, note=note, updates=updates)


def finalize_lke(*, evaluation: SakipEvaluation, by: User, note: str = "") -> SakipEvaluation:
    """Announce the result: total and predicate are set once and stand from now on."""
    return _move(
        evaluation,
        states.FINALIZE_LKE,
        by,
        note=note,
        complete=SakipLayer.FINAL,
        updates={"finalized_by": by, "finalized_at": timezone.now()},
        result=True,
    )


def reopen_lke(*, evaluation: SakipEvaluation, by: User, note: str) -> SakipEvaluation:
    """Take an announced result back, with the reason; recommendations stay."""
    updates = {"total": None, "predicate": "", "finalized_by": None, "finalized_at": None}
    return _move(evaluation, states.REOPEN_LKE, by, note=note, updates=updates)


def _move(
    evaluation: SakipEvaluation,
    transition: Transition,
    by: User,
    *,
    note: str = "",
    updates: dict[str, Any],
    complete: str = "",
    copy: tuple[str, str] | None = None,
    result: bool = False,
) -> SakipEvaluation:
    """Every move: nothing missing, the copy for the next layer, stamp, mail to whose turn it is."""
    with transaction.atomic():
        evaluation = hold(evaluation)
        allow(transition.rule(by, evaluation))
        sheet = load_sheet(evaluation.edition, evaluation.organization)
        if complete:
            _require_complete(sheet, complete)
        if result:
            updates = {**updates, **_result(sheet)}
        if copy:
            copy_layer(evaluation, *copy, by=by)
        held_by = evaluation.organization
        moved = perform(
            evaluation,
            transition,
            by=by,
            note=note,
            updates=updates,
            organization=None if transition.name in states.WORKING_MOVES else held_by,
        )
        bump_stamp(moved.organization_id, evaluation.edition.year)
        notifications.tell_sakip(evaluation, transition.name, note=note.strip(), by=by)
    return moved


def _require_complete(sheet: Sheet, layer: str) -> None:
    missing = sheet.missing(layer)
    if missing:
        more = f", dan {len(missing) - SHOWN_MISSING} lagi" if len(missing) > SHOWN_MISSING else ""
        raise ValidationError(
            f"Masih ada yang belum diisi: {', '.join(missing[:SHOWN_MISSING])}{more}. "
            "Lengkapi dulu, lalu coba lagi."
        )


def _result(sheet: Sheet) -> dict[str, Any]:
    found = sheet.total(SakipLayer.FINAL)
    if found is None:
        raise ValidationError("Nilai akhir belum lengkap.")
    return {"total": found.total, "predicate": found.predicate}


def copy_layer(evaluation: SakipEvaluation, source: str, target: str, *, by: User) -> None:
    """The next layer starts from what the one before answered.

    Answers it already had are replaced; the history keeps those that were others. Copied words
    stay those of who wrote them.
    """
    earlier = SakipAnswer.objects.filter(evaluation=evaluation, layer=target)
    rows = list(
        SakipAnswer.objects.filter(evaluation=evaluation, layer=source)
        .select_related("item")
        .order_by("item__order")
    )
    _keep_in_history(evaluation, {row.item_id: row for row in earlier}, rows, target, by)
    earlier.delete()
    SakipAnswer.objects.bulk_create(
        [
            SakipAnswer(
                evaluation=evaluation,
                item_id=row.item_id,
                layer=target,
                value=row.value,
                note=row.note,
                updated_by_id=row.updated_by_id,
                updated_at=row.updated_at,
            )
            for row in rows
        ]
    )


def _keep_in_history(
    evaluation: SakipEvaluation,
    earlier: dict[int, SakipAnswer],
    rows: list[SakipAnswer],
    layer: str,
    by: User,
) -> None:
    """Answers that give way to others, in a line only evaluators read."""
    changes = {
        str(row.item_id): activity.changed(row.item.code, _text(old), _text(row))
        for row in rows
        if (old := earlier.get(row.item_id)) and _text(old) != _text(row)
    }
    if changes:
        activity.record(
            obj=evaluation,
            verb=states.ANSWERS_REPLACED,
            summary=f"{SakipLayer(layer).label} dimulai lagi dari isian terbaru: {evaluation}",
            by=by,
            changes=changes,
        )


def _text(answer: SakipAnswer) -> str:
    return " · ".join(part for part in (answer.value, answer.note) if part)


# What the buttons do, all alike: evaluation, person, note.
MOVES: dict[Transition, Callable[..., SakipEvaluation]] = {
    states.SUBMIT_LKE: submit_lke,
    states.HAND_OVER_LKE: hand_over_lke,
    states.SEND_BACK_LKE: send_back_lke,
    states.SHARE_LKE: share_lke,
    states.RETURN_LKE: return_lke,
    states.REPLY_LKE: reply_lke,
    states.FINALIZE_LKE: finalize_lke,
    states.REOPEN_LKE: reopen_lke,
}
