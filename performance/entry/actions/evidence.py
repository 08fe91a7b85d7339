"""Proof files: kept once per unit by their content, linked to indicator and quarter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organizations import activity
from organizations.actions.uploads import Taken, taken_file
from organizations.formatting import quarter_name
from organizations.models import Organization, User
from organizations.storage import NO_ANSWER, StorageAway, is_whole
from organizations.storage import evidence as evidence_storage
from performance.entry.actions.entry import require_open
from performance.entry.actions.lock import hold_quarter
from performance.entry.queries.source import EntryKey
from performance.models import Evidence, EvidenceLink, Indicator
from performance.stamps import bump_stamp

ALREADY = "Berkas ini sudah menjadi bukti indikator ini pada triwulan yang sama."


@dataclass(frozen=True)
class Pointer:
    """Where in the file the proof is, in the clerk's words."""

    page: str = ""
    note: str = ""


def upload_evidence(
    *,
    key: EntryKey,
    indicator: Indicator,
    upload: BinaryIO,
    size: int,
    name: str,
    pointer: Pointer,
    by: User,
) -> EvidenceLink:
    """Take a file as proof. The same content is stored once per unit and linked again."""
    with taken_evidence(indicator.organization, upload, size, name, by) as keep:
        require_open(by, hold_quarter(key))
        return _link(key, indicator, keep(), pointer, by)


@contextmanager
def taken_evidence(
    organization: Organization | None, upload: BinaryIO, size: int, name: str, by: User
) -> Iterator[Callable[[], Evidence]]:
    """A transaction around taking a file of a unit (None: the city); call what it gives to keep the file.

    Raises ValidationError keyed "file" for a file that cannot be taken.
    """
    with taken_file(
        upload, size=size, name=name, storage=evidence_storage(), folder="evidence"
    ) as taken:
        yield partial(_kept_once, organization, taken, by)


@transaction.atomic
def reuse_evidence(
    *, key: EntryKey, indicator: Indicator, evidence: Evidence, pointer: Pointer, by: User
) -> EvidenceLink:
    """Point to a file the unit has already uploaded."""
    require_open(by, hold_quarter(key))
    return _link(key, indicator, evidence, pointer, by)


@transaction.atomic
def remove_evidence(*, key: EntryKey, link: EvidenceLink, by: User) -> None:
    """Take the link away while the quarter is open; the file itself stays with the unit."""
    require_open(by, hold_quarter(key))
    indicator, name = link.indicator, link.evidence.original_name
    link.delete()
    bump_stamp(indicator.organization_id, key.year)
    activity.record(
        obj=indicator,
        verb="performance.evidence_removed",
        summary=f"Bukti dilepas {quarter_name(key.quarter)} {key.year}: {name[:120]}, {indicator}",
        by=by,
        organization=indicator.organization,
    )


def _kept_once(organization: Organization | None, taken: Taken, by: User) -> Evidence:
    rows = Evidence.objects.select_for_update(of=("self",))
    found = rows.filter(organization=organization, sha256=taken.sha256).first()
    if found is not None:
        return _restored(found, taken, by)
    return Evidence.objects.create(
        organization=organization,
        file=taken.use(),
        original_name=taken.shown_name,
        sha256=taken.sha256,
        size=taken.size,
        mime=taken.mime,
        uploaded_by=by,
    )


def _restored(found: Evidence, taken: Taken, by: User) -> Evidence:
    """The row that has this content; when its file was lost, the new one takes its place."""
    try:
        is_there = is_whole(found.file.storage, found.file.name, found.sha256)
    except StorageAway as error:
        raise ValidationError({"file": NO_ANSWER}) from error
    if is_there:
        return found
    found.file = taken.use()
    found.save(update_fields=["file"])
    found.is_restored = True
    activity.record(
        obj=found,
        verb="performance.evidence_restored",
        summary=f"Berkas bukti dipulihkan: {found.original_name}",
        by=by,
        organization=found.organization,
    )
    return found


def _link(
    key: EntryKey, indicator: Indicator, evidence: Evidence, pointer: Pointer, by: User
) -> EvidenceLink:
    link, created = EvidenceLink.objects.get_or_create(
        evidence=evidence,
        indicator=indicator,
        year=key.year,
        quarter=key.quarter,
        defaults={
            "page": pointer.page.strip(),
            "note": pointer.note.strip(),
            "added_by": by,
            "added_at": timezone.now(),
        },
    )
    if not created:
        if evidence.is_restored:
            return link
        raise ValidationError(ALREADY)
    bump_stamp(indicator.organization_id, key.year)
    activity.record(
        obj=indicator,
        verb="performance.evidence_added",
        summary=f"Bukti ditambahkan {quarter_name(key.quarter)} {key.year}: "
        f"{evidence.original_name[:120]}, {indicator}",
        by=by,
        organization=indicator.organization,
        changes={"page": activity.changed("Halaman", "", link.page)} if link.page else None,
    )
    return link
