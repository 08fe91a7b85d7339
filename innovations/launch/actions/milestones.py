"""Milestones: promised, reported with evidence, looked at by another person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from innovations.choices import Ending
from innovations.choices.launch import MilestoneState
from innovations.models import Innovation, Milestone
from innovations.permissions.launch import plans_milestones
from innovations.states import launch as states
from organizations import moment
from organizations.access import allow
from organizations.actions.mail import tell
from organizations.actions.saving import save_row
from organizations.actions.uploads import taken_or_none
from organizations.models import User
from organizations.queries.holders import holders_inside
from organizations.workflow import Transition, perform

FOLDER = "innovations/tonggak"
MOST = 40
ENDED = "Inovasi ini sudah berakhir, jadi tonggaknya tidak diubah lagi."
REPORTED = "Tonggak ini sudah dilaporkan atau dibatalkan, jadi rencananya tidak diubah lagi."
TOO_MANY = f"Inovasi ini sudah memiliki {MOST} tonggak."
TO_COME = "Tanggal tercapai tidak boleh sesudah hari ini"
NO_EVIDENCE = "Unggah berkas bukti, atau tulis tautannya"


@transaction.atomic
def save_milestone(
    *, milestone: Milestone, values: Mapping[str, Any], by: User, mark: str = ""
) -> Milestone:
    """A new promise, or other words or another day; the first day stays readable beside it.

    `mark` as in `save_row`.
    """
    innovation = _locked(milestone)
    allow(plans_milestones(by, innovation))
    told_anew: dict[str, None] = {}
    if milestone.pk is None:
        if innovation.milestones.count() >= MOST:
            raise ValidationError(TOO_MANY)
        milestone.first_due_on = values["due_on"]
        milestone.created_at = moment.now()
    else:
        held = Milestone.objects.select_for_update().get(pk=milestone.pk)
        if held.state != MilestoneState.PLANNED:
            raise ValidationError(REPORTED)
        if held.due_on != values["due_on"]:
            told_anew = {"reminded_at": None, "overdue_told_at": None}
    unit = innovation.organization
    saved = save_row(row=milestone, values=values, by=by, organization=unit, mark=mark)
    if told_anew:
        Milestone.objects.filter(pk=saved.pk).update(**told_anew)
    return saved


def _locked(milestone: Milestone) -> Innovation:
    found = Innovation.objects.select_for_update(of=("self",)).select_related("organization")
    innovation = found.get(pk=milestone.innovation_id)
    if innovation.ending != Ending.NONE:
        raise ValidationError(ENDED)
    return innovation


def report_milestone(
    *, milestone: Milestone, values: Mapping[str, Any], upload: Any, by: User
) -> Milestone:
    """Say that it is reached, with a file or a link. Mail to who looks at the evidence."""
    allow(states.REPORT.rule(by, milestone))
    if values["done_on"] > timezone.localdate(moment.now()):
        raise ValidationError({"done_on": TO_COME})
    if not upload and not values["link"]:
        raise ValidationError({"file": NO_EVIDENCE})
    with taken_or_none(upload, FOLDER) as columns:
        innovation = _locked(milestone)
        kept = columns or {"file": "", "file_name": "", "mime": "", "sha256": ""}
        moved = perform(
            milestone, states.REPORT, by=by, organization=innovation.organization,
            updates={**values, **kept, "reported_by": by},
        )  # fmt: skip
        _tell_judges(moved, innovation, by)
    return moved


def _tell_judges(milestone: Milestone, innovation: Innovation, by: User) -> None:
    if moment.is_past() or innovation.organization is None:
        return
    heads = holders_inside("innovations.verify", innovation.organization)
    text = f"{by.full_name} melaporkan tonggak {innovation}: {milestone}. Periksa buktinya."
    people = [person for person in heads if person.pk != by.pk]
    tell(people, f"Bukti tonggak menunggu diperiksa: {innovation}", text, page_of(innovation))


@transaction.atomic
def move_milestone(
    *, milestone: Milestone, transition: Transition, by: User, note: str = ""
) -> Milestone:
    """Judge the evidence, or take the promise back. Who reported it hears why it was not enough."""
    innovation = _locked(milestone)
    is_verified = transition.name == states.VERIFY_MILESTONE.name
    updates = {"verified_by": by, "verified_at": moment.now()} if is_verified else {}
    moved = perform(
        milestone, transition, by=by, note=note, organization=innovation.organization,
        updates=updates,
    )  # fmt: skip
    if transition.name == states.RETURN_MILESTONE.name:
        _tell_reporter(moved, innovation, note.strip())
    return moved


def _tell_reporter(milestone: Milestone, innovation: Innovation, note: str) -> None:
    person = milestone.reported_by
    if person is not None and person.is_active and not moment.is_past():
        text = f"Bukti tonggak {milestone} belum cukup.\n\nYang kurang: {note}"
        tell([person], f"Bukti tonggak dikembalikan: {innovation}", text, page_of(innovation))


def page_of(innovation: Innovation) -> str:
    """Its milestones, for mail."""
    return f"/kerja/inovasi/{innovation.pk}/tonggak/"
