"""Standar pelayanan in versions and the maklumat: written as a draft, then published for good."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from organizations.access import allow
from organizations.actions.saving import save_row
from organizations.actions.uploads import Taken, taken_file
from organizations.models import User
from organizations.storage import evidence
from organizations.workflow import perform
from surveys import permissions, states
from surveys.choices import DraftState, StandardPart
from surveys.models import Service, ServicePledge, ServiceStandard, ServiceUnit, StandardText

IN_USE = "Yang sudah terbit tidak diubah lagi. Buat versi baru."
SAME_DAY = "Sudah ada versi terbit yang berlaku sejak tanggal itu. Pilih tanggal lain."
EMPTY = "Belum diisi: {parts}. Lengkapi ke-14 komponen sebelum menerbitkan."


@transaction.atomic
def save_standard(
    *,
    standard: ServiceStandard,
    decree: str,
    valid_from: date,
    texts: Mapping[str, str],
    by: User,
) -> ServiceStandard:
    """A draft with what is written of it so far; a new one gets the next version number."""
    service = standard.service
    allow(permissions.can_manage(by, service.unit))
    values: dict[str, Any] = {"decree": decree, "valid_from": valid_from}
    if standard.pk is None:
        Service.objects.select_for_update().get(pk=service.pk)
        newest = ServiceStandard.objects.filter(service=service).aggregate(n=Max("version"))["n"]
        values["version"] = (newest or 0) + 1
    else:
        _require_draft(ServiceStandard.objects.select_for_update().get(pk=standard.pk))
    saved = save_row(row=standard, values=values, by=by, organization=service.unit.organization)
    StandardText.objects.filter(standard=saved).delete()
    StandardText.objects.bulk_create(
        StandardText(standard=saved, part=part, text=texts[part].strip())
        for part in StandardPart.values
        if texts.get(part, "").strip()
    )
    return saved


@transaction.atomic
def publish_standard(*, standard: ServiceStandard, by: User) -> ServiceStandard:
    """All 14 components, valid from its day on. Raises ValidationError for what is missing."""
    written = set(StandardText.objects.filter(standard=standard).values_list("part", flat=True))
    missing = [part.label for part in StandardPart if part.value not in written]
    if missing:
        raise ValidationError(EMPTY.format(parts=", ".join(missing)))
    others = ServiceStandard.objects.filter(
        service=standard.service, state=DraftState.PUBLISHED, valid_from=standard.valid_from
    )
    if others.exists():
        raise ValidationError(SAME_DAY)
    organization = standard.service.unit.organization
    return perform(standard, states.PUBLISH_STANDARD, by=by, organization=organization)


def save_pledge(*, pledge: ServicePledge, values: Mapping[str, Any], upload: Any, by: User) -> Any:
    """A maklumat as a draft, with the scan of the signed paper where there is one."""
    unit: ServiceUnit = pledge.unit
    allow(permissions.can_manage(by, unit))
    with _taken(upload) as taken, transaction.atomic():
        if pledge.pk is not None:
            _require_draft(ServicePledge.objects.select_for_update().get(pk=pledge.pk))
        more: dict[str, Any] = {}
        if taken is not None:
            more = {
                "file": taken.use(),
                "file_name": taken.shown_name,
                "mime": taken.mime,
                "sha256": taken.sha256,
            }
        return save_row(
            row=pledge,
            values={**values, **more},
            by=by,
            organization=unit.organization,
            hidden=("file", "mime", "sha256"),
        )


def publish_pledge(*, pledge: ServicePledge, by: User) -> ServicePledge:
    return perform(pledge, states.PUBLISH_PLEDGE, by=by, organization=pledge.unit.organization)


def _taken(upload: Any) -> Any:
    """The transaction of an uploaded file, or of none."""
    if not upload:
        return nullcontext(None)
    taken: Taken | Any = taken_file(
        upload, size=upload.size, name=upload.name, storage=evidence(), folder="surveys/maklumat"
    )
    return taken


def _require_draft(row: Any) -> None:
    if row.state != DraftState.DRAFT:
        raise ValidationError(IN_USE)
