"""A sample of a bundle typed again by another person; differences are settled on the paper."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from organizations import activity
from organizations.access import allow
from organizations.models import User
from surveys import permissions
from surveys.choices import BatchState, PeriodState, Settled
from surveys.collection.actions.judging import Given, judged
from surveys.collection.actions.paper import CLOSED, replace_scores
from surveys.collection.queries.second import sample_of, values_of
from surveys.collection.queries.shapes import shape_of
from surveys.models import PaperBatch, SecondEntry

SAME_PERSON = "Anda yang mengentri bundel ini, jadi orang lain yang mengentri ulang."
NOT_CHECKING = "Bundel ini tidak sedang menunggu entri ulang."
NOT_DRAWN = "Kuesioner ini tidak terpilih untuk entri ulang."
TWICE = "Kuesioner ini sudah dientri ulang."
SETTLED = "Perbedaan ini sudah diputuskan."


@transaction.atomic
def type_again(*, batch: PaperBatch, row: int, chosen: Mapping[str, int], by: User) -> SecondEntry:
    """Keep what another person reads on the form, and where it is not what was typed first."""
    locked = _checked_by(batch, by)
    if row not in sample_of(locked):
        raise ValidationError(NOT_DRAWN)
    if locked.second_entries.filter(row=row).exists():
        raise ValidationError(TWICE)
    asked = shape_of(locked.period.questionnaire_id)
    wanted = {code for code, one in asked.items() if one.element}
    errors: dict[str, str] = {}
    judged(locked.period.questionnaire_id, Given(chosen=chosen), errors)
    if found := {name: text for name, text in errors.items() if name[2:] in wanted}:
        raise ValidationError(found)
    values = {code: chosen[code] for code in asked if code in wanted and code in chosen}
    first = values_of(locked.responses.get(row=row), asked)
    differed = [code for code, value in values.items() if first.get(code) != value]
    return SecondEntry.objects.create(
        batch=locked, row=row, values=values, differed=differed, entered_by=by
    )


@transaction.atomic
def settle(*, batch: PaperBatch, row: int, right: Settled, by: User) -> None:
    """Somebody looked at the paper once more: the first typing was right, or the second."""
    locked = _checked_by(batch, by)
    entry = locked.second_entries.select_for_update().filter(row=row).first()
    if entry is None or not entry.differed or entry.settled:
        raise ValidationError(SETTLED)
    if right == Settled.SECOND:
        asked = shape_of(locked.period.questionnaire_id)
        replace_scores(locked.responses.get(row=row), asked, entry.values)
    entry.settled = right
    entry.save(update_fields=["settled"])
    activity.record(
        obj=locked,
        verb="surveys.paperbatch.settle",
        summary=f"Perbedaan baris {row} diputuskan ({right.label.lower()}), {locked}",
        by=by,
        organization=locked.period.unit.organization,
    )


def _checked_by(batch: PaperBatch, by: User) -> PaperBatch:
    locked = (
        PaperBatch.objects.select_for_update(of=("self",))
        .select_related("period__unit__organization")
        .get(pk=batch.pk)
    )
    allow(permissions.enters_batch(by, locked))
    if locked.entered_by_id == by.pk:
        raise PermissionDenied(SAME_PERSON)
    if locked.period.state != PeriodState.OPEN:
        raise ValidationError(CLOSED.format(label=locked.period.label))
    if locked.state != BatchState.CHECKING:
        raise ValidationError(NOT_CHECKING)
    return locked
