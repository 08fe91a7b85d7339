"""The review of an LKjIP: recorded once for a report and year, changed with its history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organizations import activity
from organizations.access import allow
from organizations.editing import ChangedMeanwhile
from organizations.models import Organization, User
from performance.choices import ReviewConclusion
from performance.evaluation.queries.reviewed import digest_of
from performance.models import LkjipReview
from performance.permissions.reviews import can_review
from performance.reference.review import NO, WORDS, numbered, questions
from performance.stamps import bump_stamp

Answers = Mapping[str, tuple[str, str]]  # key → what was answered, and the note

FIGURES_CHANGED = (
    "Angka atau naskah laporan ini berubah sejak halaman dibuka. Buat LKjIP-nya lagi, periksa "
    "yang berubah, lalu simpan lagi. Isian Anda masih ada."
)
CHANGED = (
    "Reviu ini baru saja disimpan {who}. Isian Anda masih ada; bandingkan, lalu simpan lagi "
    "untuk menggantinya."
)
TOO_EARLY = "Tanggal reviu sesudah tahun laporannya berakhir."
NO_FUTURE = "Tanggal reviu paling lambat hari ini."
NO_ANSWER = "Pilih jawaban untuk {name}."
NO_NOTE = "Tulis catatan untuk jawaban Tidak pada {name}."
NO_FINDING = "Tulis hal yang perlu diperbaiki."


@dataclass(frozen=True)
class Written:
    """What the reviewer writes."""

    name: str
    position: str
    reviewed_on: date
    answers: Answers
    findings: str
    conclusion: str


@transaction.atomic
def save_review(
    *,
    organization: Organization | None,
    year: int,
    written: Written,
    facts: str,
    version: int,
    by: User,
) -> LkjipReview:
    """Keep a review; `facts` and `version` are those that were on the screen (0: none yet)."""
    allow(can_review(by, LkjipReview(organization=organization, year=year), timezone.localdate()))
    _check(written, year)
    unit = organization.pk if organization else None
    rows = LkjipReview.objects.select_for_update(of=("self",))
    known = rows.filter(organization=unit, year=year).first()
    current = digest_of(unit, year)
    marks = {"version": known.row_version if known else 0, "facts": current}
    if marks["version"] != version:
        who = known.reviewer if known else "orang lain"
        raise ChangedMeanwhile(CHANGED.format(who=who), **marks)
    if facts != current:
        raise ChangedMeanwhile(FIGURES_CHANGED, **marks)
    row = known or LkjipReview(organization=organization, year=year, row_version=0)
    values: dict[str, Any] = {
        "name": written.name,
        "position": written.position,
        "reviewed_on": written.reviewed_on,
        "findings": written.findings,
        "conclusion": written.conclusion,
    }
    changes = activity.changes_of(row, values) | _answered(row.answers, written.answers)
    for name, value in values.items():
        setattr(row, name, value)
    row.answers = {key: list(given) for key, given in written.answers.items()}
    row.reviewer, row.facts, row.updated_at = by, current, timezone.now()
    row.row_version += 1
    row.save()
    bump_stamp(unit, year)
    activity.record(
        obj=row,
        verb="performance.review",
        summary=f"{row} {'diubah' if known else 'dicatat'}: {row.get_conclusion_display()}",
        by=by,
        organization=organization,
        changes=changes,
    )
    return row


def _check(written: Written, year: int) -> None:
    errors: dict[str, str] = {}
    if written.reviewed_on > timezone.localdate():
        errors["reviewed_on"] = NO_FUTURE
    elif written.reviewed_on.year <= year:
        errors["reviewed_on"] = TOO_EARLY
    for name, question in numbered():
        answer, note = written.answers.get(question.key, ("", ""))
        if answer not in dict(question.answers):
            errors[f"a_{question.key}"] = NO_ANSWER.format(name=name)
        elif answer == NO and not note.strip():
            errors[f"n_{question.key}"] = NO_NOTE.format(name=name)
    if written.conclusion == ReviewConclusion.REMARKS and not written.findings.strip():
        errors["findings"] = NO_FINDING
    if errors:
        raise ValidationError(errors)


def _answered(before: Mapping[str, Any], after: Answers) -> dict[str, dict[str, Any]]:
    """The answers that are others than before, as the history tells them."""
    return {
        question.key: activity.changed(question.text, _told(old), _told(new))
        for question in questions()
        for old, new in [(before.get(question.key), after[question.key])]
        if list(old or ()) != list(new)
    }


def _told(given: Any) -> str:
    if not given:
        return ""
    answer, note = given
    return f"{WORDS[answer]}. {note}" if note else WORDS[answer]
