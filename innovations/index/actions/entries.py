"""An innovation enters a round, is handed in and checked."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from innovations import permissions
from innovations.index.actions.rounds import require_open
from innovations.index.queries.candidates import candidate_of
from innovations.index.queries.entry import lacks_of, lines_of
from innovations.models import IndexEntry, IndexRound, Innovation
from innovations.states import index as states
from organizations import activity, moment
from organizations.access import allow
from organizations.models import User
from organizations.workflow import Transition, perform


@transaction.atomic
def report_innovation(*, round_: IndexRound, innovation: Innovation, by: User) -> IndexEntry:
    """Take an innovation into the round; the rules are asked again under the round's lock."""
    allow(permissions.can_edit(by, innovation))
    held = require_open(round_.pk)
    found = candidate_of(innovation, held)
    if not found.is_eligible:
        raise ValidationError(list(found.reasons))
    entry = IndexEntry.objects.create(
        round=held, innovation=innovation, created_by=by, created_at=moment.now()
    )
    activity.record(
        obj=entry,
        verb=activity.verb_of(entry, "create"),
        summary=f"Inovasi dilaporkan untuk indeks: {entry}",
        by=by,
        organization=innovation.organization,
    )
    return entry


@transaction.atomic
def move_entry(
    *, entry: IndexEntry, transition: Transition, by: User, note: str = ""
) -> IndexEntry:
    """One move of the table. Handed in only whole; checked only with nothing left to mend."""
    held_round = require_open(entry.round_id)
    held = IndexEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    whole = transition in (states.HAND_IN, states.CHECK_ENTRY)
    lines = lines_of(held_round, held) if whole and held.state in transition.sources else []
    if lacks := lacks_of(lines):
        raise ValidationError(lacks)
    remark = {states.RETURN_ENTRY.name: note.strip(), states.HAND_IN.name: ""}
    updates = {"remark": remark[transition.name]} if transition.name in remark else {}
    return perform(
        entry, transition, by=by, note=note, updates=updates,
        organization=entry.innovation.organization,
    )  # fmt: skip
