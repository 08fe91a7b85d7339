"""The leaders' overview: sasaran of the city and units, from maintained summaries.

A light is green only when everything it stands for has figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from organizations.formatting import quarter_name
from organizations.models import Organization
from performance import formulas
from performance.counted import counted_in
from performance.evaluation.queries.agreed import promised_by_city
from performance.evaluation.queries.results import Frame, Result, city_goals, mean_result
from performance.formulas import BandScheme
from performance.models import UnitSummary
from performance.overview.queries.lights import Light, light_of
from performance.plan.queries.units import called_in


@dataclass(frozen=True)
class GoalLight:
    name: str
    light: Light
    results: tuple[Result, ...]


@dataclass(frozen=True)
class UnitLight:
    unit: Organization
    light: Light
    absorption: Decimal | None
    pagu: int
    spent: int
    last_quarter: int
    warnings: int


@dataclass(frozen=True)
class Leaders:
    year: int
    moment: str
    accepted: int
    goals: tuple[GoalLight, ...]
    units: tuple[UnitLight, ...]
    pagu: int
    spent: int
    absorption: Decimal | None
    city: Light
    agreed: frozenset[int]  # indicators of the mayor's signed agreement
    warnings: int
    surprising: int
    as_of: datetime | None

    @property
    def is_complete(self) -> bool:
        return self.accepted == len(self.units)


def leaders(year: int) -> Leaders:
    """Everything on the page; eleven queries however large the city is."""
    frame = Frame.read(year)
    scheme, quarter = frame.scheme, frame.quarter
    summaries = UnitSummary.objects.filter(year=year, organization__in=counted_in(year))
    rows = list(summaries.select_related("organization"))
    called_in(year, (row.organization for row in rows))
    rows.sort(key=lambda row: row.organization.name)
    units = tuple(_unit(row, scheme, quarter) for row in rows)
    moment = frame.moment(len(units))
    mean = formulas.mean_of([row.iku_exact for row in rows])
    pagu, spent = sum(row.pagu for row in rows), sum(row.spent for row in rows)
    complete = sum(unit.light.is_complete for unit in units)
    return Leaders(
        year=year,
        moment=f"{quarter_name(moment.quarter)} {year}" if moment else str(year),
        accepted=moment.accepted if moment else 0,
        goals=tuple(goal_light(name, found, scheme, quarter) for name, found in city_goals(frame)),
        units=units,
        pagu=pagu,
        spent=spent,
        absorption=formulas.rounded(formulas.absorption(spent, pagu), 2),
        city=light_of(mean.value, complete, len(units), scheme),
        agreed=promised_by_city(year) or frozenset(),
        warnings=sum(unit.warnings for unit in units),
        surprising=sum(w["rule"] == "high" for row in rows for w in row.warnings),
        as_of=min((row.computed_at for row in rows), default=None),
    )


def goal_light(name: str, found: list[Result], scheme: BandScheme, quarter: int) -> GoalLight:
    """Grey too when an indicator's unit has not reached the quarter the page shows."""
    mean = mean_result(found)
    is_behind = any(row.last_quarter < quarter for row in found)
    light = light_of(mean.value, mean.filled, mean.total, scheme, is_behind=is_behind)
    return GoalLight(name, light, tuple(found))


def _unit(row: UnitSummary, scheme: BandScheme, quarter: int) -> UnitLight:
    return UnitLight(
        unit=row.organization,
        light=light_of(
            row.iku_exact,
            row.iku_filled,
            row.iku_total,
            scheme,
            is_behind=row.last_quarter < quarter,
        ),
        absorption=formulas.rounded(formulas.absorption(row.spent, row.pagu), 2),
        pagu=row.pagu,
        spent=row.spent,
        last_quarter=row.last_quarter,
        warnings=len(row.warnings),
    )
