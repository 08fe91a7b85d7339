"""An officer at a case: what the tests of its pages begin with."""

from __future__ import annotations

from django.urls import reverse

from complaints.models import Complaint


def at(name: str, case: Complaint, *more: object) -> str:
    """The address of a page of the case."""
    return reverse(f"complaints:case-{name}", args=[case.number, *more])
