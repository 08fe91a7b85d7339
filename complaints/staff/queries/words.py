"""What in an anonymous report would tell the unit who wrote it."""

from __future__ import annotations

from complaints import formulas
from complaints.models import Complaint


def telling(case: Complaint) -> list[str]:
    """Kinds of personal things in what a unit would read of an anonymous report, in words."""
    if not case.is_anonymous:
        return []
    return formulas.personal_in(f"{case.subject}\n{case.address}\n{case.text}")


def proposed(case: Complaint) -> dict[str, str]:
    """The words without them."""
    return {
        "subject": formulas.blackened(case.subject),
        "words": formulas.blackened(case.text),
        "address": formulas.blackened(case.address),
    }
