"""Who may: decisions, scopes and the rights a person holds today.

Code asks for rights, never for roles. `organizations.permissions.ROLE_RIGHTS` is the one
table that grants rights to roles; an assignment brings its role's rights for its unit
(and the units below it) while it is valid.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone

from organizations.models import Assignment, Organization
from organizations.permissions import ROLE_RIGHTS, Scope


@dataclass(frozen=True)
class Decision:
    """Truthy or falsy, and carries the sentence shown to the person who is refused."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Decision(True)


def denied(reason: str) -> Decision:
    return Decision(False, reason)


def allow(decision: Decision) -> None:
    """Refuse with the decision's own sentence (403)."""
    if not decision:
        raise PermissionDenied(decision.reason)


@dataclass(frozen=True)
class Access:
    """The rights of one person on one day: right → units, or everywhere."""

    everywhere: frozenset[str] = frozenset()
    units: dict[str, frozenset[int]] = field(default_factory=dict)

    def has(self, right: str) -> bool:
        """Holds the right somewhere."""
        return right in self.everywhere or bool(self.units.get(right))

    def allows(self, right: str, organization_id: int | None) -> bool:
        """Holds the right for this unit; a city-wide object (None) needs it everywhere."""
        return right in self.everywhere or organization_id in self.units.get(right, frozenset())

    def q(self, right: str, field_name: str = "organization") -> Q:
        """The same rule as a filter on a foreign key to Organization; matches nothing without it."""
        if right in self.everywhere:
            return Q()
        return Q(**{f"{field_name}__in": self.units.get(right, frozenset())})

    def organizations(self, right: str) -> Q:
        """The rule as a filter on Organization itself."""
        return self.q(right, "pk")


NOBODY = Access()


def access_of(user: Any, on: date | None = None) -> Access:
    """The rights of a user today (or on a day), read once per user object."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return NOBODY
    if on is not None:
        return _read_access(user, on)
    cached = getattr(user, "_selaras_access", None)
    if cached is None:
        cached = user._selaras_access = _read_access(user, timezone.localdate())
    return cached


def _read_access(user: Any, on: date) -> Access:
    everywhere: set[str] = set()
    units: dict[str, set[int]] = defaultdict(set)
    own: dict[str, set[int]] = defaultdict(set)
    assignments = list(Assignment.objects.valid(on).filter(user=user))
    for assignment in assignments:
        for right, scope in ROLE_RIGHTS[assignment.role].items():
            if scope is Scope.ALL:
                everywhere.add(right)
            else:
                own[right].add(assignment.organization_id)
    if on == timezone.localdate():
        user._selaras_label = label_of(user, assignments)  # the history names the actor with it
    if own:
        families = _families(set().union(*own.values()))
        for right, roots in own.items():
            units[right] = set().union(*(families[root] for root in roots))
    return Access(frozenset(everywhere), {right: frozenset(ids) for right, ids in units.items()})


def label_of(user: Any, assignments: list[Assignment]) -> str:
    """Name and position as the history keeps them."""
    position = f" ({assignments[0].printed_position})" if assignments else ""
    return f"{user.full_name}{position}"[:200]


def _families(roots: Iterable[int]) -> dict[int, set[int]]:
    """Each root with all units below it."""
    children: dict[int, list[int]] = defaultdict(list)
    for pk, parent_id in Organization.objects.filter(parent__isnull=False).values_list(
        "pk", "parent_id"
    ):
        children[parent_id].append(pk)
    families = {}
    for root in roots:
        family, todo = {root}, [root]
        while todo:
            fresh = [pk for pk in children[todo.pop()] if pk not in family]
            family.update(fresh)
            todo.extend(fresh)
        families[root] = family
    return families
