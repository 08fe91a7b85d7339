"""The answer to one indicator, its evidence, and what Bagian Organisasi says of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from innovations import permissions
from innovations.choices.index import IndexEntryState, IndexPart, Verdict
from innovations.formulas import parameter_of
from innovations.index.actions.rounds import require_open
from innovations.index.queries.offers import offer_of
from innovations.models import IndexAnswer, IndexEntry, IndexEvidence, IndexRound, IndexRow
from innovations.permissions import index as rights
from organizations import activity, moment
from organizations.access import allow
from organizations.actions.uploads import columns_of, taken_file
from organizations.editing import ChangedMeanwhile
from organizations.files import MEGABYTE
from organizations.formatting import format_number
from organizations.models import User
from organizations.storage import evidence

FOLDER = "innovations/indeks"
NOT_WRITABLE = "Isian ini sedang atau sudah diperiksa. Minta dikembalikan untuk mengubahnya."
CHANGED = (
    "Orang lain menyimpan indikator ini sesudah Anda membukanya: {now}. Isian Anda di bawah belum "
    "tersimpan. Cocokkan, lalu simpan lagi untuk menimpa."
)
NO_BASIS = "Pilih satu dasar pengukuran"
NEEDS_NOTE = "Tulis apa yang perlu diperbaiki"
NOT_HANDED = "Isian ini belum diserahkan, jadi belum diperiksa."
NO_OFFER = "Angkanya tidak lagi tersedia. Isi indikator ini sendiri."
UNANSWERED = "Indikator ini belum diisi, jadi belum dapat diperiksa."


def mark_of(answer: IndexAnswer | None) -> str:
    """What a form holds to know whether somebody saved after it was opened."""
    return answer.changed_at.isoformat() if answer else ""


def save_answer(
    *,
    round_: IndexRound,
    entry: IndexEntry | None,
    row: IndexRow,
    values: Mapping[str, Any],
    upload: Any,
    seen: str,
    by: User,
) -> IndexAnswer:
    """The answer of an innovation, without one of the city, and its file where one is given."""
    if entry is None:
        allow(permissions.can_manage(by))
    else:
        allow(rights.fills_index(by, entry))
    if not upload:
        with transaction.atomic():
            return _save(round_, entry, row, values=values, taken=None, seen=seen, by=by)
    with taken_file(
        upload, size=upload.size, name=upload.name, storage=evidence(), folder=FOLDER,
        most_bytes=row.most_megabytes * MEGABYTE,
    ) as taken:  # fmt: skip
        return _save(round_, entry, row, values=values, taken=taken, seen=seen, by=by)


def _save(
    round_: IndexRound,
    entry: IndexEntry | None,
    row: IndexRow,
    *,
    values: Mapping[str, Any],
    taken: Any,
    seen: str,
    by: User,
) -> IndexAnswer:
    held_round = require_open(round_.pk)
    if entry is not None:
        _require_writable(entry)
    answer = IndexAnswer.objects.filter(round=held_round, entry=entry, row=row).first()
    if seen != mark_of(answer):
        raise ChangedMeanwhile(CHANGED.format(now=_said(answer)), seen=mark_of(answer))
    before = _said(answer)
    answer = answer or IndexAnswer(round=held_round, entry=entry, row=row)
    _fill(answer, values)
    answer.verdict, answer.remark, answer.judged_by = "", "", None
    answer.changed_by, answer.changed_at = by, moment.now()
    answer.save()
    _prove(answer, taken, values.get("link", ""), by)
    _tell(answer, "change", f"Indikator {row} diisi", before, by)
    return answer


def _require_writable(entry: IndexEntry) -> None:
    held = IndexEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if held.state not in IndexEntryState.writable():
        raise ValidationError(NOT_WRITABLE)


@transaction.atomic
def take_offer(*, entry: IndexEntry, row: IndexRow, by: User) -> IndexAnswer:
    """The figure another domain knows, with its source and the day; the evidence stays to be given."""
    allow(rights.fills_index(by, entry))
    held_round = require_open(entry.round_id)
    _require_writable(entry)
    offer = offer_of(entry, row)
    if offer is None:
        raise ValidationError(NO_OFFER)
    answer = IndexAnswer.objects.filter(round=held_round, entry=entry, row=row).first()
    before = _said(answer)
    answer = answer or IndexAnswer(round=held_round, entry=entry, row=row)
    answer.value, answer.parameter, answer.source = offer.value, offer.parameter, offer.source
    answer.taken_on = timezone.localdate(moment.now())
    answer.verdict, answer.remark, answer.judged_by = "", "", None
    answer.changed_by, answer.changed_at = by, moment.now()
    answer.save()
    _tell(answer, "take", f"Angka indikator {row} diambil: {offer.source}", before, by)
    return answer


def _fill(answer: IndexAnswer, values: Mapping[str, Any]) -> None:
    """The parameter follows from the value where the row has thresholds; a figure that was offered
    and taken keeps its source until another value is typed."""
    row, edges = answer.row, answer.row.thresholds
    answer.information = values.get("information", "").strip()
    if edges is not None and row.part == IndexPart.REGIONAL:
        value = values["value"]
        answer.parameter = 0 if value is None else parameter_of(value, edges)
        answer.value = value
        return
    parameter = int(values.get("parameter") or 0)
    basis = values.get("basis", "") if row.bases else ""
    if row.bases and parameter and basis not in row.basis_names:
        raise ValidationError({"basis": NO_BASIS})
    if parameter != answer.parameter:
        answer.value, answer.source, answer.taken_on = None, "", None
    answer.parameter, answer.basis = parameter, basis


def _prove(answer: IndexAnswer, taken: Any, link: str, by: User) -> None:
    given = {"answer": answer, "basis": answer.basis, "uploaded_by": by}
    if taken is not None:
        IndexEvidence.objects.create(**given, **columns_of(taken), uploaded_at=moment.now())
    if link and not answer.evidence.filter(link=link, basis=answer.basis).exists():
        IndexEvidence.objects.create(**given, link=link, uploaded_at=moment.now())


@transaction.atomic
def judge_answer(
    *, entry: IndexEntry, row: IndexRow, verdict: str, remark: str, by: User
) -> IndexAnswer:
    """Fits, or is to be mended with a note; only of what was handed in."""
    allow(rights.judges_index(by, entry))
    allow(rights.NOT_WHO_FILLED(by, entry))
    require_open(entry.round_id)
    held = IndexEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if held.state != IndexEntryState.HANDED_IN:
        raise ValidationError(NOT_HANDED)
    answer = IndexAnswer.objects.select_for_update(of=("self",)).filter(entry=held, row=row).first()
    if answer is None:
        raise ValidationError(UNANSWERED)
    if verdict == Verdict.REVISE and not remark.strip():
        raise ValidationError({"remark": NEEDS_NOTE})
    answer.verdict, answer.remark, answer.judged_by = verdict, remark.strip(), by
    answer.save(update_fields=["verdict", "remark", "judged_by"])
    words = f"Indikator {row} diperiksa: {answer.get_verdict_display().lower()}"
    activity.record(
        obj=held,
        verb=activity.verb_of(answer, "judge"),
        summary=words,
        by=by,
        organization=entry.innovation.organization,
        reason=answer.remark,
    )
    return answer


def _said(answer: IndexAnswer | None) -> str:
    """An answer in a few words, for the history and for whoever saves second."""
    if answer is None:
        return "belum diisi"
    basis = answer.row.basis_names.get(answer.basis, "")
    value = f"nilai {format_number(answer.value)}" if answer.value is not None else ""
    parts = [f"parameter {answer.parameter}", basis, value, answer.information]
    return ", ".join(part for part in parts if part)


def _tell(answer: IndexAnswer, verb: str, words: str, before: str, by: User) -> None:
    unit = answer.entry.innovation.organization if answer.entry else None
    activity.record(
        obj=answer.entry or answer.round,
        verb=activity.verb_of(answer, verb),
        summary=words,
        by=by,
        organization=unit,
        changes={"parameter": activity.changed("Isian", before, _said(answer))},
    )
