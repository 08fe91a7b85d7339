"""The leaders' overview: sasaran of the city and units, from maintained summaries.

A light is green only when everything it stands for has figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from organizations.formatting import quarter_name
from organizations.models import Organization
from performance import formulas
from performance.choices import SubmissionState
from performance.entry.queries.submissions import NOT_STARTED, QuarterLine
from performance.evaluation.queries.results import Frame, Result, city_goals, mean_result
from performance.formulas import BandScheme
from performance.models import UnitSummary
from performance.overview.queries.lights import Light, light_of
from performance.overview.queries.summaries import RULES, Rule


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


def leaders(year: int) -> Leaders:
    """Everything on the page; eight queries however large the city is."""
    frame = Frame.read(year)
    scheme, quarter = frame.scheme, frame.quarter
    known = Organization.objects.reporting().in_year(year)
    summaries = UnitSummary.objects.filter(year=year, organization__in=known)
    rows = list(summaries.select_related("organization"))
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
        warnings=sum(unit.warnings for unit in units),
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


@dataclass(frozen=True)
class Warning_:  # noqa: N801 - Warning is a built-in
    rule: Rule
    unit: Organization
    name: str
    text: str
    url: str


@dataclass(frozen=True)
class UnitCounts:
    """A unit with the number of its warnings, one for each of `RULES` in their order."""

    unit: Organization
    counts: tuple[int, ...]

    @property
    def by_rule(self) -> list[tuple[Rule, int]]:
        return list(zip(RULES.values(), self.counts, strict=True))

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True)
class Warnings:
    """Warnings of some units in a year; the counts are those of the very lines listed."""

    year: int
    lines: list[Warning_]
    units: list[UnitCounts]
    is_counted: bool  # some unit has a summary of this year

    @property
    def rules(self) -> list[tuple[Rule, int]]:
        places = enumerate(RULES.values())
        return [(rule, sum(row.counts[at] for row in self.units)) for at, rule in places]

    @property
    def total(self) -> int:
        return sum(row.total for row in self.units)

    def of(self, rule: str) -> list[Warning_]:
        """The lines of one rule; without a rule all of them."""
        return [line for line in self.lines if not rule or line.rule.code == rule]


OPEN = (NOT_STARTED, SubmissionState.DRAFT, SubmissionState.RETURNED)


def warnings_of(
    units: Iterable[Organization], year: int, quarters: Iterable[QuarterLine]
) -> Warnings:
    """Warnings of the units a person sees, late quarters first; one query.

    `quarters` are lines of `quarter_lines`; those of other units and years are ignored.
    """
    known = {unit.pk: unit for unit in units}
    found = [
        _late(line)
        for line in quarters
        if line.year == year
        and line.organization.pk in known
        and line.state in OPEN
        and line.is_closed
    ]
    rows = list(UnitSummary.objects.filter(year=year, organization__in=known))
    for row in sorted(rows, key=lambda row: known[row.organization_id].name):
        unit = known[row.organization_id]
        found += [
            Warning_(RULES[w["rule"]], unit, w["name"], w["text"], w["url"])
            for w in row.warnings
            if w["rule"] in RULES
        ]
    return Warnings(year, found, _counted(known.values(), found), bool(rows))


def _late(line: QuarterLine) -> Warning_:
    name = f"{quarter_name(line.quarter)} {line.year}"
    return Warning_(
        RULES["late"], line.organization, name, f"Status: {line.label.lower()}", line.url
    )


def _counted(units: Iterable[Organization], lines: Iterable[Warning_]) -> list[UnitCounts]:
    """Every unit, the ones with most warnings first."""
    found = Counter((line.unit.pk, line.rule.code) for line in lines)
    rows = [UnitCounts(unit, tuple(found[unit.pk, code] for code in RULES)) for unit in units]
    return sorted(rows, key=lambda row: (-row.total, row.unit.name))
