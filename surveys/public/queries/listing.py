"""Units as everybody finds them: what was announced last, and whether one can answer there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from organizations.models import Organization
from surveys import formulas
from surveys.choices import PeriodState, QuestionnaireState
from surveys.formulas import Grade
from surveys.index.queries.hiding import NOTHING, why_not_public
from surveys.models import Period, Questionnaire, ServicePoint, ServiceUnit, Snapshot

PUBLISHED = Q(state=PeriodState.PUBLISHED)


@dataclass(frozen=True)
class Announced:
    """The result of a unit that was announced last; rounded when it was frozen."""

    period: Period
    respondents: int
    index: Decimal | None  # None: nobody answered, or too few to show

    @property
    def label(self) -> str:
        return self.period.label

    @property
    def grade(self) -> Grade | None:
        return formulas.grade_of(self.index)

    @property
    def why(self) -> str:
        """Why there is no index."""
        return why_not_public(self.respondents)


@dataclass(frozen=True)
class Line:
    unit: ServiceUnit
    announced: Announced | None
    is_open: bool = False  # an address of it takes an answer

    @property
    def why(self) -> str:
        return self.announced.why if self.announced else NOTHING


def found_units(filters: Mapping[str, Any]) -> QuerySet[ServiceUnit]:
    """Units in use by name; `kata` looks at the unit, its OPD and its services."""
    rows = ServiceUnit.objects.filter(is_active=True).select_related("organization")
    if filters.get("opd"):
        rows = rows.filter(organization=filters["opd"])
    for word in str(filters.get("kata") or "").split()[:6]:
        services = ServiceUnit.objects.filter(
            services__name__icontains=word, services__is_active=True
        )
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(organization__name__icontains=word)
            | Q(organization__short_name__icontains=word)
            | Q(pk__in=services.values("pk"))
        )
    return rows.order_by("name", "pk")


def organizations_with_units() -> QuerySet[Organization]:
    units = ServiceUnit.objects.filter(is_active=True).values("organization_id")
    return Organization.objects.filter(pk__in=units).order_by("name")


def units_to_answer(filters: Mapping[str, Any]) -> QuerySet[ServiceUnit]:
    """Those of `found_units` with a point that takes an answer."""
    return found_units(filters).filter(pk__in=_answering().values("unit_id"))


def lines_of(units: Iterable[ServiceUnit]) -> list[Line]:
    """Two statements, however many units."""
    found = list(units)
    announced = announced_of(found)
    answering = set(answering_points(found).values_list("unit_id", flat=True))
    return [Line(unit, announced.get(unit.pk), unit.pk in answering) for unit in found]


def announced_of(units: Sequence[ServiceUnit]) -> dict[int, Announced]:
    """The newest announced result of each unit, in one statement."""
    rows = Snapshot.objects.filter(
        period__state=PeriodState.PUBLISHED, period__unit__in=[unit.pk for unit in units]
    )
    rows = rows.select_related("period").defer("figures")
    rows = rows.order_by("period__unit_id", "-period__starts_on").distinct("period__unit_id")
    return {row.period.unit_id: announced(row) for row in rows}


def announced(row: Snapshot) -> Announced:
    index = None if why_not_public(row.respondents) else row.index
    return Announced(row.period, row.respondents, index)


def answering_points(units: Sequence[ServiceUnit]) -> QuerySet[ServicePoint]:
    """Points of these units, by name, whose address opens a form that takes an answer."""
    rows = _answering().filter(unit__in=[unit.pk for unit in units])
    return rows.select_related("service").order_by("name", "pk")


def _answering() -> QuerySet[ServicePoint]:
    in_use = Questionnaire.objects.filter(
        state=QuestionnaireState.ACTIVE, code=OuterRef("unit__questionnaire__code")
    )
    return ServicePoint.objects.filter(
        Q(service=None) | Q(service__is_active=True),
        Exists(in_use),
        is_active=True,
        unit__is_active=True,
    )
