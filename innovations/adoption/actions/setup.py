"""A checklist, its items, its award categories: set up and changed, what counted stays counted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from innovations.formulas import adoption as formulas
from innovations.models import AdoptionBand, AdoptionChecklist, AdoptionItem, Innovation
from innovations.permissions.adoption import keeps_adoption
from organizations import activity, moment
from organizations.access import allow
from organizations.actions.saving import save_row
from organizations.models import User

HAS_ONE = "Inovasi ini sudah memiliki daftar adopsi."
FIXED = (
    "Butir ini sudah diisi, jadi kode dan bobotnya tetap. Akhiri butir ini, lalu buat yang baru."
)
RESERVED = "Kode ini dipakai kolom berkas impor. Pilih kode lain."
FIXED_FIELDS = ("code", "weight")
TAKEN_COLUMNS = frozenset({"kode", "nama"})
PROOF = "_bukti"  # the column beside an item that holds the link to its evidence
IN_THE_PAST = "Butir berakhir paling cepat kemarin: yang sudah dihitung tidak berubah"
OVER = "Butir ini sudah berakhir. Buat butir baru bila diminta lagi."
ALWAYS = date(1945, 1, 1)


def today() -> date:
    return timezone.localdate(moment.now())


@transaction.atomic
def open_checklist(
    *, innovation: Innovation, values: Mapping[str, Any], by: User
) -> AdoptionChecklist:
    """Begin the list of an innovation of the city; it has one at most."""
    allow(keeps_adoption(by, innovation))
    Innovation.objects.select_for_update(of=("self",)).get(pk=innovation.pk)
    if AdoptionChecklist.objects.filter(innovation=innovation).exists():
        raise ValidationError(HAS_ONE)
    row = AdoptionChecklist(innovation=innovation, opened_on=today(), created_by=by)
    return save_row(row=row, values=values, by=by, organization=innovation.organization)


@transaction.atomic
def change_checklist(
    *, checklist: AdoptionChecklist, values: Mapping[str, Any], mark: str, by: User
) -> AdoptionChecklist:
    innovation = checklist.innovation
    allow(keeps_adoption(by, innovation))
    unit = innovation.organization
    return save_row(row=checklist, values=values, by=by, organization=unit, mark=mark)


@transaction.atomic
def save_item(
    *, item: AdoptionItem, values: Mapping[str, Any], by: User, mark: str = ""
) -> AdoptionItem:
    """A new item counts from today on, in the first year of the list from its beginning.

    One that was filled anywhere keeps its code and its weight.
    """
    checklist = item.checklist
    allow(keeps_adoption(by, checklist.innovation))
    if values["code"] in TAKEN_COLUMNS or values["code"].endswith(PROOF):
        raise ValidationError({"code": RESERVED})
    if item.pk is None:
        item.counted_from = _beginning(checklist)
    elif item.marks.exists():  # type: ignore[attr-defined]
        held = AdoptionItem.objects.get(pk=item.pk)
        changed = [name for name in FIXED_FIELDS if getattr(held, name) != values[name]]
        if changed:
            raise ValidationError({changed[0]: FIXED})
    return save_row(
        row=item, values=values, by=by, organization=checklist.innovation.organization, mark=mark
    )


def _beginning(checklist: AdoptionChecklist) -> date:
    """While a list is in its first year, its items have always been meant."""
    now = today()
    return now if checklist.opened_on.year < now.year else ALWAYS


@transaction.atomic
def end_item(*, item: AdoptionItem, last: date, by: User) -> AdoptionItem:
    """After its last day an item is asked of nobody; until then it counts as it did."""
    checklist = item.checklist
    allow(keeps_adoption(by, checklist.innovation))
    held = AdoptionItem.objects.select_for_update().get(pk=item.pk)
    if held.counted_until is not None and held.counted_until < today():
        raise ValidationError(OVER)
    if last < today() - timedelta(days=1):
        raise ValidationError({"counted_until": IN_THE_PAST})
    return save_row(
        row=item,
        values={"counted_until": last},
        by=by,
        organization=checklist.innovation.organization,
    )


@transaction.atomic
def save_band(
    *, band: AdoptionBand, values: Mapping[str, Any], by: User, mark: str = ""
) -> AdoptionBand:
    innovation = band.checklist.innovation
    allow(keeps_adoption(by, innovation))
    return save_row(row=band, values=values, by=by, organization=innovation.organization, mark=mark)


@transaction.atomic
def drop_band(*, band: AdoptionBand, by: User) -> None:
    checklist = band.checklist
    allow(keeps_adoption(by, checklist.innovation))
    activity.record(
        obj=checklist,
        verb=activity.verb_of(band, "delete"),
        summary=f"Kategori penghargaan adopsi dihapus: {band}",
        by=by,
        organization=checklist.innovation.organization,
    )
    band.delete()


def begins(checklist: AdoptionChecklist, day: date) -> date:
    """From when what happened on `day` and is said today counts."""
    return formulas.counted_from(day, today(), checklist.opened_on)


def ends(checklist: AdoptionChecklist, day: date) -> date:
    return formulas.counted_until(day, today(), checklist.opened_on)
