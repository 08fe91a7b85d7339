"""Early warnings with what they were raised for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from organizations.formatting import quarter_name
from organizations.models import Organization
from performance.entry.queries.submissions import FILLING, QuarterLine
from performance.models import UnitSummary
from performance.overview.queries.warning_rules import RULES, Rule


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
        and line.state in FILLING
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
