"""Who is responsible for a report now, and so is told."""

from __future__ import annotations

from complaints import permissions
from complaints.models import Complaint
from organizations.models import User
from organizations.queries.holders import holders, holders_inside

ANSWERS, HANDLES = "complaints.answer", "complaints.handle"


def desk() -> list[User]:
    """The officers of the city's desk."""
    return holders("complaints.verify")


def responsible(case: Complaint) -> list[User]:
    """The officer named in the case and those who answer for its unit; else the desk.

    Only people who may read the case: a secret one tells nobody who is not cleared.
    """
    if case.unit is None:
        return _readers(desk(), case)
    named = [case.officer] if case.officer and case.officer.is_active else []
    people = {user.pk: user for user in [*named, *of_unit(ANSWERS, case)]}
    return _readers(list(people.values()), case) or _readers(desk(), case)


def of_unit(right: str, case: Complaint) -> list[User]:
    """Who holds the right by an assignment in the unit, not for the whole city."""
    return holders_inside(right, case.unit) if case.unit else []


def colleagues(case: Complaint) -> list[User]:
    """Who may be given the case: those who handle reports of its unit, by name."""
    return sorted(of_unit(HANDLES, case), key=lambda user: user.full_name)


def _readers(people: list[User], case: Complaint) -> list[User]:
    return [user for user in people if permissions.can_view(user, case)]
