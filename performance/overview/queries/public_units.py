"""Units and their programs as everybody may see them: accepted figures, constant queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from organizations.models import Organization
from performance import formulas
from performance.choices import NodeLevel
from performance.entry.queries.figures import SURPRISING
from performance.evaluation.queries.agreed import agreed_indicators
from performance.evaluation.queries.money import Spent, program_money, unit_money
from performance.evaluation.queries.results import Frame, Result, mean_result, results
from performance.formulas import BandScheme
from performance.models import Indicator, PlanNode
from performance.overview.queries.lights import light_of
from performance.plan.queries.units import units_in


@dataclass(frozen=True)
class UnitLine:
    """A line of the city's overview: one unit, one year."""

    code: str
    name: str
    short_name: str
    achievement: Decimal | None
    exact: Decimal | None
    filled: int
    total: int
    is_complete: bool
    band: str
    tone: str
    pagu: int
    spent: int
    absorption: Decimal | None
    last_quarter: int
    agreed: frozenset[int] = frozenset()  # the indicators the mean is made of
    surprising: tuple[Result, ...] = ()  # results far above their target, highest first


def unit_lines(frame: Frame) -> list[UnitLine]:
    """Every reporting unit with the mean of what it agreed to and its absorption, by code."""
    units = units_in(frame.year)
    agreed = agreed_indicators([unit.pk for unit in units], frame.year)
    owner = {pk: unit for unit, promised in agreed.items() for pk in promised}
    by_unit: dict[int, list[Result]] = defaultdict(list)
    for result in results(Indicator.objects.as_of(frame.year).filter(pk__in=owner), frame):
        by_unit[owner[result.pk]].append(result)
    money = unit_money([unit.pk for unit in units], frame)
    lines = []
    for unit in units:
        mean = mean_result(by_unit[unit.pk])
        last = frame.last_quarter(unit.pk)
        light = light_of(
            mean.value, mean.filled, mean.total, frame.scheme, is_behind=last < frame.quarter
        )
        own = money.get(unit.pk, Spent())
        lines.append(
            UnitLine(
                code=unit.code,
                name=unit.name,
                short_name=unit.short_name,
                achievement=light.value,
                exact=mean.value,
                filled=mean.filled,
                total=mean.total,
                is_complete=light.is_complete,
                band=light.label if light.value is not None else "",
                tone=light.tone,
                pagu=own.pagu,
                spent=own.spent,
                absorption=own.absorption,
                last_quarter=last,
                agreed=agreed.get(unit.pk, frozenset()),
                surprising=far_above(by_unit[unit.pk]),
            )
        )
    return lines


def far_above(found: Iterable[Result]) -> tuple[Result, ...]:
    """What moves a mean on its own, highest first; pages name it beside the mean."""
    rows = [row for row in found if row.achievement is not None and row.achievement > SURPRISING]
    return tuple(sorted(rows, key=lambda row: row.achievement or 0, reverse=True))


@dataclass(frozen=True)
class Headline:
    """The three numbers of the front page, and what the mean is made of."""

    pagu: int
    spent: int
    absorption: Decimal | None
    mean: Decimal | None
    band: str
    tone: str
    complete: int
    units: int
    surprising: tuple[Result, ...]


def headline(lines: Iterable[UnitLine], scheme: BandScheme) -> Headline:
    rows = list(lines)
    pagu, spent = sum(r.pagu for r in rows), sum(r.spent for r in rows)
    mean = formulas.mean_of([r.exact for r in rows])
    complete = sum(row.is_complete for row in rows)
    light = light_of(mean.value, complete, len(rows), scheme)
    return Headline(
        pagu=pagu,
        spent=spent,
        absorption=formulas.rounded(formulas.absorption(spent, pagu), 2),
        mean=light.value,
        band=light.label if light.value is not None else "",
        tone=light.tone,
        complete=complete,
        units=len(rows),
        surprising=far_above(result for row in rows for result in row.surprising),
    )


@dataclass(frozen=True)
class ProgramLine:
    code: str
    name: str
    pagu: int
    spent: int
    absorption: Decimal | None


def program_lines(unit: Organization, frame: Frame) -> list[ProgramLine]:
    """Programs of a unit with pagu and accepted spending, in three queries."""
    money = program_money([unit.pk], frame)
    rows = PlanNode.objects.filter(organization=unit, level=NodeLevel.PROGRAM)
    found = []
    for node in rows.in_year(frame.year).select_related("organization").order_by("code"):
        own = money.get((unit.pk, node.pk), Spent())
        found.append(ProgramLine(node.full_code, node.name, own.pagu, own.spent, own.absorption))
    return found
