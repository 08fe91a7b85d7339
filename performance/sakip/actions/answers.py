"""Writing on a SAKIP sheet: the answers of the layer whose turn it is, and the unit's proofs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organizations import activity
from organizations.access import Decision, allow
from organizations.editing import ChangedMeanwhile
from organizations.models import User
from performance import formulas
from performance.choices import SakipLayer, SakipMethod, SakipState
from performance.entry.actions.evidence import Pointer, taken_evidence
from performance.models import (
    Evidence,
    SakipAnswer,
    SakipEvaluation,
    SakipItem,
    SakipProof,
)
from performance.permissions import sakip as rights
from performance.sakip.actions.moves import hold
from performance.sakip.queries.sheet import Criterion, Sub, load_sheet, mark_of
from performance.stamps import bump_stamp

# The layer that is written in each state, and by which right.
WRITING: dict[str, tuple[str, Callable[..., Decision]]] = {
    SakipState.SELF: (SakipLayer.SELF, rights.can_fill),
    SakipState.EVALUATION: (SakipLayer.EVALUATOR, rights.can_evaluate),
    SakipState.QUALITY: (SakipLayer.QUALITY, rights.can_assure),
    SakipState.CLOSING: (SakipLayer.FINAL, rights.can_close),
}
ALREADY = "Berkas ini sudah menjadi bukti kriteria ini."


class AnswersChanged(ChangedMeanwhile):
    """Somebody else has changed the same sub-component since it was opened."""


@dataclass(frozen=True)
class Given:
    """What a person answered to one line."""

    value: str = ""
    note: str = ""


def writing_layer(user: User, evaluation: SakipEvaluation) -> tuple[str, Decision]:
    """The layer being written now, and whether this person may write it."""
    found = WRITING.get(evaluation.state)
    if found is None:
        state = evaluation.get_state_display()
        return "", Decision(False, f"LKE ini berstatus “{state}”; jawaban terkunci.")
    layer, rule = found
    decision = rule(user, evaluation, timezone.localdate())
    if not decision and layer != SakipLayer.SELF and rights.works_for(user, evaluation):
        state = evaluation.get_state_display()
        return layer, Decision(False, f"LKE ini berstatus “{state}”; penilaian mandiri terkunci.")
    return layer, decision


@transaction.atomic
def save_answers(
    *,
    evaluation: SakipEvaluation,
    code: str,
    given: Mapping[int, Given],
    mark: str,
    by: User,
) -> None:
    """Save one sub-component of the layer that is being written: all of it or nothing.

    `given` maps lines (criteria and the sub-component itself) to answers; `mark` is the
    fingerprint the person's page was drawn from. Raises AnswersChanged when the stored
    answers are others, ValidationError keyed by line when an answer cannot stand.
    """
    held = hold(evaluation)
    sheet = load_sheet(held.edition, held.organization)
    layer, decision = writing_layer(by, held)
    allow(decision)
    sub = sheet.sub(code)
    if sub is None:
        raise ValidationError("Subkomponen ini tidak ada pada instrumen.")
    if mark_of(sub, layer) != mark:
        raise AnswersChanged(
            "Isian ini baru saja diubah orang lain. Periksa isian terakhir di bawah; "
            "simpan lagi bila isian Anda yang benar."
        )
    check_answers(sub, given)
    changed = _changed(sub, layer, given)
    if not changed:  # whoever saves another's words has not written them
        return
    _write(held, layer, changed, by)
    bump_stamp(held.organization_id, sheet.edition.year)
    activity.record(
        obj=held,
        verb="performance.sakip-answer",
        summary=f"{SakipLayer(layer).label} {sub.item.code} diisi: {held}",
        by=by,
        organization=held.organization if layer == SakipLayer.SELF else None,
        changes=_told(sub, layer, changed) if layer == SakipLayer.SELF else None,
    )


def _told(sub: Sub, layer: str, given: Mapping[int, Given]) -> dict[str, dict[str, str]]:
    """Every answer and note that changes, by its line of the sheet.

    Only of the unit's own layer: what evaluators write is working paper until it is announced,
    and the history has readers beyond them.
    """
    found = {}
    lines: list[Sub | Criterion] = [sub, *sub.criteria]
    for line in lines:
        if line.item.pk not in given:
            continue
        old, new = line.answer(layer), given[line.item.pk]
        for name, label, before, after in (
            ("value", str(line.item), old.value, new.value),
            ("note", f"{line.item}, uraian", old.note, new.note.strip()),
        ):
            if before != after:
                found[f"{line.item.code}.{name}"] = activity.changed(label, before, after)
    return found


def _changed(sub: Sub, layer: str, given: Mapping[int, Given]) -> dict[int, Given]:
    stored = {line.item.pk: line.answer(layer) for line in sub.criteria}
    stored[sub.item.pk] = sub.answer(layer)
    return {
        pk: answer
        for pk, answer in given.items()
        if (answer.value, answer.note.strip()) != (stored[pk].value, stored[pk].note)
    }


def check_answers(sub: Sub, given: Mapping[int, Given]) -> None:
    """Refuse what the instrument does not allow. Errors are keyed by the line's primary key."""
    errors: dict[str, str] = {}
    for line in sub.criteria:
        answer = given.get(line.item.pk, Given()).value
        if answer and answer not in formulas.CRITERION_SCALES[line.item.scale]:
            errors[str(line.item.pk)] = "Pilih jawaban dari daftar"
    own = given.get(sub.item.pk, Given())
    if own.value and not errors:
        wrong = _wrong_value(sub, given, own)
        if wrong:
            errors[str(sub.item.pk)] = wrong
    if errors:
        raise ValidationError(errors)


