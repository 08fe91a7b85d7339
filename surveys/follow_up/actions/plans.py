"""The plan for an element or an agreement: written, reported done, judged by another person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organizations import moment
from organizations.access import allow
from organizations.actions.mail import tell
from organizations.actions.saving import save_row
from organizations.actions.uploads import taken_or_none
from organizations.models import User
from organizations.workflow import perform
from surveys import permissions, states
from surveys.choices import FollowUpState, ForumState, PeriodState
from surveys.models import FollowUp, Forum

FOLDER = "surveys/tindak-lanjut"
FARTHEST = timedelta(days=3 * 366)
STILL_OPEN = "Rencana disusun sesudah periode ditutup, dari hasil yang sudah beku."
NOT_PLANNED = "Rencana ini sudah {state}, jadi tidak diubah lagi."
PUBLISHED = "Berita acara forum ini sudah terbit, jadi kesepakatannya tidak diubah lagi."
NO_PROOF = "Unggah buktinya: PDF atau foto, paling besar 10 MB"
LATER = "Tanggal selesai tidak boleh sesudah hari ini"
EARLIER = "Tanggal selesai tidak boleh sebelum periode survei yang ditindaklanjuti mulai"
PAST = "Pilih tanggal hari ini atau sesudahnya"
TOO_FAR = "Pilih tanggal paling jauh tiga tahun dari hari ini"


def today() -> date:
    return timezone.localdate(moment.now())


@transaction.atomic
def save_plan(*, plan: FollowUp, values: Mapping[str, Any], by: User, mark: str = "") -> FollowUp:
    """A new plan, or the words of one that nobody has reported done."""
    allow(permissions.manages_follow_up(by, plan))
    if plan.pk is None:
        _require_ground(plan)
        due_before = None
    else:
        held = FollowUp.objects.select_for_update().get(pk=plan.pk)
        if held.state != FollowUpState.PLANNED:
            state = held.get_state_display().lower()
            raise ValidationError(NOT_PLANNED.format(state=state))
        due_before = held.due_on
    _require_open_forum(plan)
    due_on = values["due_on"]
    if due_on != due_before:
        _require_due(due_on)
    organization = plan.unit.organization
    return save_row(row=plan, values=values, by=by, organization=organization, mark=mark)


def _require_ground(plan: FollowUp) -> None:
    """An element is judged by a frozen result only."""
    if plan.forum is None and plan.period is not None and plan.period.state == PeriodState.OPEN:
        raise ValidationError(STILL_OPEN)


def _require_open_forum(plan: FollowUp) -> None:
    if plan.forum is None:
        return
    forum = Forum.objects.select_for_update().get(pk=plan.forum.pk)
    if forum.state == ForumState.PUBLISHED:
        raise ValidationError(PUBLISHED)


def _require_due(due_on: date) -> None:
    if due_on < today():
        raise ValidationError({"due_on": PAST})
    if due_on - today() > FARTHEST:
        raise ValidationError({"due_on": TOO_FAR})


def report_done(*, plan: FollowUp, outcome: str, done_on: date, upload: Any, by: User) -> FollowUp:
    """Say what was reached, with its proof; another person judges it.

    A plan that was sent back may be reported again with the proof it has.
    """
    allow(permissions.manages_follow_up(by, plan))
    if done_on > today():
        raise ValidationError({"done_on": LATER})
    if plan.period is not None and done_on < plan.period.starts_on:
        raise ValidationError({"done_on": EARLIER})
    if not upload and not plan.file:
        raise ValidationError({"file": NO_PROOF})
    with taken_or_none(upload, FOLDER) as kept:
        said = {"outcome": outcome.strip(), "done_on": done_on, "done_by": by, "remark": ""}
        return _move(plan, states.REPORT_DONE, by, note=outcome, updates={**said, **kept})


def confirm(*, plan: FollowUp, by: User) -> FollowUp:
    return _move(plan, states.CONFIRM, by)


@transaction.atomic
def send_back(*, plan: FollowUp, by: User, note: str) -> FollowUp:
    """Not done yet: what is lacking is kept at the plan, whoever reported it gets a mail."""
    reporter = plan.done_by
    updates = {"remark": note.strip(), "done_on": None, "done_by": None}
    moved = _move(plan, states.RETURN, by, note=note, updates=updates)
    if reporter is not None and not moment.is_past():
        subject = f"Tindak lanjut dikembalikan: {plan.action}"
        text = f"{plan.unit}\n{plan}\n\nYang masih kurang: {note.strip()}"
        tell([reporter], subject, text, f"/kerja/survei/tindak-lanjut/{plan.pk}/")
    return moved


def drop(*, plan: FollowUp, by: User, note: str) -> FollowUp:
    """Given up with a reason; it stays in the shares as not done."""
    return _move(plan, states.DROP, by, note=note, updates={"remark": note.strip()})


def _move(plan: FollowUp, transition: Any, by: User, **more: Any) -> FollowUp:
    return perform(plan, transition, by=by, organization=plan.unit.organization, **more)
