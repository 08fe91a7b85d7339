"""A year's report is opened from a set of rules, and closed with what it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from innovations import permissions
from innovations.index.queries.sets import missing_of
from innovations.index.queries.sheet import kept, sheet_of
from innovations.models import IndexRound, IndexSet
from innovations.permissions import index as rights
from innovations.states import index as states
from organizations import activity, moment
from organizations.access import allow
from organizations.actions.saving import save_row
from organizations.models import User
from organizations.workflow import perform

OPENED = "Pelaporan tahun ini sudah dibuka."
CLOSED = "Pelaporan ini sudah ditutup, jadi tidak diubah lagi."
RULES_STAND = "Pelaporan dengan skema ini sudah ditutup, jadi aturannya tidak diubah lagi."


def require_open(round_pk: int) -> IndexRound:
    """The round, held until the transaction ends."""
    held = IndexRound.objects.select_for_update(of=("self",)).select_related("set").get(pk=round_pk)
    if not held.is_open:
        raise ValidationError(CLOSED)
    return held


@transaction.atomic
def change_set(*, index_set: IndexSet, values: Mapping[str, Any], mark: str, by: User) -> IndexSet:
    """What differs between years; each change is another version of the set."""
    allow(permissions.can_manage(by))
    held = IndexSet.objects.select_for_update().get(pk=index_set.pk)
    if IndexRound.objects.filter(set=held).exclude(snapshot=None).exists():
        raise ValidationError(RULES_STAND)
    before = {name: getattr(held, name) for name in values}
    saved = save_row(row=held, values=values, by=by, organization=None, mark=mark)
    if (missing := missing_of(saved)) and IndexRound.objects.filter(set=held).exists():
        raise ValidationError(missing)
    if before != {name: getattr(saved, name) for name in values}:
        saved.version += 1
        saved.save(update_fields=["version"])
    return saved


@transaction.atomic
def open_round(*, index_set: IndexSet, by: User) -> IndexRound:
    """Of a set that is whole: what is not known is filled in first."""
    allow(permissions.can_manage(by))
    held = IndexSet.objects.select_for_update().get(pk=index_set.pk)
    if missing := missing_of(held):
        raise ValidationError(missing)
    if IndexRound.objects.filter(set=held).exists():
        raise ValidationError(OPENED)
    row = IndexRound.objects.create(set=held, opened_by=by, opened_at=moment.now())
    activity.record(
        obj=row,
        verb=activity.verb_of(row, "create"),
        summary=f"Pelaporan dibuka: {row}",
        by=by,
        organization=None,
    )
    return row


@transaction.atomic
def close_round(*, round_: IndexRound, by: User) -> IndexRound:
    """Keep what was checked, with its rules and names; nothing later rewrites it."""
    allow(rights.closes_round(by, round_))
    held = require_open(round_.pk)
    IndexSet.objects.select_for_update().get(pk=held.set_id)
    snapshot = kept(sheet_of(held).only_checked)
    return perform(
        held, states.CLOSE_ROUND, by=by,
        updates={"snapshot": snapshot, "closed_by": by, "closed_at": moment.now()},
    )  # fmt: skip
