"""Activities of innovations: written, changed, withdrawn with a reason; their photos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from innovations import permissions as rights
from innovations.choices.journal import JournalState
from innovations.models import Innovation, JournalEntry, JournalPhoto
from innovations.permissions import journal as permissions
from innovations.registry.actions.events import save_event
from innovations.registry.queries.listing import common_unit
from innovations.states import journal as states
from organizations import activity, moment
from organizations.access import allow
from organizations.actions.thumbnails import forget_small
from organizations.actions.uploads import columns_of, taken_file
from organizations.files import MEGABYTE, PHOTOS
from organizations.formatting import format_number
from organizations.models import Organization, User
from organizations.storage import evidence
from organizations.workflow import Transition, perform

FOLDER = "innovations/kegiatan"
MOST_PHOTOS, MOST_BYTES, EDGE = 8, 10 * MEGABYTE, 1600
COUNTS = ("participants", "served", "audience")
NONE = "Tulis sekurang-kurangnya satu inovasi"
REFERENCE = "{name} adalah rujukan dari daerah lain, jadi kegiatannya tidak dicatat di sini"
FOREIGN = "{name} milik perangkat daerah lain; Bagian Organisasi yang mencatat kegiatan bersama"
TOO_EARLY = "Angka diisi sesudah kegiatan ini berlangsung; kosongkan dulu"
END_FIRST = "Jam selesai harus sesudah jam mulai"
WITHDRAWN = "Kegiatan ini sudah ditarik. Catat lagi lebih dulu untuk mengubahnya."
TWICE = "Foto ini sudah ada pada kegiatan ini"
TOO_MANY = "Kegiatan ini sudah memiliki {most} foto. Hapus yang tidak dipakai lebih dulu."


@transaction.atomic
def save_entry(
    *,
    entry: JournalEntry,
    values: Mapping[str, Any],
    innovations: Sequence[Innovation],
    by: User,
    mark: str = "",
) -> JournalEntry:
    """A new activity, or the words of one; `mark` as in `save_event`."""
    if entry.pk is not None:
        _locked(entry, by)
    _check_innovations(innovations, by)
    _check_times(values)
    if entry.pk is None:
        entry.created_by = by
    saved = save_event(event=entry, values=values, innovations=innovations, by=by, mark=mark)
    return _touch(saved)


def _locked(entry: JournalEntry, by: User) -> JournalEntry:
    """The row as it is now, for whoever may change it."""
    held = JournalEntry.objects.select_for_update().get(pk=entry.pk)
    allow(permissions.manages_entry(by, held))
    if held.state == JournalState.WITHDRAWN:
        raise ValidationError(WITHDRAWN)
    return held


def _check_innovations(innovations: Sequence[Innovation], by: User) -> None:
    if not innovations:
        raise ValidationError({"innovations": NONE})
    for row in innovations:
        if row.organization_id is None:
            raise ValidationError({"innovations": REFERENCE.format(name=row.name)})
        if not rights.can_manage(by) and not rights.can_edit(by, row):
            raise ValidationError({"innovations": FOREIGN.format(name=row.name)})


def _check_times(values: Mapping[str, Any]) -> None:
    day, last = values["day"], values.get("last_day")
    begins, ends = values.get("begins_at"), values.get("ends_at")
    if begins and ends and (last or day) == day and ends <= begins:
        raise ValidationError({"ends_at": END_FIRST})
    if day > timezone.localdate():
        early = [name for name in COUNTS if values.get(name) is not None]
        if early:
            raise ValidationError(dict.fromkeys(early, TOO_EARLY))


def _touch(entry: JournalEntry) -> JournalEntry:
    """Calendar programs take what has a higher version."""
    entry.version += 1
    entry.changed_at = moment.now()
    entry.save(update_fields=["version", "changed_at"])
    return entry


@transaction.atomic
def move_entry(
    *, entry: JournalEntry, transition: Transition, by: User, note: str = ""
) -> JournalEntry:
    """Withdrawn with a reason, or recorded again; programs that hold it learn of it."""
    is_end = transition.name == states.WITHDRAW_ENTRY.name
    updates = {"reason": note.strip() if is_end else ""}
    unit = _unit_of(entry)
    return _touch(perform(entry, transition, by=by, note=note, updates=updates, organization=unit))


def add_photo(*, entry: JournalEntry, upload: Any, caption: str, by: User) -> JournalPhoto:
    """A photo, drawn anew without place and camera, no larger than a page shows."""
    allow(permissions.manages_entry(by, entry))
    with taken_file(
        upload, size=upload.size, name=upload.name, storage=evidence(), folder=FOLDER,
        kinds=PHOTOS, most_bytes=MOST_BYTES, fit=EDGE,
    ) as taken:  # fmt: skip
        held = _locked(entry, by)
        photos = JournalPhoto.objects.filter(entry=held)
        if photos.count() >= MOST_PHOTOS:
            raise ValidationError(TOO_MANY.format(most=format_number(MOST_PHOTOS)))
        if photos.filter(sha256=taken.sha256).exists():
            raise ValidationError({"file": TWICE})
        photo = JournalPhoto.objects.create(
            entry=held, caption=caption.strip(), uploaded_by=by, **columns_of(taken)
        )
        _tell(held, "photo", f"Foto ditambahkan ({photo})", by)
    return photo


@transaction.atomic
def drop_photo(*, photo: JournalPhoto, by: User) -> None:
    """The history keeps that it was there; the stored file goes when files nobody names are swept."""
    held = _locked(photo.entry, by)
    _tell(held, "drop_photo", f"Foto dihapus ({photo})", by)
    forget_small(photo.sha256)
    photo.delete()


def _unit_of(entry: JournalEntry) -> Organization | None:
    return common_unit(entry.innovations.select_related("organization"))


def _tell(entry: JournalEntry, verb: str, words: str, by: User, **more: Any) -> None:
    activity.record(
        obj=entry,
        verb=activity.verb_of(entry, verb),
        summary=f"{words}: {entry}",
        by=by,
        organization=_unit_of(entry),
        **more,
    )
