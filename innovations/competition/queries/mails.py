"""Mails of an edition: what a decision says before it is sent, and everything that was sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db.models import Q, QuerySet

from innovations.models import Edition, Proposal
from innovations.permissions.conflicts import conflicts_of
from innovations.states.competition import RECONSIDER
from organizations.models import OutgoingMail, User
from organizations.queries.holders import holders_inside
from organizations.workflow import Transition

TYPED = "(yang Anda tulis di atas)"


@dataclass(frozen=True)
class Letter:
    """A mail before it is sent."""

    people: Sequence[User]
    subject: str
    text: str


def decision_letter(proposal: Proposal, transition: Transition, note: str) -> Letter:
    """To whoever writes proposals of the unit."""
    people = holders_inside("innovations.edit", proposal.organization)
    text = f"{proposal.code} {proposal}, {proposal.edition}."
    if note and (transition.needs_note or transition is RECONSIDER):
        text = f"{text}\n\n{transition.note_label}: {note}"
    return Letter(people, transition.done, text)


def mail_key(edition_id: int, proposal_id: int, what: str) -> str:
    """Under which a mail stands in the outbox of its edition; another one each time."""
    return f"kompetisi:{edition_id}:{proposal_id}:{what}:{uuid4().hex[:16]}"


def outbox(user: Any, edition: Edition) -> QuerySet[OutgoingMail]:
    """Mails of an edition, the newest first, without those about what is in conflict with the
    reader."""
    asked = Q(key__startswith=f"kompetisi:{edition.pk}:")
    asked |= Q(key__startswith=f"kompetisi-ingat:{edition.pk}:")
    for stage in edition.stages.all():
        asked |= Q(key__startswith=f"inovasi-juri:{stage.pk}:")
    rows = OutgoingMail.objects.filter(asked).order_by("-pk")
    barred = Proposal.objects.filter(pk__in=set(conflicts_of(user.pk, edition.pk)))
    for pk, unit in barred.values_list("pk", "organization"):
        rows = rows.exclude(key__startswith=f"kompetisi:{edition.pk}:{pk}:")
        rows = rows.exclude(key__startswith=f"kompetisi-ingat:{edition.pk}:{unit}:")
    return rows
