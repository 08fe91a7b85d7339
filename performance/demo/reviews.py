"""The review of one LKjIP of the demonstration city."""

from __future__ import annotations

from datetime import date

from organizations.models import Organization, User
from performance.choices import ReviewConclusion
from performance.evaluation.queries.reviewed import digest_of
from performance.models import LkjipReview
from performance.reference.review import NO, NONE, YES, questions

LACKING = "m4"
FOUND = (
    "Penanggung jawab pengumpulan data di tiap bidang belum ditetapkan. Angka pada laporan "
    "cocok dengan bukti dukung yang diperiksa."
)


def review(unit: Organization, year: int, by: User) -> None:
    """Reviewed in the February after, when all its figures stood."""
    held = by.assignments.get()
    answers = {q.key: [NONE if q.may_not_apply else YES, ""] for q in questions()}
    answers[LACKING] = [NO, "Belum ada surat penunjukan."]
    LkjipReview.objects.create(
        organization=unit,
        year=year,
        reviewer=by,
        name=by.full_name,
        position=held.printed_position,
        reviewed_on=date(year + 1, 2, 20),
        answers=answers,
        findings=FOUND,
        conclusion=ReviewConclusion.REMARKS,
        facts=digest_of(unit.pk, year),
    )
