"""Steps of a process: written, rewritten, taken away; the history keeps what they said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from innovations.models import Innovation, ProcessStep
from innovations.permissions import can_edit
from organizations import activity
from organizations.access import allow
from organizations.actions.saving import save_row
from organizations.models import User

MOST_STEPS = 20
TOO_MANY = f"Satu alur paling banyak {MOST_STEPS} langkah"


@transaction.atomic
def save_step(
    *, step: ProcessStep, values: Mapping[str, Any], by: User, mark: str = ""
) -> ProcessStep:
    innovation = Innovation.objects.select_for_update(of=("self",)).get(pk=step.innovation_id)
    allow(can_edit(by, innovation))
    if step.pk is None and innovation.steps.count() >= MOST_STEPS:
        raise ValidationError(TOO_MANY)
    return save_row(row=step, values=values, by=by, organization=innovation.organization, mark=mark)


@transaction.atomic
def drop_step(*, step: ProcessStep, by: User) -> None:
    allow(can_edit(by, step.innovation))
    activity.record(
        obj=step.innovation,
        verb=activity.verb_of(step, "delete"),
        summary=f"Langkah alur dihapus: {step}",
        by=by,
        organization=step.innovation.organization,
    )
    step.delete()
