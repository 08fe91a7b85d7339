"""Who may not judge what, declared or found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from innovations.choices.competition import ConflictKind, MemberRole
from innovations.models import Conflict, Juror, Member, Proposal
from organizations.choices import Role
from organizations.models import Assignment, User

YEARS_OF_OWN_UNIT = 2  # somebody who moved away less than that ago still belongs to it

IN_TEAM = {
    MemberRole.LEADER: ConflictKind.TEAM,
    MemberRole.MEMBER: ConflictKind.TEAM,
    MemberRole.MENTOR: ConflictKind.GUIDE,
    MemberRole.COACH: ConflictKind.GUIDE,
}
# Right above and below in the tree of units, and what a reorganisation made of them.
NEAR = (
    "organization__parent", "organization__children", "organization__successions_out__successor",
    "organization__successions_in__predecessor",
)  # fmt: skip

Conflicts = dict[int, ConflictKind]  # proposal → why
Units = Iterable[tuple[int, int]]  # unit, proposal


def conflicts_of(
    user_id: int, edition_id: int, on: date | None = None, units: Units | None = None
) -> Conflicts:
    """Proposals of an edition a person must not judge or see judged → why."""
    return conflicts_among([user_id], edition_id, on, units)[user_id]


def jurors_conflicts(edition_id: int) -> dict[int, Conflicts]:
    """User → conflicts, of everybody who is or was a juror of the edition."""
    users = Juror.objects.filter(edition=edition_id).values_list("user", flat=True)
    return conflicts_among(list(users), edition_id)


def conflicts_among(
    users: Collection[int], edition_id: int, on: date | None = None, units: Units | None = None
) -> dict[int, Conflicts]:
    """The same for several people, in three statements whatever their number; two where the
    `units` of the proposals were read already.

    Found without a declaration: the unit of an assignment of today or of the last two years (with
    what stands right above and below it in the tree of units, what it was merged into or came out
    of), a member of the team, its mentor or coach (by account, else by name). A juror from elsewhere
    is only kept at the unit that invites, so that one is none.
    """
    found: dict[int, Conflicts] = {user: {} for user in users}
    for user, proposal, told in _named(users, edition_id):
        if told in IN_TEAM:
            found[user][proposal] = IN_TEAM[MemberRole(told)]
        else:
            found[user].setdefault(proposal, ConflictKind(told))
    if units is None:
        units = Proposal.objects.filter(edition=edition_id).values_list("organization", "pk")
    by_unit: dict[int, list[int]] = defaultdict(list)
    for unit, proposal in units:
        by_unit[unit].append(proposal)
    for user, near in _units_near(users, on or timezone.localdate()).items():
        for proposal in (p for unit in near for p in by_unit.get(unit, ())):
            found[user][proposal] = ConflictKind.UNIT
    return found


def _named(users: Collection[int], edition_id: int) -> QuerySet[Any, tuple[int, int, str]]:
    """User, proposal, and what was declared or the role in the team; a member written down without
    an account is the person of that name."""
    declared = Conflict.objects.filter(juror__user__in=users, juror__edition=edition_id)
    members = Member.objects.filter(proposal__edition=edition_id).order_by()
    namesakes = User.objects.filter(pk__in=users, full_name__iexact=OuterRef("name"))
    nameless = members.filter(user=None).annotate(person=Subquery(namesakes.values("pk")[:1]))
    return declared.order_by().values_list("juror__user", "proposal", "kind").union(
        members.filter(user__in=users).values_list("user", "proposal", "role"),
        nameless.exclude(person=None).values_list("person", "proposal", "role"),
        all=True,
    )  # fmt: skip


def _units_near(users: Collection[int], on: date) -> dict[int, set[int]]:
    """User → own units of now or of late, with those near them."""
    since = on.replace(year=on.year - YEARS_OF_OWN_UNIT, day=min(on.day, 28))
    held = Assignment.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=since), user__in=users, valid_from__lte=on
    ).exclude(role=Role.JURI)
    found: dict[int, set[int]] = defaultdict(set)
    for user, *units in held.order_by().values_list("user", "organization", *NEAR).distinct():
        found[user].update(unit for unit in units if unit is not None)
    return found
