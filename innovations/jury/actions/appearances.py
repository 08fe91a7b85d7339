"""When and where proposals are presented or visited, and what a visit found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from innovations.choices.competition import EditionState
from innovations.jury.queries.stages import judged
from innovations.models import Appearance, Edition, VisitPhoto
from innovations.permissions import jury
from organizations import activity
from organizations.access import allow
from organizations.actions.saving import save_row
from organizations.actions.uploads import columns_of, taken_file
from organizations.files import MEGABYTE, PHOTOS
from organizations.models import User
from organizations.storage import evidence

FOLDER = "innovations/kunjungan"
MOST_PHOTOS, MOST_BYTES, EDGE = 12, 10 * MEGABYTE, 1600
NOT_RUNNING = "Edisi ini tidak sedang berjalan."
NOT_JUDGED = "Proposal ini tidak dinilai pada tahap ini."
TWICE = "Proposal ini sudah dijadwalkan. Ubah jadwal yang ada."
END_FIRST = "Selesai harus sesudah mulai"
SAME_PHOTO = "Foto ini sudah ada"
TOO_MANY = f"Paling banyak {MOST_PHOTOS} foto"


@transaction.atomic
def save_appearance(
    *, appearance: Appearance, values: Mapping[str, Any], by: User, mark: str = ""
) -> Appearance:
    stage = appearance.stage
    proposal = values["proposal"] if appearance.pk is None else appearance.proposal
    allow(jury.can_handle(by, proposal))
    edition = Edition.objects.select_for_update().get(pk=stage.edition_id)
    if edition.state != EditionState.OPEN:
        raise ValidationError(NOT_RUNNING)
    if not judged(stage).filter(pk=proposal.pk).exists():
        raise ValidationError({"proposal": NOT_JUDGED})
    if values["ends_at"] <= values["begins_at"]:
        raise ValidationError({"ends_at": END_FIRST})
    others = stage.appearances.exclude(pk=appearance.pk)
    if others.filter(proposal=proposal).exists():
        raise ValidationError({"proposal": TWICE})
    return save_row(row=appearance, values=values, by=by, organization=None, mark=mark)


def add_photo(*, appearance: Appearance, upload: Any, caption: str, by: User) -> VisitPhoto:
    """A photo of the visit, drawn anew without place and camera."""
    allow(jury.can_handle(by, appearance.proposal))
    with taken_file(
        upload, size=upload.size, name=upload.name, storage=evidence(), folder=FOLDER,
        kinds=PHOTOS, most_bytes=MOST_BYTES, fit=EDGE,
    ) as taken:  # fmt: skip
        held = Appearance.objects.select_for_update().get(pk=appearance.pk)
        if held.stage.edition.state != EditionState.OPEN:
            raise ValidationError({"file": NOT_RUNNING})
        if held.photos.count() >= MOST_PHOTOS:
            raise ValidationError({"file": TOO_MANY})
        if held.photos.filter(sha256=taken.sha256).exists():
            raise ValidationError({"file": SAME_PHOTO})
        photo = VisitPhoto.objects.create(
            appearance=held, caption=caption.strip(), uploaded_by=by, **columns_of(taken)
        )
        activity.record(
            obj=held,
            verb=activity.verb_of(held, "photo"),
            summary=f"Foto kunjungan ditambahkan: {photo}",
            by=by,
            organization=None,
        )
    return photo


@transaction.atomic
def drop_photo(*, photo: VisitPhoto, by: User) -> None:
    """The history keeps that it was there; the stored file goes when files nobody names are swept."""
    Edition.objects.select_for_update().get(pk=photo.appearance.stage.edition_id)
    allow(jury.can_drop_photo(by, photo))
    activity.record(
        obj=photo.appearance,
        verb=activity.verb_of(photo.appearance, "drop_photo"),
        summary=f"Foto kunjungan dihapus: {photo}",
        by=by,
        organization=None,
    )
    photo.delete()
