"""What stands beside the words of an entry: figures before and after, awards, files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from innovations import permissions
from innovations.choices import FileKind
from innovations.models import Award, Comparison, Innovation, InnovationFile
from organizations import activity
from organizations.access import allow
from organizations.actions.saving import save_row
from organizations.actions.thumbnails import forget_small
from organizations.actions.uploads import taken_file
from organizations.files import MEGABYTE, PHOTOS, PROOFS, Kind
from organizations.formatting import format_number
from organizations.models import User
from organizations.storage import evidence

FOLDER = "innovations/berkas"
MOST_FILES, MOST_PHOTOS = 40, 12
LIMITS: dict[str, tuple[tuple[Kind, ...], int]] = {
    FileKind.PHOTO: (PHOTOS, 10 * MEGABYTE),
    FileKind.PROFILE: ((Kind.PDF,), 5 * MEGABYTE),
    FileKind.BUDGET: ((Kind.PDF,), 2 * MEGABYTE),
}
OTHERWISE = (PROOFS, 10 * MEGABYTE)
TWICE = "Berkas ini sudah ada pada inovasi ini"
TOO_MANY = "Inovasi ini sudah memiliki {most} berkas. Hapus yang tidak dipakai lebih dulu."
TOO_MANY_PHOTOS = "Inovasi ini sudah memiliki {most} foto. Hapus yang tidak dipakai lebih dulu."


@transaction.atomic
def save_award(*, award: Award, values: Mapping[str, Any], by: User, mark: str = "") -> Award:
    rule = permissions.can_edit if award.pk is None else permissions.can_correct
    allow(rule(by, award.innovation))
    unit = award.innovation.organization
    return save_row(row=award, values=values, by=by, organization=unit, mark=mark)


@transaction.atomic
def save_comparison(
    *, comparison: Comparison, values: Mapping[str, Any], by: User, mark: str = ""
) -> Comparison:
    """A figure before and after: part of what the head sees, so in a settled entry the judges'."""
    allow(permissions.can_correct(by, comparison.innovation))
    unit = comparison.innovation.organization
    return save_row(row=comparison, values=values, by=by, organization=unit, mark=mark)


def add_file(
    *, innovation: Innovation, kind: str, caption: str, is_public: bool, upload: Any, by: User
) -> InnovationFile:
    """A file, cleaned as every upload; how large and of which kind depends on what it is."""
    allow(permissions.can_edit(by, innovation))
    kinds, most_bytes = LIMITS.get(kind, OTHERWISE)
    with taken_file(
        upload, size=upload.size, name=upload.name, storage=evidence(), folder=FOLDER,
        kinds=kinds, most_bytes=most_bytes,
    ) as taken:  # fmt: skip
        held = Innovation.objects.select_for_update(of=("self",)).get(pk=innovation.pk)
        _require_room(held, kind)
        if held.files.filter(sha256=taken.sha256).exists():
            raise ValidationError({"file": TWICE})
        row = InnovationFile.objects.create(
            innovation=held, kind=kind, caption=caption.strip(), is_public=is_public,
            file=taken.use(), file_name=taken.shown_name, mime=taken.mime, sha256=taken.sha256,
            uploaded_by=by,
        )  # fmt: skip
        _tell(row, "create", f"Berkas ditambahkan: {row.get_kind_display()}, {row}", by)
    return row


def _require_room(innovation: Innovation, kind: str) -> None:
    rows = innovation.files.all()
    if rows.count() >= MOST_FILES:
        raise ValidationError(TOO_MANY.format(most=format_number(MOST_FILES)))
    if kind == FileKind.PHOTO and rows.filter(kind=kind).count() >= MOST_PHOTOS:
        raise ValidationError(TOO_MANY_PHOTOS.format(most=format_number(MOST_PHOTOS)))


@transaction.atomic
def drop_part(*, part: Award | Comparison | InnovationFile, by: User) -> None:
    """Take away a figure, an award or a file; the history keeps what it said.

    The stored file itself stays until files nobody names are swept.
    """
    allow(permissions.can_correct(by, part.innovation))
    noun = str(part._meta.verbose_name)
    _tell(part, "delete", f"{noun[:1].upper()}{noun[1:]} dihapus: {part}", by)
    if isinstance(part, InnovationFile):
        forget_small(part.sha256)
    part.delete()


def _tell(part: Any, verb: str, summary: str, by: User) -> None:
    activity.record(
        obj=part.innovation,
        verb=activity.verb_of(part, verb),
        summary=summary,
        by=by,
        organization=part.innovation.organization,
    )
