"""Who may not judge what, declared or found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Q
from django.utils import timezone

from innovations.choices.competition import ConflictKind, MemberRole
from innovations.models import Conflict, Juror, Member, Proposal
from organizations.choices import Role
from organizations.models import Assignment, Organization

YEARS_OF_OWN_UNIT = 2  # somebody who moved away less than that ago still belongs to it

GUIDES = (MemberRole.MENTOR, MemberRole.COACH)

Conflicts = dict[int, ConflictKind]  # proposal → why


def conflicts_of(user_id: int, edition_id: int, on: date | None = None) -> Conflicts:
    """Proposals of an edition a person must not judge or see judged → why."""
    return conflicts_among([user_id], edition_id, on)[user_id]


def jurors_conflicts(edition_id: int) -> dict[int, Conflicts]:
    """User → conflicts, of everybody who is or was a juror of the edition."""
    users = Juror.objects.filter(edition=edition_id).values_list("user", flat=True)
    return conflicts_among(list(users), edition_id)


def conflicts_among(
    users: Collection[int], edition_id: int, on: date | None = None
) -> dict[int, Conflicts]:
    """The same for several people, in five statements whatever their number.

    Found without a declaration: the unit of an assignment of today or of the last two years (with
    what stands right above and below it in the tree of units), a member of the team, its mentor or
    coach. A juror from elsewhere is only kept at the unit that invites, so that one is none.
    """
    found: dict[int, Conflicts] = {user: {} for user in users}
    declared = Conflict.objects.filter(juror__user__in=users, juror__edition=edition_id)
    for user, proposal, kind in declared.values_list("juror__user", "proposal", "kind"):
        found[user][proposal] = ConflictKind(kind)
    members = Member.objects.filter(proposal__edition=edition_id, user__in=users)
    for user, proposal, role in members.values_list("user", "proposal", "role"):
        found[user][proposal] = ConflictKind.GUIDE if role in GUIDES else ConflictKind.TEAM
    by_unit: dict[int, list[int]] = defaultdict(list)
    rows = Proposal.objects.filter(edition=edition_id).values_list("organization", "pk")
    for unit, proposal in rows:
        by_unit[unit].append(proposal)
    for user, units in _units_near(users, on or timezone.localdate()).items():
        for proposal in (p for unit in units for p in by_unit.get(unit, ())):
            found[user][proposal] = ConflictKind.UNIT
    return found


def _units_near(users: Collection[int], on: date) -> dict[int, set[int]]:
    """User → own units of now or of late, with the ones right above and below."""
    since = on.replace(year=on.year - YEARS_OF_OWN_UNIT, day=min(on.day, 28))
    held = Assignment.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=since), user__in=users, valid_from__lte=on
    ).exclude(role=Role.JURI)
    units: dict[int, set[int]] = defaultdict(set)
    for user, unit in held.values_list("user", "organization"):
        units[user].add(unit)
    every = set().union(*units.values()) if units else set()
    family = Organization.objects.filter(Q(pk__in=every) | Q(parent__in=every))
    near: dict[int, set[int]] = defaultdict(set)
    for pk, parent in family.values_list("pk", "parent"):
        if parent is not None:
            near[pk].add(parent)
            near[parent].add(pk)
    return {
        user: own | {other for unit in own for other in near.get(unit, ())}
        for user, own in units.items()
    }
