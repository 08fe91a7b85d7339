"""Internal notes; whoever is mentioned gets the number and a link."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.db import transaction

from complaints import permissions
from complaints.clock.actions.moving import wanted
from complaints.clock.notifications import tell_people
from complaints.clock.queries.officers import HANDLES, desk, of_unit
from complaints.models import Complaint, Note
from complaints.staff.actions.basics import locked
from organizations import activity, moment
from organizations.access import allow
from organizations.models import User

_MENTION = re.compile(r"(?<!\w)@([\w.-]{2,60})")


@transaction.atomic
def write_note(*, case: Complaint, by: User, text: str) -> list[User]:
    """Keep a note and tell those it mentions; returns them.

    A mention is the beginning of a name or of a mail address without what follows the @; only
    people who may open the case are found. Raises ValidationError keyed "text" for a mention
    that fits nobody or several.
    """
    row = locked(case)
    allow(permissions.can_note(by, row))
    said = wanted(text, "text", "Tulis catatan lebih dulu.", 5_000)
    people = mentioned(said, row)
    note = Note.objects.create(complaint=row, author=by, text=said, written_at=moment.now())
    note.mentions.set(people)
    activity.record(
        obj=row,
        verb=activity.verb_of(row, "note"),
        summary=f"Catatan internal: {row}",
        by=by,
        organization=row.unit,
    )
    tell_people(people, row, "Anda disebut dalam catatan internal.", by=by)
    return people


def mentioned(text: str, case: Complaint) -> list[User]:
    """The people a note calls, each once."""
    wanted_names = dict.fromkeys(name.casefold().rstrip(".-") for name in _MENTION.findall(text))
    if not wanted_names:
        return []
    known = _known(case)
    found: dict[int, User] = {}
    for name in wanted_names:
        user = _one(name, known)
        found[user.pk] = user
    return list(found.values())


def _known(case: Complaint) -> list[User]:
    unit = of_unit(HANDLES, case)
    people = {user.pk: user for user in [*desk(), *unit, *([case.officer] if case.officer else [])]}
    return [user for user in people.values() if permissions.can_view(user, case)]


def _one(name: str, known: list[User]) -> User:
    by_address = [user for user in known if _address(user) == name]
    fitting = by_address or [user for user in known if _is_called(user, name)]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise ValidationError({"text": f"@{name} tidak dikenal di antara petugas laporan ini."})
    names = ", ".join(f"@{_address(user)}" for user in fitting[:6])
    raise ValidationError(
        {"text": f"@{name} cocok dengan beberapa orang. Pakai salah satu: {names}."}
    )


def _address(user: User) -> str:
    return user.email.partition("@")[0]


def _is_called(user: User, name: str) -> bool:
    words = user.full_name.casefold().split()
    return name in words or name == ".".join(words)
