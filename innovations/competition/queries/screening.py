"""What the secretariat reads while it checks: what waits, what was not met, names to be masked."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from hashlib import sha256
from typing import Any

from django.db.models import QuerySet

from innovations.choices.competition import PhaseKind, ProposalState, SheetState
from innovations.competition.queries.proposals import ProposalPage
from innovations.models import Edition, Proposal, ProposalText, Sheet
from innovations.permissions.competition import phase_of
from innovations.permissions.conflicts import conflicts_of
from organizations import moment

WAITS = "Belum diputuskan: {codes}. Loloskan atau gugurkan lebih dulu."
WAITS_ELSEWHERE = (
    "Masih ada proposal yang belum diputuskan; anggota sekretariat yang lain memutuskannya."
)
MASK = "[disamarkan]"
SHORTEST = 3  # letters of a name that is masked by itself


def undecided(edition: Edition) -> QuerySet[Proposal]:
    """Everything of an edition that was handed in and neither passed nor rejected."""
    return edition.proposals.filter(state__in=ProposalState.undecided()).order_by("number")


def waiting_for_decision(user: Any, edition: Edition) -> QuerySet[Proposal]:
    """Handed in and not yet decided, without those the person is in conflict with; of what was
    given back only what came not back in time."""
    rows = undecided(edition).exclude(pk__in=set(conflicts_of(user.pk, edition.pk)))
    repair = phase_of(edition, PhaseKind.REPAIR)
    if repair is not None and moment.now() < repair.closes_at:
        rows = rows.exclude(state=ProposalState.REPAIR)
    return rows.select_related("organization")


def waits_said(user: Any, edition: Edition) -> str:
    """Why nobody is drawn and nothing frozen yet; empty where everything is decided. What is in
    conflict with the reader is not named."""
    waiting = list(undecided(edition))
    if not waiting:
        return ""
    return waiting_said(waiting, conflicts_of(user.pk, edition.pk))


def waiting_said(waiting: Sequence[Proposal], hidden: Collection[int]) -> str:
    """The same of what was read; `hidden`: keys in conflict with the reader."""
    if not waiting:
        return ""
    codes = [proposal.code for proposal in waiting if proposal.pk not in hidden]
    return WAITS.format(codes=", ".join(codes)) if codes else WAITS_ELSEWHERE


def checks_mark(proposal: Proposal) -> str:
    """What a checklist was opened on."""
    rows = proposal.checks.order_by("item").values_list("item", "is_met", "note")
    return _mark(list(rows))


def blind_mark(proposal: Proposal) -> str:
    """What a blind text was opened on: the original too, since it masks that one only."""
    rows = ProposalText.objects.filter(proposal=proposal).order_by("section")
    told = list(rows.values_list("section", "text", "blind_text"))
    return _mark([proposal.title, proposal.blind_title, told])


def _mark(told: list[Any]) -> str:
    return sha256(repr(told).encode()).hexdigest()[:16]


def is_being_read(proposal: Proposal) -> bool:
    """A juror of a blind stage has it already."""
    rows = Sheet.objects.filter(proposal=proposal, stage__is_blind=True)
    return rows.filter(state__in=SheetState.seated()).exists()


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
    pattern = re.compile(
        "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in known), re.IGNORECASE
    )
    return lambda text: pattern.sub(MASK, text)
