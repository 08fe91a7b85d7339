"""The units of a checklist: schools and other public bodies, with the days they are active."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from innovations.adoption.actions.setup import begins, ends, today
from innovations.models import AdoptionUnit
from innovations.permissions.adoption import keeps_adoption
from organizations.access import allow
from organizations.actions.saving import save_row
from organizations.models import User

LATER = "Tanggal ini belum tiba"
FIXED_SINCE = "Satuan ini sudah dihitung sejak {year}; tahun yang sudah lewat tidak berubah"

FIXED_UNTIL = (
    "Satuan ini tidak dihitung lagi sejak {year}; tahun yang sudah lewat tidak berubah. Bila dibuka "
    "lagi, tambahkan sebagai satuan baru."
)


@transaction.atomic
def save_unit(
    *, unit: AdoptionUnit, values: Mapping[str, Any], by: User, mark: str = ""
) -> AdoptionUnit:
    """A new or changed unit. What its days say of years that are closed changes nothing there."""
    checklist = unit.checklist
    allow(keeps_adoption(by, checklist.innovation))
    count(unit, values)
    saved = save_row(
        row=unit, values=values, by=by, organization=checklist.innovation.organization, mark=mark
    )
    saved.counted_from, saved.counted_until = unit.counted_from, unit.counted_until
    saved.save(update_fields=["counted_from", "counted_until"])
    return saved


def count(unit: AdoptionUnit, values: Mapping[str, Any]) -> None:
    """Set from when to when a unit counts."""
    checklist, since, until = unit.checklist, values["since"], values["until"]
    if since > today():
        raise ValidationError({"since": LATER})
    if unit.pk is None:
        unit.counted_from = begins(checklist, since)
    elif since != unit.since:
        _move(unit, since)
    if unit.pk is None or until != unit.until:
        last = unit.counted_until
        if last is not None and last < ends(checklist, last):
            raise ValidationError({"until": FIXED_UNTIL.format(year=last.year)})
        unit.counted_until = ends(checklist, until) if until else None


def _move(unit: AdoptionUnit, since: Any) -> None:
    first = begins(unit.checklist, since)
    if unit.counted_from < begins(unit.checklist, unit.counted_from):
        year = unit.counted_from.year
        raise ValidationError({"since": FIXED_SINCE.format(year=year)})
    unit.counted_from = first
