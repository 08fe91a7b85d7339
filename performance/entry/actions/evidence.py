"""Proof files: kept once per unit by their content, linked to indicator and quarter."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from organizations import activity
from organizations.files import FileRefused, TamedFile, clean_name, tame
from organizations.models import Organization, User
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
    with taken_file(indicator.organization, upload, size, name, by) as keep:
        require_open(by, hold_quarter(key))
        return _link(key, indicator, keep(), pointer, by)


@contextmanager
def taken_file(
    organization: Organization, upload: BinaryIO, size: int, name: str, by: User
) -> Iterator[Callable[[], Evidence]]:
    """A transaction around taking a file of a unit; call what it gives to keep the file.

    Raises ValidationError keyed "file" for a file that cannot be taken. When the transaction
    is undone the file's bytes go with it.
    """
    try:
        tamed = tame(upload, size)
    except FileRefused as error:
        raise ValidationError({"file": str(error)}) from error
    saved: list[Evidence] = []
    try:
        with transaction.atomic():
            yield partial(_kept_once, organization, tamed, name, by, saved)
    except BaseException:
        for row in saved:  # the row is gone with the transaction; its file must not stay
            row.file.delete(save=False)
        raise


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
        summary=f"Bukti dilepas TW {key.quarter} {key.year}: {name}",
        by=by,
        organization=indicator.organization,
    )


def _kept_once(
    organization: Organization, tamed: TamedFile, name: str, by: User, saved: list[Evidence]
) -> Evidence:
    digest = hashlib.sha256(tamed.content).hexdigest()
    rows = Evidence.objects.select_for_update(of=("self",))
    found = rows.filter(organization=organization, sha256=digest).first()
    if found is not None:
        return found
    evidence = Evidence(
        organization=organization,
        original_name=clean_name(name, tamed.extension, "bukti"),
        sha256=digest,
        size=len(tamed.content),
        mime=tamed.mime,
        uploaded_by=by,
    )
    # A random name: nothing of what the person called it becomes a path.
    evidence.file.save(
        f"{secrets.token_hex(16)}.{tamed.extension}", ContentFile(tamed.content), save=False
    )
    saved.append(evidence)
    evidence.save()
    return evidence


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
        raise ValidationError(ALREADY)
    bump_stamp(indicator.organization_id, key.year)
    activity.record(
        obj=indicator,
        verb="performance.evidence_added",
        summary=f"Bukti ditambahkan TW {key.quarter} {key.year}: {evidence.original_name}",
        by=by,
        organization=indicator.organization,
        changes={"page": activity.changed("Halaman", "", link.page)} if link.page else None,
    )
    return link
