"""The leaders' overview: sasaran of the city and units, from maintained summaries.

A light is green only when everything it stands for has figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse

from organizations.formatting import quarter_name
from organizations.models import Organization
from performance import formulas
from performance.formulas import BandScheme
from performance.models import UnitSummary
from performance.queries.public import Result, city_goals, city_scheme, latest_moment
from performance.queries.summaries import RULES, Rule

INCOMPLETE = "Belum lengkap"


@dataclass(frozen=True)
class Light:
    """A traffic light: its word and tone. Grey stands for incomplete data, never green."""

    label: str
    tone: str
    value: Decimal | None
    filled: int
    total: int
    is_behind: bool = False  # older than the quarter its neighbours show

    @property
    def is_complete(self) -> bool:
        return self.total > 0 and self.filled == self.total and not self.is_behind


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
    warnings: int
    as_of: datetime | None

    @property
    def is_complete(self) -> bool:
        return self.accepted == len(self.units)


def light_of(
    exact: Decimal | None,
    filled: int,
    total: int,
    scheme: BandScheme,
    *,
    is_behind: bool = False,
) -> Light:
    value = formulas.rounded(exact, 2)
    mark = formulas.band(value, scheme)
    if mark is None or filled < total or is_behind:
        return Light(INCOMPLETE, "neutral", value, filled, total, is_behind)
    return Light(mark.label, mark.tone, value, filled, total)


def leaders(year: int) -> Leaders:
    """Everything on the page; ten queries however large the city is."""
    scheme = city_scheme()
    moment = latest_moment(year)
    rows = list(UnitSummary.objects.filter(year=year).select_related("organization"))
    rows.sort(key=lambda row: row.organization.name)
    units = tuple(_unit(row, scheme, moment.quarter if moment else 0) for row in rows)
    mean = formulas.mean_of([row.iku_exact for row in rows])
    pagu, spent = sum(row.pagu for row in rows), sum(row.spent for row in rows)
    complete = sum(unit.light.is_complete for unit in units)
    return Leaders(
        year=year,
        moment=f"{quarter_name(moment.quarter)} {year}" if moment else str(year),
        accepted=moment.accepted if moment else 0,
        goals=tuple(_goal(name, found, scheme) for name, found in city_goals(year)),
        units=units,
        pagu=pagu,
        spent=spent,
        absorption=formulas.rounded(formulas.absorption(spent, pagu), 2),
        city=light_of(mean.value, complete, len(units), scheme),
        warnings=sum(unit.warnings for unit in units),
        as_of=min((row.computed_at for row in rows), default=None),
    )


def _goal(name: str, found: list[Result], scheme: BandScheme) -> GoalLight:
    mean = formulas.mean_of([row.exact for row in found])
    return GoalLight(name, light_of(mean.value, mean.filled, mean.total, scheme), tuple(found))


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


@dataclass(frozen=True)
class Warning_:  # noqa: N801 - Warning is a built-in
    rule: Rule
    unit: Organization
    name: str
    text: str
    url: str


@dataclass(frozen=True)
class Warnings:
    year: int
    rules: list[tuple[Rule, int]]
    lines: list[Warning_]
    total: int


SHOWN = 200


def warnings_of(
    units: Iterable[Organization], year: int, late: Iterable[Any], rule: str
) -> Warnings:
    """Warnings of the units a person sees, by rule; the list is cut at two hundred."""
    known = {unit.pk: unit for unit in units}
    rows = UnitSummary.objects.filter(year=year, organization__in=known)
    found = [
        Warning_(
            RULES["late"],
            line.organization,
            f"{quarter_name(line.quarter)} {line.year}",
            f"Status: {line.label.lower()}",
            reverse("performance:entry", args=[line.organization.code, line.year, line.quarter]),
        )
        for line in late
    ]
    for row in rows.order_by("organization__name"):
        unit = known[row.organization_id]
        found += [
            Warning_(RULES[w["rule"]], unit, w["name"], w["text"], w["url"])
            for w in row.warnings
            if w["rule"] in RULES
        ]
    counts = Counter(line.rule.code for line in found)
    chosen = [line for line in found if not rule or line.rule.code == rule]
    return Warnings(
        year, [(r, counts[r.code]) for r in RULES.values()], chosen[:SHOWN], len(chosen)
    )
