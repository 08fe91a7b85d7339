"""Rights of the Perjanjian Kinerja: the unit drafts, its head checks, the mayor's side agrees."""

from __future__ import annotations

from typing import Any

from organizations.access import ALLOWED, Decision, access_of, denied
from performance import authors
from performance.models import PerformanceAgreement
from performance.permissions import holds


def can_draft(user: Any, organization_id: int | None) -> Decision:
    return holds(
        user, "performance.edit_plan", organization_id, "Perjanjian disusun operator unitnya."
    )


def can_check(user: Any, agreement: PerformanceAgreement) -> Decision:
    """The head, and never who drafted it."""
    held = holds(
        user,
        "performance.verify",
        agreement.organization_id,
        "Hanya kepala perangkat daerah ini yang memeriksa perjanjiannya.",
    )
    return held and authors.CHECKS_OTHERS(user, agreement)


def can_agree(user: Any, agreement: PerformanceAgreement) -> Decision:
    """Bagian Organisasi or Bappeda for the mayor, and never who drafted or checked it."""
    held = holds(
        user,
        "performance.return",
        agreement.organization_id,
        "Perjanjian disepakati Bagian Organisasi atau Bappeda atas nama wali kota.",
    )
    return held and authors.AGREES_OTHERS(user, agreement)


def can_sign(user: Any, agreement: PerformanceAgreement) -> Decision:
    """Whoever drafts brings the signed scan."""
    return can_draft(user, agreement.organization_id)


def can_return(user: Any, agreement: PerformanceAgreement) -> Decision:
    access = access_of(user)
    rights = ("performance.verify", "performance.return")
    if any(access.allows(right, agreement.organization_id) for right in rights):
        return ALLOWED
    return denied("Perjanjian dikembalikan kepala unit, Bagian Organisasi, atau Bappeda.")
