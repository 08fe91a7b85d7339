"""One item at many units: filled or verified together, exactly those that were shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from innovations.adoption.actions.marks import refusal
from innovations.adoption.actions.setup import begins, today
from innovations.adoption.queries.bulk import CHECK, FILL, Plan, plan_of
from innovations.models import AdoptionItem, AdoptionMark, AdoptionUnit
from innovations.permissions.adoption import checks_adoption, checks_mark, keeps_adoption
from innovations.states import adoption as states
from organizations import activity, moment
from organizations.access import allow
from organizations.editing import ChangedMeanwhile
from organizations.formatting import format_number
from organizations.models import User
from organizations.workflow import perform_many

MOVED_ON = (
    "Sebagian satuan berubah sejak halaman ini dibuka. Hitungannya sudah diperbarui; lihat lagi."
)
NOT_ALL = "{name}: {why}"


@transaction.atomic
def fill_many(
    *, item: AdoptionItem, keys: Collection[int], values: Mapping[str, Any], by: User
) -> int:
    """Raises ChangedMeanwhile where one of the units is no longer free, ValidationError keyed
    "fulfilled_on" where the day does not fit one of them."""
    checklist = item.checklist
    allow(keeps_adoption(by, checklist.innovation))
    plan = _locked(item, FILL, keys, by)
    for unit in plan.able:
        if said := refusal(unit, item, values["fulfilled_on"], None):
            raise ValidationError({"fulfilled_on": NOT_ALL.format(name=unit, why=said)})
    now = moment.now()
    AdoptionMark.objects.bulk_create(
        AdoptionMark(unit=unit, item=item, filled_by=by, filled_at=now, **values)
        for unit in plan.able
    )
    _tell(item, "fill", "diisi", plan, by)
    return len(plan.able)


@transaction.atomic
def verify_many(*, item: AdoptionItem, keys: Collection[int], by: User) -> int:
    """Verify what waits at these units; nothing one filled oneself."""
    checklist = item.checklist
    allow(checks_adoption(by, checklist.innovation))
    plan = _locked(item, CHECK, keys, by)
    for mark in plan.marks:
        mark.checked_by, mark.checked_at = by, moment.now()
        mark.counted_from = begins(checklist, mark.fulfilled_on)
    fields = ("checked_by", "checked_at", "counted_from")
    perform_many(plan.marks, states.VERIFY_MARK, by=by, rule=checks_mark, fields=fields)
    _tell(item, "verify", "diverifikasi", plan, by)
    return len(plan.marks)


def _locked(item: AdoptionItem, act: str, keys: Collection[int], by: User) -> Plan:
    """The plan of today for exactly these units, held until the transaction ends."""
    held = AdoptionUnit.objects.select_for_update().filter(checklist=item.checklist_id, pk__in=keys)
    list(held.order_by("pk").values_list("pk"))
    plan = plan_of(item, act, keys, by, today())
    if {unit.pk for unit in plan.able} != set(keys):
        raise ChangedMeanwhile(MOVED_ON)
    return plan


def _tell(item: AdoptionItem, act: str, said: str, plan: Plan, by: User) -> None:
    checklist = item.checklist
    count = format_number(len(plan.able))
    activity.record(
        obj=checklist,
        verb=f"innovations.adoption_{act}_many",
        summary=f"{item}: {count} {checklist.unit_word} {said} bersama",
        by=by,
        organization=checklist.innovation.organization,
    )
