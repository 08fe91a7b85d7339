"""Rights of the Perjanjian Kinerja: drafted, checked, agreed, signed, each by its side.

That of a unit is drafted by the unit, checked by its head and agreed by the mayor's side. The
mayor's own names no unit: Bagian Organisasi or Bappeda draft it, another of them checks it, and
who holds the mayor's right agrees.
"""

from __future__ import annotations

from typing import Any

from organizations.access import ALLOWED, Decision, access_of, denied
from performance import authors
from performance.models import PerformanceAgreement
from performance.permissions import holds

DRAFT_CITY, CHECK_CITY = "performance.edit_city_text", "performance.return"
AGREE_CITY = "performance.agree_city"


def can_draft(user: Any, organization_id: int | None) -> Decision:
    if organization_id is None:
        sentence = "Perjanjian kota disusun Bagian Organisasi atau Bappeda."
        return holds(user, DRAFT_CITY, None, sentence)
    return holds(
        user, "performance.edit_plan", organization_id, "Perjanjian disusun operator unitnya."
    )


def can_check(user: Any, agreement: PerformanceAgreement) -> Decision:
    """The head, for the city another of the mayor's side; never who drafted it."""
    unit = agreement.organization_id
    right, sentence = (
        ("performance.verify", "Hanya kepala perangkat daerah ini yang memeriksa perjanjiannya.")
        if unit
        else (CHECK_CITY, "Perjanjian kota diperiksa Bagian Organisasi atau Bappeda.")
    )
    return holds(user, right, unit, sentence) and authors.CHECKS_OTHERS(user, agreement)


def can_agree(user: Any, agreement: PerformanceAgreement) -> Decision:
    """For the mayor, of the city the mayor; never who drafted or checked it."""
    unit = agreement.organization_id
    right, sentence = (
        (
            "performance.return",
            "Perjanjian disepakati Bagian Organisasi atau Bappeda atas nama wali kota.",
        )
        if unit
        else (AGREE_CITY, "Perjanjian kota disepakati pimpinan kota.")
    )
    return holds(user, right, unit, sentence) and authors.AGREES_OTHERS(user, agreement)


def can_sign(user: Any, agreement: PerformanceAgreement) -> Decision:
    """Whoever drafts brings the signed scan, and never who checked or agreed."""
    return can_draft(user, agreement.organization_id) and authors.SIGNS_OTHERS(user, agreement)


def can_return(user: Any, agreement: PerformanceAgreement) -> Decision:
    unit, access = agreement.organization_id, access_of(user)
    rights = ("performance.verify", "performance.return") if unit else (CHECK_CITY, AGREE_CITY)
    if any(access.allows(right, unit) for right in rights):
        return ALLOWED
    who = "kepala unit, Bagian Organisasi, atau Bappeda"
    return denied(
        f"Perjanjian dikembalikan {who if unit else 'Bagian Organisasi, Bappeda, atau pimpinan'}."
    )
