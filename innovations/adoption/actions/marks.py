"""What is said of an item at a unit: filled by one person, judged by another, never rewritten."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from innovations.adoption.actions.setup import begins, today
from innovations.choices.adoption import MarkState
from innovations.models import AdoptionItem, AdoptionMark, AdoptionUnit
from innovations.permissions.adoption import keeps_adoption
from innovations.states import adoption as states
from organizations import activity, moment
from organizations.access import allow
from organizations.actions.uploads import taken_or_none
from organizations.editing import ChangedMeanwhile
from organizations.formatting import format_date
from organizations.models import User
from organizations.workflow import Transition, perform

FOLDER = "innovations/adopsi"
ONE_DAY = timedelta(days=1)
FUTURE = "tanggalnya belum tiba"
TOO_EARLY = "satuan ini baru aktif sejak {day}"
CLOSED = "satuan ini hanya aktif sampai {day}"
ITEM_OVER = "butir ini tidak dihitung lagi sejak {day}"
STANDS = "butir ini sudah diisi: terpenuhi sejak {day}, {state}"


def refusal(
    unit: AdoptionUnit, item: AdoptionItem, day: date, standing: AdoptionMark | None
) -> str:
    """Why an item cannot be said to be fulfilled at a unit since a day; empty where it can."""
    now = today()
    if day > now:
        return FUTURE
    if unit.until is not None and day > unit.until:
        return CLOSED.format(day=format_date(unit.until))
    if day < unit.since:
        return TOO_EARLY.format(day=format_date(unit.since))
    if item.counted_until is not None and item.counted_until < now:
        return ITEM_OVER.format(day=format_date(item.counted_until + ONE_DAY))
    if standing is not None:
        state = standing.get_state_display().lower()
        return STANDS.format(day=format_date(standing.fulfilled_on), state=state)
    return ""


def fill(
    *, unit: AdoptionUnit, item: AdoptionItem, values: Mapping[str, Any], upload: Any, by: User
) -> AdoptionMark:
    """Say that an item is fulfilled; the evidence is a link, a file, or both.

    Raises ChangedMeanwhile where somebody else has said it already.
    """
    innovation = unit.checklist.innovation
    allow(keeps_adoption(by, innovation))
    with taken_or_none(upload, FOLDER) as columns:
        held = AdoptionUnit.objects.select_for_update().get(pk=unit.pk)
        standing = standing_marks(held, item)
        said = refusal(held, item, values["fulfilled_on"], standing)
        if said and standing is not None:
            raise ChangedMeanwhile(_sentence(said))
        if said:
            raise ValidationError({"fulfilled_on": _sentence(said)})
        row = AdoptionMark(
            unit=held, item=item, filled_by=by, filled_at=moment.now(), **values, **columns
        )
        row.save()
        activity.record(
            obj=held,
            verb=activity.verb_of(row, "create"),
            summary=f"Isian adopsi: {item} di {held}, terpenuhi sejak "
            f"{format_date(row.fulfilled_on)}",
            by=by,
            organization=innovation.organization,
        )
    return row


def standing_marks(unit: AdoptionUnit, item: AdoptionItem) -> AdoptionMark | None:
    rows = AdoptionMark.objects.filter(unit=unit, item=item, state__in=MarkState.standing())
    return rows.first()


def _sentence(said: str) -> str:
    return f"{said[:1].upper()}{said[1:]}"


def move_mark(
    *, mark: AdoptionMark, transition: Transition, by: User, note: str = ""
) -> AdoptionMark:
    """Verify, refuse, withdraw or revoke; a verified one counts from then on, see `formulas`."""
    return perform(
        mark,
        transition,
        by=by,
        note=note,
        updates=_updates(mark, transition, by, note),
        organization=mark.unit.checklist.innovation.organization,
    )


def _updates(mark: AdoptionMark, transition: Transition, by: User, note: str) -> dict[str, Any]:
    if transition is states.VERIFY_MARK:
        first = begins(mark.unit.checklist, mark.fulfilled_on)
        return {"checked_by": by, "checked_at": moment.now(), "counted_from": first}
    if transition is states.REFUSE_MARK:
        return {"checked_by": by, "checked_at": moment.now(), "remark": note.strip()}
    if transition is states.REVOKE_MARK:
        return {"counted_until": today() - ONE_DAY, "remark": note.strip()}
    return {}
