"""Launches: planned, held or cancelled; who signed the commitment, by position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from innovations import permissions, states
from innovations.choices import LaunchState
from innovations.models import Innovation, Launch, Signatory
from innovations.registry.actions.events import save_event
from innovations.registry.queries.listing import common_unit
from organizations import activity
from organizations.access import allow
from organizations.actions.saving import save_row
from organizations.formatting import format_date
from organizations.models import User
from organizations.workflow import Transition, perform

CANCELLED = "Peluncuran ini sudah dibatalkan, jadi tidak diubah lagi."
NONE = "Tulis sekurang-kurangnya satu inovasi yang diluncurkan"
LATER = "{name} baru dimulai {day}, sesudah tanggal peluncuran ini"
TO_COME = "Tanggal peluncuran belum tiba, jadi belum dapat dicatat terlaksana."
WAS_HELD = "Peluncuran ini sudah terlaksana, jadi tanggalnya tidak boleh sesudah hari ini"
REFERENCE = "{name} adalah rujukan dari daerah lain, jadi tidak diluncurkan di sini"
FOREIGN = "{name} milik perangkat daerah lain; Bagian Organisasi yang mengelola peluncuran bersama"


@transaction.atomic
def save_launch(
    *,
    launch: Launch,
    values: Mapping[str, Any],
    innovations: Sequence[Innovation],
    by: User,
    mark: str = "",
) -> Launch:
    """A new launch or the words of one, with what is launched; `mark` as in `save_event`."""
    if launch.pk is not None:
        held = Launch.objects.select_for_update().get(pk=launch.pk)
        allow(permissions.manages_launch(by, held))
        if held.state == LaunchState.CANCELLED:
            raise ValidationError(CANCELLED)
        if held.state == LaunchState.HELD and values["held_on"] > timezone.localdate():
            raise ValidationError({"held_on": WAS_HELD})
    _check(innovations, values["held_on"], by)
    if launch.pk is None:
        launch.created_by = by
    return save_event(event=launch, values=values, innovations=innovations, by=by, mark=mark)


def _check(innovations: Sequence[Innovation], held_on: Any, by: User) -> None:
    if not innovations:
        raise ValidationError({"innovations": NONE})
    for row in innovations:
        if row.organization_id is None:
            raise ValidationError({"innovations": REFERENCE.format(name=row.name)})
        if not permissions.can_manage(by) and not permissions.can_edit(by, row):
            raise ValidationError({"innovations": FOREIGN.format(name=row.name)})
        began = row.trial_on or row.implemented_on
        if began and began > held_on:
            said = LATER.format(name=row.name, day=format_date(began))
            raise ValidationError({"innovations": said})


@transaction.atomic
def move_launch(*, launch: Launch, transition: Transition, by: User, note: str = "") -> Launch:
    if transition.name == states.HOLD.name and launch.held_on > timezone.localdate():
        raise ValidationError(TO_COME)
    owner = common_unit(list(launch.innovations.select_related("organization")))
    return perform(launch, transition, by=by, note=note, organization=owner)


@transaction.atomic
def save_signatory(
    *, signatory: Signatory, values: Mapping[str, Any], by: User, mark: str = ""
) -> Signatory:
    launch = signatory.launch
    allow(permissions.manages_launch(by, launch))
    if launch.state == LaunchState.CANCELLED:
        raise ValidationError(CANCELLED)
    owner = common_unit(list(launch.innovations.select_related("organization")))
    return save_row(row=signatory, values=values, by=by, organization=owner, mark=mark)


@transaction.atomic
def drop_signatory(*, signatory: Signatory, by: User) -> None:
    launch = signatory.launch
    allow(permissions.manages_launch(by, launch))
    if launch.state == LaunchState.CANCELLED:
        raise ValidationError(CANCELLED)
    activity.record(
        obj=launch,
        verb=activity.verb_of(signatory, "delete"),
        summary=f"Penanda tangan dihapus: {signatory}",
        by=by,
        organization=common_unit(list(launch.innovations.select_related("organization"))),
    )
    signatory.delete()
