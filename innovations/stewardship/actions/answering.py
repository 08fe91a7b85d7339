"""The answer to a half-yearly question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from innovations import states
from innovations.choices import Ending, Vitality
from innovations.models import CheckIn, Innovation
from innovations.stewardship.actions.handovers import today
from organizations import moment
from organizations.models import User
from organizations.workflow import perform

ENDED = "Inovasi ini sudah berakhir, jadi kabarnya tidak lagi diminta."
SINCE_WHEN = "Tulis sejak kapan inovasi berhenti"
WHY = "Tulis mengapa inovasi berhenti"
NOT_STOPPED = "Kosongkan tanggal berhenti, atau pilih “Berhenti”"
LATER = "Tanggal berhenti tidak boleh sesudah hari ini"
BEFORE = "Tanggal berhenti tidak boleh sebelum inovasi diterapkan"


@transaction.atomic
def answer_check_in(*, check_in: CheckIn, values: Mapping[str, Any], by: User) -> CheckIn:
    """Say whether it lives; after the last day too, which the page then says."""
    innovation = Innovation.objects.select_for_update().get(pk=check_in.innovation_id)
    if innovation.ending != Ending.NONE:
        raise ValidationError(ENDED)
    _require(innovation, values)
    return perform(
        check_in, states.ANSWER, by=by, organization=innovation.organization,
        updates={**values, "answered_by": by, "answered_at": moment.now()},
    )  # fmt: skip


def _require(innovation: Innovation, values: Mapping[str, Any]) -> None:
    stopped_on = values["stopped_on"]
    if values["vitality"] != Vitality.STOPPED:
        if stopped_on is not None:
            raise ValidationError({"stopped_on": NOT_STOPPED})
        return
    if stopped_on is None:
        raise ValidationError({"stopped_on": SINCE_WHEN})
    if stopped_on > today():
        raise ValidationError({"stopped_on": LATER})
    if innovation.implemented_on and stopped_on < innovation.implemented_on:
        raise ValidationError({"stopped_on": BEFORE})
    if not values["trouble"]:
        raise ValidationError({"trouble": WHY})
