"""Who is responsible for a report now, and so is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

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
    return responsible_for([case])[case.pk]


def responsible_for(cases: Sequence[Complaint]) -> dict[int, list[User]]:
    """The same of many cases, by their keys; who works in a unit is asked once a unit, what a
    person may read once a person."""
    at_desk, of_units = desk(), _of_units(cases)
    asked = {case.pk: _asked(case, of_units) for case in cases}
    keys = [case.pk for case in cases]
    everybody = {user: user for people in (at_desk, *asked.values()) for user in people}
    readable = {user: _readable(user, keys) for user in everybody}

    def readers(people: Iterable[User], pk: int) -> list[User]:
        return [everybody[user] for user in people if pk in readable[user]]

    return {pk: readers(people, pk) or readers(at_desk, pk) for pk, people in asked.items()}


def _of_units(cases: Iterable[Complaint]) -> dict[int, list[User]]:
    units = {case.unit.pk: case.unit for case in cases if case.unit}
    return {pk: holders_inside(ANSWERS, unit) for pk, unit in units.items()}


def _asked(case: Complaint, of_units: Mapping[int, list[User]]) -> list[User]:
    """The officer and the people of the unit, whether they may read the case or not."""
    if case.unit is None:
        return []
    named = [case.officer] if case.officer and case.officer.is_active else []
    return list(dict.fromkeys([*named, *of_units[case.unit.pk]]))


def _readable(user: User, keys: Sequence[int]) -> set[int]:
    rows = Complaint.objects.filter(permissions.visible_cases(user), pk__in=keys)
    return set(rows.order_by().values_list("pk", flat=True))


def of_unit(right: str, case: Complaint) -> list[User]:
    """Who holds the right by an assignment in the unit, not for the whole city."""
    return holders_inside(right, case.unit) if case.unit else []


def colleagues(case: Complaint) -> list[User]:
    """Who may be given the case: those who handle reports of its unit, by name."""
    return sorted(of_unit(HANDLES, case), key=lambda user: user.full_name)
