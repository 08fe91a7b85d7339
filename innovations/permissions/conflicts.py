"""Who may not judge what, declared or found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, Func, OuterRef, Q, QuerySet, Value
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
# The own unit, right above and below it, and what a reorganisation made of it.
NEAR = (
    "organization", "organization__parent", "organization__children", "organization__successions_out__successor",
    "organization__successions_in__predecessor",
)  # fmt: skip

# What is found is told rather than what was declared, the own unit rather than the team.
LATER = (
    ConflictKind.FAMILY, ConflictKind.OTHER, ConflictKind.GUIDE, ConflictKind.TEAM,
    ConflictKind.UNIT,
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
    """The same for several people, in two statements whatever their number; in one where the
    `units` of the proposals were read already.

    Found without a declaration: the unit of an assignment of today or of the last two years (with
    what stands right above and below it in the tree of units, what it was merged into or came out
    of), a member of the team, its mentor or coach (by account, else by name). A juror from elsewhere
    is only kept at the unit that invites, so that one is none.
    """
    if not users:
        return {}
    if units is None:
        units = Proposal.objects.filter(edition=edition_id).values_list("organization", "pk")
    by_unit: dict[int, list[int]] = defaultdict(list)
    for unit, proposal in units:
        by_unit[unit].append(proposal)
    found: dict[int, Conflicts] = {user: {} for user in users}
    rows = _declared(users, edition_id).union(
        *_in_teams(users, edition_id), *_near(users, on or timezone.localdate())
    )
    for user, pk, told in sorted(rows, key=lambda row: LATER.index(kind_of(row[2]))):
        for proposal in by_unit.get(pk, ()) if told == ConflictKind.UNIT else [pk]:
            found[user][proposal] = kind_of(told)
    return found


def kind_of(told: str) -> ConflictKind:
    """Of what a row says: a kind that was declared, or a role in the team."""
    return IN_TEAM[MemberRole(told)] if told in IN_TEAM else ConflictKind(told)


Rows = QuerySet[Any, tuple[int, int, str]]  # user, proposal or unit, why


class Each(Func):
    """A row for every element of an array."""

    function, set_returning = "unnest", True


def _declared(users: Collection[int], edition_id: int) -> Rows:
    declared = Conflict.objects.filter(juror__user__in=users, juror__edition=edition_id)
    return declared.order_by().values_list("juror__user", "proposal", "kind")


def _in_teams(users: Collection[int], edition_id: int) -> Iterator[Rows]:
    """A member written down without an account is everybody of that name."""
    members = Member.objects.filter(proposal__edition=edition_id).order_by()
    yield members.filter(user__in=users).values_list("user", "proposal", "role")
    namesakes = User.objects.filter(pk__in=users, full_name__iexact=OuterRef("name"))
    person = Each(ArraySubquery(namesakes.values("pk")), output_field=BigIntegerField())
    yield (
        members.filter(user=None).annotate(person=person).values_list("person", "proposal", "role")
    )


def _near(users: Collection[int], on: date) -> Iterator[Rows]:
    """Own units of now or of late, with those near them."""
    since = on.replace(year=on.year - YEARS_OF_OWN_UNIT, day=min(on.day, 28))
    held = Assignment.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=since), user__in=users, valid_from__lte=on
    ).exclude(role=Role.JURI)
    for path in NEAR:
        rows = held.filter(**{f"{path}__isnull": False}).order_by()
        yield rows.values_list("user", path, Value(ConflictKind.UNIT.value))
