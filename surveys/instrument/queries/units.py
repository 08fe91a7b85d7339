"""The desk of a survey manager: units a person works for, and how far each one is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from organizations.models import Organization
from surveys import permissions
from surveys.choices import DraftState, Element
from surveys.formulas import sample_size
from surveys.instrument.queries.periods import taking_answers
from surveys.instrument.queries.points import has_questionnaire, is_used
from surveys.models import (
    Period,
    Response,
    Service,
    ServicePledge,
    ServicePoint,
    ServiceStandard,
    ServiceUnit,
)

PAGE = 25
WHOLE = Q(**{f"{element.value}__isnull": False for element in Element})


@dataclass(frozen=True)
class Progress:
    """How many complete answers a period has of those its sample asks for."""

    period: Period
    answers: int
    target: int  # 0: the number of users is not known

    @property
    def is_short(self) -> bool:
        return self.target > self.answers

    @property
    def missing(self) -> int:
        return max(self.target - self.answers, 0)

    @property
    def percent(self) -> int:
        return min(100, 100 * self.answers // self.target) if self.target else 0


@dataclass(frozen=True)
class UnitLine:
    unit: ServiceUnit
    progress: Progress | None


@dataclass(frozen=True)
class Desk:
    lines: Sequence[UnitLine]
    following: int | None  # the unit after which the next page begins


@dataclass(frozen=True)
class ServiceLine:
    service: Service
    current: ServiceStandard | None  # the standard valid today
    drafts: int


@dataclass(frozen=True)
class PointLine:
    point: ServicePoint
    is_open: bool  # its address opens a form that takes an answer


@dataclass(frozen=True)
class UnitPage:
    unit: ServiceUnit
    progress: Progress | None
    services: Sequence[ServiceLine]
    points: Sequence[PointLine]
    pledges: Sequence[ServicePledge]
    is_answerable: bool  # its questionnaire is in use
    steps: Sequence[str]  # anchors of what is still to be done

    @property
    def has_posters(self) -> bool:
        """Whether any address of it opens a form that takes an answer."""
        return any(line.is_open for line in self.points)


def units_of(user: Any) -> QuerySet[ServiceUnit]:
    return permissions.units_of(user).select_related("organization")


def unit_of(user: Any, pk: int) -> ServiceUnit | None:
    return units_of(user).select_related("questionnaire").filter(pk=pk).first()


def organizations_of(user: Any) -> QuerySet[Organization]:
    """OPDs that have units the person may open."""
    units = units_of(user).values("organization_id")
    return Organization.objects.filter(pk__in=units).order_by("name")


def desk(user: Any, filters: Mapping[str, Any], after: int | None, day: date) -> Desk:
    """One page by name; statements do not depend on how many units there are."""
    rows = units_of(user)
    if filters.get("opd"):
        rows = rows.filter(organization=filters["opd"])
    for word in str(filters.get("kata") or "").split()[:6]:
        rows = rows.filter(Q(name__icontains=word) | Q(code__icontains=word))
    if filters.get("keadaan") != "semua":
        rows = rows.filter(is_active=filters.get("keadaan") != "mati")
    found, following = page_by_name(rows, after)
    known = progress_of(found, day)
    return Desk([UnitLine(unit, known.get(unit.pk)) for unit in found], following)


def page_by_name(
    rows: QuerySet[ServiceUnit], after: int | None
) -> tuple[list[ServiceUnit], int | None]:
    """A page of units by name, and the unit after which the next page begins."""
    last = ServiceUnit.objects.filter(pk=after).first() if after else None
    if last is not None:
        rows = rows.filter(Q(name__gt=last.name) | Q(name=last.name, pk__gt=last.pk))
    found = list(rows.order_by("name", "pk")[: PAGE + 1])
    shown = found[:PAGE]
    return shown, shown[-1].pk if len(found) > PAGE else None


def progress_of(units: Sequence[ServiceUnit], day: date) -> dict[int, Progress]:
    """Of the period that takes the answers of a day (`current_period`), by unit: two statements."""
    periods = taking_answers(day).filter(unit__in=units).order_by("-starts_on")
    return {one.period.unit_id: one for one in _progress(periods)}


def _progress(periods: QuerySet[Period]) -> list[Progress]:
    rows = list(periods)
    counted = dict(
        Response.objects.filter(WHOLE, period__in=rows)
        .order_by()
        .values("period")
        .annotate(n=Count("pk"))
        .values_list("period", "n")
    )
    return [Progress(row, counted.get(row.pk, 0), sample_size(row.population)) for row in rows]


def unit_page(unit: ServiceUnit, day: date) -> UnitPage:
    services = _services(unit, day)
    is_answerable = has_questionnaire(unit.questionnaire_id)
    points = _points(unit, can_take=unit.is_active and is_answerable)
    pledges = list(ServicePledge.objects.filter(unit=unit).order_by("-signed_on", "-pk"))
    progress = progress_of([unit], day).get(unit.pk)
    return UnitPage(
        unit=unit,
        progress=progress,
        services=services,
        points=points,
        pledges=pledges,
        is_answerable=is_answerable,
        steps=_steps(unit, progress, services, points, pledges),
    )


def _points(unit: ServiceUnit, *, can_take: bool) -> list[PointLine]:
    rows = ServicePoint.objects.filter(unit=unit).select_related("service")
    return [
        PointLine(point, can_take and is_used(point))
        for point in rows.order_by("-is_active", "name")
    ]


def _services(unit: ServiceUnit, day: date) -> list[ServiceLine]:
    standards = ServiceStandard.objects.order_by("-valid_from", "-version")
    rows = Service.objects.filter(unit=unit).order_by("-is_active", "name")
    found = []
    for service in rows.prefetch_related(Prefetch("standards", standards)):
        versions = list(service.standards.all())
        published = [one for one in versions if one.state == DraftState.PUBLISHED]
        current = next((one for one in published if one.valid_from <= day), None)
        found.append(ServiceLine(service, current, len(versions) - len(published)))
    return found


def _steps(
    unit: ServiceUnit,
    progress: Progress | None,
    services: Sequence[ServiceLine],
    points: Sequence[PointLine],
    pledges: Sequence[ServicePledge],
) -> list[str]:
    """What is to be done next, most needed first."""
    used = [line for line in services if line.service.is_active]
    undone = {
        "layanan": not used,
        "titik": not any(line.point.is_active for line in points),
        "pengguna": not unit.population and not (progress and progress.target),
        "standar": any(line.current is None for line in used),
        "maklumat": not any(row.state == DraftState.PUBLISHED for row in pledges),
    }
    return [name for name, is_undone in undone.items() if is_undone]


def periods_of(unit: ServiceUnit) -> list[Progress]:
    """All periods, newest first, each with its answers and target."""
    return _progress(Period.objects.filter(unit=unit).order_by("-starts_on"))