def _wrong_value(sub: Sub, given: Mapping[int, Given], own: Given) -> str:
    if sub.method == SakipMethod.DIRECT:
        return _wrong_number(own.value)
    if sub.method != SakipMethod.LETTER:
        return "Nilai subkomponen ini dihitung dari kriterianya"
    answers = [given.get(line.item.pk, Given()).value for line in sub.criteria]
    met, count = answers.count("Y"), len(answers)
    allowed = formulas.allowed_answers(met, count)
    if own.value not in allowed:
        return (
            f"{met} dari {count} kriteria terpenuhi, sehingga nilai paling tinggi {allowed[0]}. "
            f"Pilih {allowed[0]} atau yang lebih rendah"
        )
    if own.value != formulas.answer_of_share(met, count) and not own.note.strip():
        return "Tulis alasannya pada uraian bila nilai berbeda dari hitungan kriteria"
    return ""


def _wrong_number(text: str) -> str:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return "Tulis angka 0 sampai 100, misalnya 82,5"
    if not 0 <= value <= 100:
        return "Nilai harus dari 0 sampai 100"
    if value != round(value, 4):
        return "Tulis paling banyak empat angka di belakang koma"
    return ""


def _write(evaluation: SakipEvaluation, layer: str, given: Mapping[int, Given], by: User) -> None:
    """One statement for all lines; an emptied answer stays as an empty row with its note."""
    now = timezone.now()
    SakipAnswer.objects.bulk_create(
        [
            SakipAnswer(
                evaluation=evaluation,
                item_id=item_id,
                layer=layer,
                value=answer.value,
                note=answer.note.strip(),
                updated_by=by,
                updated_at=now,
            )
            for item_id, answer in given.items()
        ],
        update_conflicts=True,
        unique_fields=["evaluation", "layer", "item"],
        update_fields=["value", "note", "updated_by", "updated_at"],
    )


def upload_proof(
    *,
    evaluation: SakipEvaluation,
    item: SakipItem,
    upload: BinaryIO,
    size: int,
    name: str,
    pointer: Pointer,
    by: User,
) -> SakipProof:
    """Take a file as proof of a criterion. The same content is stored once per unit."""
    with taken_evidence(evaluation.organization, upload, size, name, by) as keep:
        held = _hold_to_fill(evaluation, by)
        return _link(held, item, keep(), pointer, by)


@transaction.atomic
def reuse_proof(
    *,
    evaluation: SakipEvaluation,
    item: SakipItem,
    evidence: Evidence,
    pointer: Pointer,
    by: User,
) -> SakipProof:
    """Point to a file the unit already has: of a quarter, of another criterion, of last year."""
    held = _hold_to_fill(evaluation, by)
    if evidence.organization_id != held.organization_id:
        raise ValidationError("Pilih berkas milik perangkat daerah ini.")
    return _link(held, item, evidence, pointer, by)


def _link(
    held: SakipEvaluation, item: SakipItem, evidence: Evidence, pointer: Pointer, by: User
) -> SakipProof:
    proof, created = SakipProof.objects.get_or_create(
        evaluation=held,
        item=item,
        evidence=evidence,
        defaults={"page": pointer.page.strip(), "note": pointer.note.strip(), "added_by": by},
    )
    if not created:
        if evidence.is_restored:
            return proof
        raise ValidationError(ALREADY)
    bump_stamp(held.organization_id, held.edition.year)
    activity.record(
        obj=held,
        verb="performance.sakip-proof",
        summary=f"Bukti {item.code} ditambahkan: {evidence.original_name}",
        by=by,
        organization=held.organization,
    )
    return proof


@transaction.atomic
def remove_proof(*, proof: SakipProof, by: User) -> None:
    """Take the pointer away while the sheet is open; the file itself stays with the unit."""
    held = _hold_to_fill(proof.evaluation, by)
    summary = f"Bukti {proof.item.code} dilepas: {proof.evidence.original_name}"
    proof.delete()
    bump_stamp(held.organization_id, held.edition.year)
    activity.record(
        obj=held,
        verb="performance.sakip-proof-removed",
        summary=summary,
        by=by,
        organization=held.organization,
    )


def _hold_to_fill(evaluation: SakipEvaluation, by: User) -> SakipEvaluation:
    held = hold(evaluation)
    allow(rights.can_fill(by, held, timezone.localdate()))
    return held
