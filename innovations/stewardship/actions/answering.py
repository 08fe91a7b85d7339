"""The answer to a half-yearly question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from innovations import permissions, states
from innovations.choices import CheckInState, Ending, Vitality
from innovations.models import CheckIn, FormerAnswer, Innovation
from innovations.stewardship.actions.handovers import today
from innovations.stewardship.actions.keeping import keep_health
from organizations import activity, moment
from organizations.access import allow
from organizations.models import User
from organizations.workflow import perform

ENDED = "Inovasi ini sudah berakhir, jadi kabarnya tidak lagi diminta."
SINCE_WHEN = "Tulis sejak kapan inovasi berhenti"
WHY = "Tulis mengapa inovasi berhenti"
NOT_STOPPED = "Kosongkan tanggal berhenti, atau pilih “Berhenti”"
LATER = "Tanggal berhenti tidak boleh sesudah hari ini"
UNANSWERED = "Pertanyaan ini belum dijawab, jadi belum ada yang diperbaiki."
SAME = "Isian Anda sama dengan kabar yang tersimpan."
ANSWER = ("vitality", "stopped_on", "users", "numbers", "evidence", "trouble")
BEFORE = "Tanggal berhenti tidak boleh sebelum inovasi diterapkan"


@transaction.atomic
def answer_check_in(*, check_in: CheckIn, values: Mapping[str, Any], by: User) -> CheckIn:
    """Say whether it lives; after the last day too, which the page then says."""
    innovation = Innovation.objects.select_for_update().get(pk=check_in.innovation_id)
    if innovation.ending != Ending.NONE:
        raise ValidationError(ENDED)
    _require(innovation, values)
    answered = perform(
        check_in, states.ANSWER, by=by, organization=innovation.organization,
        updates={**values, "answered_by": by, "answered_at": moment.now()},
    )  # fmt: skip
    keep_health(innovation)
    return answered


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


@transaction.atomic
def correct_check_in(
    *, check_in: CheckIn, values: Mapping[str, Any], reason: str, by: User
) -> CheckIn:
    """Say something else than was answered, and why. What was said stays readable; it goes on
    counting for days before this one, and when it was answered does not move."""
    innovation = Innovation.objects.select_for_update().get(pk=check_in.innovation_id)
    if innovation.ending != Ending.NONE:
        raise ValidationError(ENDED)
    held = CheckIn.objects.select_for_update().get(pk=check_in.pk)
    allow(permissions.answers_check_in(by, check_in))
    if held.state != CheckInState.ANSWERED:
        raise ValidationError(UNANSWERED)
    _require(innovation, values)
    changes = activity.changes_of(held, values)
    if not changes:
        raise ValidationError(SAME)
    now = moment.now()
    FormerAnswer.objects.create(
        check_in=held, reason=reason.strip(), replaced_by=by, replaced_at=now,
        **{name: getattr(held, name) for name in ANSWER},
    )  # fmt: skip
    for name in ANSWER:
        setattr(held, name, values[name])
    held.corrected_at = now
    held.save(update_fields=[*ANSWER, "corrected_at"])
    activity.record(
        obj=held,
        verb=activity.verb_of(held, "correct"),
        summary=f"Kabar diperbaiki: {held}",
        by=by,
        organization=innovation.organization,
        changes=changes,
        reason=reason.strip(),
    )
    keep_health(innovation)
    return held
