"""Service units, what they offer and where: switched off when no longer used, never taken away."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organizations import activity
from organizations.access import allow
from organizations.actions.saving import free_slug, save_row
from organizations.models import User
from surveys import permissions
from surveys.choices import PeriodState
from surveys.instrument.actions.periods import period_for_answers
from surveys.instrument.queries.periods import current_period
from surveys.instrument.queries.points import ALPHABET, CODE_LENGTH
from surveys.models import Period, Service, ServicePoint, ServiceUnit

OF_ANOTHER_UNIT = "Pilih jenis layanan milik unit ini"
PIN_SHORT = "PIN kios terdiri atas 4 sampai 8 angka"


@transaction.atomic
def save_unit(
    *, unit: ServiceUnit, values: Mapping[str, Any], by: User, mark: str = ""
) -> ServiceUnit:
    """A new or changed unit; a unit in use has a period that takes today's answers.

    The number of users is that of coming periods, and of the running one where nobody gave it
    another number.
    """
    today = timezone.localdate()
    if unit.pk is None:
        allow(permissions.can_add_unit(by, values["organization"].pk))
        values = {**values, "code": free_slug(ServiceUnit.objects.all(), values["name"])}
        before = None
    else:
        allow(permissions.can_manage(by, unit))
        before = ServiceUnit.objects.get(pk=unit.pk).population
    owner = values.get("organization", unit_of(unit))
    saved = save_row(row=unit, values=values, by=by, organization=owner, mark=mark)
    if not saved.is_active:
        return saved
    period = current_period(saved, today) or period_for_answers(saved, today)
    if before not in (None, saved.population):  # one statement: it may be closed in this moment
        running = Period.objects.filter(pk=period.pk, state=PeriodState.OPEN, population=before)
        running.update(population=saved.population)
    return saved


def unit_of(unit: ServiceUnit) -> Any:
    return unit.organization if unit.organization_id else None


@transaction.atomic
def set_kiosk_pin(*, unit: ServiceUnit, pin: str, by: User) -> None:
    """The PIN that leaves a kiosk, kept as a hash; an empty one takes it away."""
    allow(permissions.can_manage(by, unit))
    if pin and not (pin.isascii() and pin.isdecimal() and 4 <= len(pin) <= 8):
        raise ValidationError({"pin": PIN_SHORT})
    unit.kiosk_pin = make_password(pin) if pin else ""
    unit.save(update_fields=["kiosk_pin"])
    activity.record(
        obj=unit,
        verb="surveys.serviceunit.pin",
        summary=f"PIN kios {'diganti' if pin else 'dihapus'}: {unit}",
        by=by,
        organization=unit.organization,
    )


@transaction.atomic
def save_service(
    *, service: Service, values: Mapping[str, Any], by: User, mark: str = ""
) -> Service:
    unit = service.unit
    allow(permissions.can_manage(by, unit))
    if service.pk is None:
        others = Service.objects.filter(unit=unit)
        values = {**values, "code": free_slug(others, values["name"])}
    return save_row(row=service, values=values, by=by, organization=unit.organization, mark=mark)


@transaction.atomic
def save_point(
    *, point: ServicePoint, values: Mapping[str, Any], by: User, mark: str = ""
) -> ServicePoint:
    """A new point gets a code nobody can guess."""
    unit = point.unit
    allow(permissions.can_manage(by, unit))
    service = values.get("service")
    if service is not None and service.unit_id != unit.pk:
        raise ValidationError({"service": OF_ANOTHER_UNIT})
    if point.pk is None:
        values = {**values, "code": draw_code()}
    return save_row(row=point, values=values, by=by, organization=unit.organization, mark=mark)


@transaction.atomic
def call_in_point(*, point: ServicePoint, by: User) -> ServicePoint:
    """Posters of this point stop working: a new code, a new key; the old code is remembered."""
    locked = (
        ServicePoint.objects.select_for_update(of=("self",))
        .select_related("unit__organization")
        .get(pk=point.pk)
    )
    allow(permissions.can_manage(by, locked.unit))
    locked.former_codes = [*locked.former_codes, locked.code]
    locked.code, locked.key = draw_code(), locked.key + 1
    locked.save(update_fields=["former_codes", "code", "key"])
    activity.record(
        obj=locked,
        verb="surveys.servicepoint.call_in",
        summary=f"Poster ditarik, kode baru dibuat: {locked}",
        by=by,
        organization=locked.unit.organization,
    )
    return locked


def draw_code() -> str:
    """A code that no point has or had."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        known = ServicePoint.objects.filter(code=code) | ServicePoint.objects.filter(
            former_codes__contains=[code]
        )
        if not known.exists():
            return code
