"""What the secretariat reads while it checks: what waits, what was not met, names to be masked."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from innovations.choices.competition import ProposalState
from innovations.competition.queries.proposals import ProposalPage
from innovations.models import Edition, Proposal
from innovations.permissions.conflicts import conflicts_of

MASK = "[disamarkan]"
SHORTEST = 3  # letters of a name that is masked by itself


def waiting_for_decision(user: Any, edition: Edition) -> QuerySet[Proposal]:
    """Handed in and not yet decided, without those the person is in conflict with."""
    rows = Proposal.objects.filter(edition=edition, state=ProposalState.SUBMITTED)
    rows = rows.exclude(pk__in=set(conflicts_of(user.pk, edition.pk)))
    return rows.select_related("organization").order_by("number")


def not_met(proposal: Proposal) -> str:
    """The points that are not met with their notes, as a first draft of the reason."""
    rows = proposal.checks.filter(is_met=False).select_related("item").order_by("item__order")
    return "\n".join(f"{row.item}: {row.note}" for row in rows)


def masker(found: ProposalPage) -> Callable[[str], str]:
    """Takes the names of the unit, the innovation and its people out of a text.

    Only what is known is found; whoever reads the text takes out the rest.
    """
    proposal = found.proposal
    unit, innovation = proposal.organization, proposal.innovation
    names = {unit.name, unit.short_name, innovation.name, innovation.expansion}
    names |= {member.name for member in found.members}
    known = sorted((n for n in names if len(n) >= SHORTEST), key=len, reverse=True)
    if not known:
        return lambda text: text
    pattern = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in known), re.IGNORECASE)
    return lambda text: pattern.sub(MASK, text)
