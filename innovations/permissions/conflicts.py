"""Who may not judge what, declared or found."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils import timezone

from innovations.choices.competition import ConflictKind, MemberRole
from innovations.models import Conflict, Member, Proposal
from organizations.choices import Role
from organizations.models import Assignment

YEARS_OF_OWN_UNIT = 2  # somebody who moved away less than that ago still belongs to it

GUIDES = (MemberRole.MENTOR, MemberRole.COACH)


def conflicts_of(user_id: int, edition_id: int, on: date | None = None) -> dict[int, ConflictKind]:
    """Proposals of an edition a person must not judge or see judged → why; in three statements.

    Found without a declaration: the unit of an assignment of today or of the last two years (with
    what stands above and below it in the tree of units), a member of the team, its mentor or coach.
    """
    on = on or timezone.localdate()
    proposals = Proposal.objects.filter(edition=edition_id)
    units = _units_of(user_id, on)
    near = proposals.filter(
        Q(organization__in=units)
        | Q(organization__parent__in=units)
        | Q(organization__children__in=units)
    )
    found = dict.fromkeys(near.values_list("pk", flat=True), ConflictKind.UNIT)
    members = Member.objects.filter(proposal__edition=edition_id, user=user_id)
    for proposal, role in members.values_list("proposal", "role"):
        found[proposal] = ConflictKind.GUIDE if role in GUIDES else ConflictKind.TEAM
    declared = Conflict.objects.filter(juror__user=user_id, juror__edition=edition_id)
    for proposal, kind in declared.values_list("proposal", "kind"):
        found.setdefault(proposal, ConflictKind(kind))
    return found


def _units_of(user_id: int, on: date) -> set[int]:
    since = on.replace(year=on.year - YEARS_OF_OWN_UNIT, day=min(on.day, 28))
    held = Assignment.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=since), user=user_id, valid_from__lte=on
    ).exclude(role=Role.JURI)  # a juror from elsewhere is only kept at the unit that invites
    return set(held.values_list("organization", flat=True))
