"""The right to review an LKjIP: the Inspektorat, about what others have written."""

from __future__ import annotations

from datetime import date
from typing import Any

from organizations.access import Decision, access_of, denied
from performance import authors
from performance.choices import SubmissionState
from performance.counted import due_in
from performance.models import LkjipReview, Submission
from performance.permissions.sakip import has_worked_for

REVIEW = "performance.review_lkjip"
LAST = 4


def can_review(user: Any, review: LkjipReview, on: date) -> Decision:
    """Once the year is accepted; never the own unit's report, nor one's own words or figures."""
    if not access_of(user).allows(REVIEW, review.organization_id):
        return denied("LKjIP direviu Inspektorat.")
    if not is_complete(review.organization_id, review.year):
        return denied(
            "Reviu dibuat sesudah triwulan IV diterima"
            + ("." if review.organization_id else " untuk semua perangkat daerah.")
        )
    if review.organization_id and has_worked_for(user, review.organization_id, review.year, on):
        return denied(
            "Pereviu tidak mereviu laporan perangkat daerahnya sendiri. Minta pemegang peran "
            "Inspektorat yang bertugas di perangkat daerah lain; admin menugaskannya di halaman "
            "Pengguna."
        )
    return authors.REVIEWS_OTHERS(user, review)


def is_complete(organization_id: int | None, year: int) -> bool:
    """The last quarter of the unit, for the city of every unit that owes it, is accepted."""
    accepted = Submission.objects.filter(year=year, quarter=LAST, state=SubmissionState.ACCEPTED)
    if organization_id:
        return accepted.filter(organization=organization_id).exists()
    units = due_in(year, LAST)
    missing = units.exclude(pk__in=accepted.values("organization"))
    return units.exists() and not missing.exists()
