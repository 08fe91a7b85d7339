"""Opening survey periods: a unit that surveys always has one that takes today's answers."""

from __future__ import annotations

import logging
from datetime import date, timedelta
from itertools import product

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organizations import activity
from organizations.access import allow
from organizations.actions.saving import save_row
from organizations.formatting import format_date
from organizations.models import User
from surveys import permissions
from surveys.choices import PeriodState
from surveys.formulas import PARTS_OF_CYCLE, CyclePeriod, cycle_period
from surveys.instrument.queries.periods import FORMULA, current_period
from surveys.instrument.queries.questionnaires import versions_in_use
from surveys.models import Period, Questionnaire, ServiceUnit

CLOSED_DAY = "Tanggal itu sudah termasuk {label}, periode yang sudah ditutup."
HELD = "Tanggal itu sudah termasuk {label} ({first} sampai {last}). Periode tidak boleh tumpang tindih."
UNIT_OFF = "Unit ini sedang tidak dipakai. Aktifkan lagi unitnya lebih dulu."
TOO_FAR = "Pilih tanggal paling jauh dua tahun dari hari ini"
CLOSED_FIGURES = "Periode ini sudah ditutup; angkanya beku dan tidak dapat diubah."
FARTHEST_DAYS = 731
log = logging.getLogger(__name__)
NO_QUESTIONNAIRE = "Kuesioner unit ini sudah tidak dipakai. Pilih kuesioner lain lebih dulu."


@transaction.atomic
def open_period(*, unit: ServiceUnit, day: date, by: User | None = None) -> Period:
    """The period of the unit's cycle that a day lies in, opened unless it is open already.

    Where another period of the unit lies in the same cycle (the cycle was changed), the new one
    takes the days that are left. Raises ValidationError when the day belongs to a closed period.
    """
    locked = ServiceUnit.objects.select_for_update().get(pk=unit.pk)
    found = _of_day(locked, day)
    if found is not None:
        if found.state == PeriodState.OPEN:
            return found
        raise ValidationError(CLOSED_DAY.format(label=found.label))
    wanted = _free_part(locked, day)
    period = Period.objects.create(
        unit=locked,
        code=_code(locked, wanted),
        cycle=locked.cycle,
        starts_on=wanted.starts_on,
        ends_on=wanted.ends_on,
        questionnaire=in_use(locked.questionnaire),
        formula=FORMULA,
        population=locked.population,
    )
    activity.record(
        obj=period,
        verb="surveys.period.open",
        summary=f"Periode dibuka: {period}",
        by=by,
        organization=locked.organization,
    )
    return period


def in_use(questionnaire: Questionnaire) -> Questionnaire:
    """The version of a questionnaire that is in use today."""
    found = versions_in_use(questionnaire.pk).first()
    if found is None:
        raise ValidationError(NO_QUESTIONNAIRE)
    return found


def period_for_answers(unit: ServiceUnit, day: date) -> Period:
    """The open period of a day, opened now where nobody has yet; of a day that was closed, the
    first one after it that is not closed too."""
    while (found := current_period(unit, day)) is None:
        closed = _of_day(unit, day)
        if closed is None or closed.state == PeriodState.OPEN:  # opened meanwhile
            return open_period(unit=unit, day=day)
        day = closed.ends_on + timedelta(days=1)
    return found


def _of_day(unit: ServiceUnit, day: date) -> Period | None:
    return Period.objects.filter(unit=unit, starts_on__lte=day, ends_on__gte=day).first()


def _free_part(unit: ServiceUnit, day: date) -> CyclePeriod:
    """The days around `day` of its cycle that no other period holds."""
    wanted = cycle_period(day, unit.cycle)
    others = Period.objects.filter(unit=unit)
    before = others.filter(ends_on__lt=day, ends_on__gte=wanted.starts_on).order_by("-ends_on")
    after = others.filter(starts_on__gt=day, starts_on__lte=wanted.ends_on).order_by("starts_on")
    return wanted.between(
        max((p.ends_on for p in before[:1]), default=None),
        min((p.starts_on for p in after[:1]), default=None),
    )


def _code(unit: ServiceUnit, wanted: CyclePeriod) -> str:
    """The code of the cycle; of a further part of the same one with a letter, then with two: more
    than a year has days."""
    taken = set(
        Period.objects.filter(unit=unit, code__startswith=wanted.code).values_list(
            "code", flat=True
        )
    )
    letters = ("", *PARTS_OF_CYCLE, *map("".join, product(PARTS_OF_CYCLE, repeat=2)))
    return next(wanted.code + letter for letter in letters if wanted.code + letter not in taken)


@transaction.atomic
def start_period(*, unit: ServiceUnit, day: date, by: User) -> Period:
    """Open the period of a day by hand. Raises ValidationError where one holds the day already."""
    allow(permissions.can_manage(by, unit))
    if not unit.is_active:
        raise ValidationError(UNIT_OFF)
    if abs((day - timezone.localdate()).days) > FARTHEST_DAYS:
        raise ValidationError({"day": TOO_FAR})
    found = _of_day(ServiceUnit.objects.select_for_update().get(pk=unit.pk), day)
    if found is not None:
        first, last = format_date(found.starts_on), format_date(found.ends_on)
        raise ValidationError({"day": HELD.format(label=found.label, first=first, last=last)})
    return open_period(unit=unit, day=day, by=by)


@transaction.atomic
def set_population(*, period: Period, population: int, by: User) -> Period:
    """How many used the service: the sample is reckoned from it. Frozen with the period."""
    locked = (
        Period.objects.select_for_update(of=("self",))
        .select_related("unit__organization")
        .get(pk=period.pk)
    )
    allow(permissions.manages_period(by, locked))
    if locked.state != PeriodState.OPEN:
        raise ValidationError(CLOSED_FIGURES)
    values = {"population": population}
    return save_row(row=locked, values=values, by=by, organization=locked.unit.organization)


def open_periods_of(day: date) -> int:
    """A period of today for every unit in use that has none; returns how many were opened.

    A unit that cannot have one (its questionnaire is not in use) does not stop the others.
    """
    units = ServiceUnit.objects.filter(is_active=True).exclude(
        periods__starts_on__lte=day, periods__ends_on__gte=day
    )
    opened = 0
    for unit in units.select_related("organization").order_by("pk"):
        try:
            open_period(unit=unit, day=day)
        except ValidationError as error:
            log.warning("no period for unit %s: %s", unit.pk, error.messages)
        else:
            opened += 1
    return opened
