"""One act on many cases: each in its own transaction, each with its own history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from complaints.models import Complaint
from complaints.staff.actions.routing import delegate_case, route_case
from organizations.models import Organization, User


@dataclass(frozen=True)
class Done:
    """How many were touched, and what kept the others from it."""

    count: int
    left: list[tuple[Complaint, str]]


def route_many(
    *, cases: Sequence[Complaint], unit: Organization, by: User, reason: str = ""
) -> Done:
    return _each(cases, lambda case: route_case(case=case, unit=unit, by=by, reason=reason))


def delegate_many(*, cases: Sequence[Complaint], officer: User | None, by: User) -> Done:
    return _each(cases, lambda case: delegate_case(case=case, officer=officer, by=by))


def _each(cases: Sequence[Complaint], act: Callable[[Complaint], Any]) -> Done:
    count, left = 0, []
    for case in cases:
        try:
            act(case)
        except ValidationError as error:
            left.append((case, " ".join(error.messages)))
        except PermissionDenied as error:
            left.append((case, str(error)))
        else:
            count += 1
    return Done(count, left)
