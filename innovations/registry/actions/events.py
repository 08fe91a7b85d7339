"""An event is about innovations, whether it is a launch or an activity: saved with their list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db import transaction

from innovations.models import Innovation, JournalEntry, Launch
from innovations.registry.queries.listing import common_unit, named_for_history
from organizations import activity
from organizations.actions.saving import require_unchanged, save_row
from organizations.models import User

INNOVATIONS = "innovations"
Event = TypeVar("Event", Launch, JournalEntry)


@transaction.atomic
def save_event(
    *,
    event: Event,
    values: Mapping[str, Any],
    innovations: Sequence[Innovation],
    by: User,
    mark: str = "",
) -> Event:
    """A new event or the words of one, with its innovations, told in the history.

    `mark` as in `save_row`, of the list of innovations as well. The caller has asked the right
    and holds the row. Raises ChangedMeanwhile.
    """
    is_new, unit = event.pk is None, common_unit(innovations)
    change = {} if is_new else _change(event, innovations)
    if mark and not is_new:
        held = type(event)._default_manager.get(pk=event.pk)
        given = {**values, INNOVATIONS: innovations}
        require_unchanged(held, given, mark, {**activity.changes_of(held, values), **change})
    saved = save_row(row=event, values=values, by=by, organization=unit)
    saved.innovations.set(innovations)
    if change:
        activity.record(
            obj=saved,
            verb=activity.verb_of(saved, "change"),
            summary=f"Daftar inovasi diubah: {saved}",
            by=by,
            organization=unit,
            changes=change,
        )
    return saved


def _change(event: Launch | JournalEntry, innovations: Sequence[Innovation]) -> dict[str, Any]:
    before = list(event.innovations.all())
    if {row.pk for row in before} == {row.pk for row in innovations}:
        return {}
    told = named_for_history(before), named_for_history(innovations)
    return {INNOVATIONS: activity.changed("Inovasi", *told)}
