"""One act on many cases: each in its own transaction, each with its own history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from complaints.models import Category, Complaint
from complaints.staff.actions.answering import tell_progress
from complaints.staff.actions.joining import merge_case
from complaints.staff.actions.routing import classify_case, delegate_case, route_case
from complaints.staff.queries.case import find_case
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


def classify_many(*, cases: Sequence[Complaint], category: Category, by: User) -> Done:
    return _each(cases, lambda case: classify_case(case=case, category=category, by=by))


def merge_many(*, cases: Sequence[Complaint], number: str, by: User) -> Done:
    """All become duplicates of the main report, which may be one of them."""
    main = find_case(by, number)
    others = [case for case in cases if main is None or case.pk != main.pk]
    return _each(others, lambda case: merge_case(case=case, number=number, by=by))


def tell_many(*, cases: Sequence[Complaint], text: str, by: User) -> Done:
    """The same news for all their reporters, as when one cause is behind many reports."""
    return _each(cases, lambda case: tell_progress(case=case, text=text, by=by))


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
