"""A change of what the head has seen: proposed with its reason, judged by another person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from innovations import permissions, states
from innovations.choices import RevisionState
from innovations.models import Innovation, Revision
from innovations.registry.actions.entries import mark_of
from innovations.registry.actions.writing import write
from innovations.registry.queries.values import differences, values_of
from organizations import activity, moment
from organizations.access import allow
from organizations.actions.mail import tell
from organizations.editing import ChangedMeanwhile
from organizations.models import User
from organizations.queries.holders import holders_inside
from organizations.workflow import Transition, perform

NOTHING = "Belum ada yang berubah. Ubah isian yang perlu diperbaiki, lalu usulkan lagi."
ONE_WAITS = (
    "Revisi {number} inovasi ini masih menunggu keputusan. Tunggu atau tarik dulu revisi itu."
)
SEEN = (
    "Inovasi ini berubah sesudah Anda membukanya. Isian Anda di bawah belum diusulkan. Cocokkan "
    "dengan isi yang sekarang, lalu usulkan lagi."
)
MOVED_ON = (
    "{fields} sudah berubah sejak revisi ini diusulkan, jadi revisi tidak dapat diterima begitu "
    "saja. Tolak revisi ini, lalu usulkan yang baru."
)


@transaction.atomic
def propose_revision(
    *, innovation: Innovation, values: Mapping[str, Any], note: str, seen: str, by: User
) -> Revision:
    """Keep what would change, as people read it and as it is stored; the entry stays as it is."""
    held = Innovation.objects.select_for_update(of=("self",)).get(pk=innovation.pk)
    allow(permissions.can_propose(by, held))
    waiting = held.revisions.filter(state=RevisionState.WAITING).first()
    if waiting is not None:
        raise ValidationError(ONE_WAITS.format(number=waiting.number))
    before = values_of(held)
    if seen != mark_of(held):
        raise ChangedMeanwhile(SEEN, seen=mark_of(held))
    changes = differences(before, values)
    if not changes:
        raise ValidationError(NOTHING)
    _try(held, values)
    last = held.revisions.aggregate(last=Max("number"))["last"] or 0
    revision = Revision.objects.create(
        innovation=held,
        number=last + 1,
        note=note.strip(),
        changes=changes,
        values={
            "before": {name: before.get(name) for name in changes},
            "after": {name: values[name] for name in changes},
        },
        proposed_by=by,
        proposed_at=moment.now(),
    )
    _tell(revision, by)
    return revision


def _try(held: Innovation, values: Mapping[str, Any]) -> None:
    """Whether these values could stand, without leaving any."""
    with transaction.atomic():
        write(Innovation.objects.get(pk=held.pk), values)
        transaction.set_rollback(True)


def _tell(revision: Revision, by: User) -> None:
    innovation = revision.innovation
    activity.record(
        obj=innovation,
        verb=activity.verb_of(revision, "create"),
        summary=f"Revisi {revision.number} diusulkan: {innovation}",
        by=by,
        organization=innovation.organization,
        reason=revision.note,
    )
    if moment.is_past() or innovation.organization is None:
        return
    heads = holders_inside("innovations.verify", innovation.organization)
    people = [person for person in heads if person.pk != by.pk]
    subject = f"Revisi inovasi menunggu keputusan: {innovation}"
    tell(people, subject, f"{innovation}\n\nAlasan: {revision.note}", page_of(revision))


@transaction.atomic
def move_revision(
    *, revision: Revision, transition: Transition, by: User, note: str = ""
) -> Revision:
    """Accept (the values are written), refuse, or take back."""
    innovation = Innovation.objects.select_for_update(of=("self",)).get(pk=revision.innovation_id)
    moved = perform(
        revision, transition, by=by, note=note, organization=innovation.organization,
        updates={"decided_by": by, "decided_at": moment.now(), "answer": note.strip()},
    )  # fmt: skip
    if transition.name == states.ACCEPT_REVISION.name:
        _accept(moved, innovation, by)
    elif transition.name == states.REFUSE_REVISION.name and not moment.is_past():
        subject = f"Revisi inovasi ditolak: {innovation}"
        tell([moved.proposed_by], subject, f"Alasan: {note.strip()}", page_of(moved))
    return moved


def _accept(revision: Revision, innovation: Innovation, by: User) -> None:
    now, before = values_of(innovation), revision.values["before"]
    moved_on = differences(before, {name: now.get(name) for name in before})
    if moved_on:
        fields = ", ".join(f"“{change['label']}”" for change in moved_on.values())
        raise ValidationError(MOVED_ON.format(fields=fields))
    write(innovation, revision.values["after"])
    activity.record(
        obj=innovation,
        verb=activity.verb_of(innovation, "change"),
        summary=f"Revisi {revision.number} diterima: {innovation}",
        by=by,
        organization=innovation.organization,
        changes=revision.changes,
        reason=revision.note,
    )


def page_of(revision: Revision) -> str:
    return reverse("innovations:revision-detail", args=[revision.pk])
