"""Units and their programs as everybody may see them: accepted figures, constant queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Max, Q, Sum

from organizations.models import Organization
from performance import formulas
from performance.choices import NodeLevel
from performance.models import BudgetRealization, Indicator, Pagu, PlanNode
from performance.queries.public import Accepted, Result, accepted_quarters, city_scheme, results


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
    band: str
    tone: str
    pagu: int
    spent: int
    absorption: Decimal | None
    last_quarter: int


def unit_lines(year: int) -> list[UnitLine]:
    """Every reporting unit with the mean of its IKU and its absorption, by code."""
    iku = results(Indicator.objects.active().iku().filter(node__organization__isnull=False), year)
    by_unit: dict[int, list[Result]] = defaultdict(list)
    for result in iku:
        by_unit[result.organization_id].append(result)
    accepted = accepted_quarters(year)
    pagu, spent = _pagu_by_unit(year), _spent_by_unit(year, accepted)
    scheme = city_scheme()
    lines = []
    for unit in Organization.objects.reporting().order_by("code"):
        mean = formulas.mean_of([r.exact for r in by_unit[unit.pk]])
        value = formulas.rounded(mean.value, 2)
        mark = formulas.band(value, scheme)
        money, used = pagu.get(unit.pk, 0), spent.get(unit.pk, 0)
        lines.append(
            UnitLine(
                code=unit.code,
                name=unit.name,
                short_name=unit.short_name,
                achievement=value,
                exact=mean.value,
                filled=mean.filled,
                total=mean.total,
                band=mark.label if mark else "",
                tone=mark.tone if mark else "neutral",
                pagu=money,
                spent=used,
                absorption=formulas.rounded(formulas.absorption(used, money), 2),
                last_quarter=max(accepted.get(unit.pk, ()), default=0),
            )
        )
    return lines


def _pagu_by_unit(year: int) -> dict[int, int]:
    """Pagu of the latest version that exists for the year."""
    rows = Pagu.objects.filter(year=year)
    latest = rows.aggregate(n=Max("version__sequence"))["n"] or 0
    sums = rows.filter(version__sequence=latest).values("node__organization")
    return {r["node__organization"]: r["n"] for r in sums.annotate(n=Sum("amount"))}


def _spent_by_unit(year: int, accepted: Accepted) -> dict[int, int]:
    rows = (
        BudgetRealization.objects.filter(year=year)
        .values("organization")
        .annotate(a=Sum("rp1"), b=Sum("rp2"), c=Sum("rp3"), d=Sum("rp4"))
    )
    spent = {}
    for row in rows:
        quarters = accepted.get(row["organization"], frozenset())
        values = (row["a"], row["b"], row["c"], row["d"])
        spent[row["organization"]] = sum(
            value or 0 for q, value in enumerate(values, start=1) if q in quarters
        )
    return spent


def unit_money(unit: Organization, year: int, quarters: frozenset[int]) -> tuple[int, int]:
    """Pagu of the latest version and what was spent in the accepted quarters of one unit."""
    rows = Pagu.objects.filter(node__organization=unit, year=year)
    latest = rows.aggregate(n=Max("version__sequence"))["n"] or 0
    pagu = rows.filter(version__sequence=latest).aggregate(n=Sum("amount"))["n"] or 0
    spent = BudgetRealization.objects.filter(organization=unit, year=year).aggregate(
        a=Sum("rp1"), b=Sum("rp2"), c=Sum("rp3"), d=Sum("rp4")
    )
    values = (spent["a"], spent["b"], spent["c"], spent["d"])
    return pagu, sum(value or 0 for q, value in enumerate(values, start=1) if q in quarters)


@dataclass(frozen=True)
class Headline:
    """The three numbers of the front page."""

    pagu: int
    spent: int
    absorption: Decimal | None
    mean: Decimal | None
    band: str
    tone: str
    units_filled: int
    units: int


def headline(lines: Iterable[UnitLine]) -> Headline:
    rows = list(lines)
    pagu, spent = sum(r.pagu for r in rows), sum(r.spent for r in rows)
    mean = formulas.mean_of([r.exact for r in rows])
    value = formulas.rounded(mean.value, 2)
    mark = formulas.band(value, city_scheme())
    return Headline(
        pagu=pagu,
        spent=spent,
        absorption=formulas.rounded(formulas.absorption(spent, pagu), 2),
        mean=value,
        band=mark.label if mark else "",
        tone=mark.tone if mark else "neutral",
        units_filled=mean.filled,
        units=mean.total,
    )


@dataclass(frozen=True)
class ProgramLine:
    code: str
    name: str
    pagu: int
    spent: int
    absorption: Decimal | None


def program_lines(unit: Organization, year: int) -> list[ProgramLine]:
    """Programs of a unit with pagu and accepted spending, in three queries."""
    quarters = accepted_quarters(year).get(unit.pk, frozenset())
    group = Q(node__organization=unit, year=year)
    pagu: dict[int, int] = defaultdict(int)
    spent: dict[int, int] = defaultdict(int)
    sequence = Pagu.objects.filter(group).aggregate(n=Max("version__sequence"))["n"] or 0
    for node, program, amount in Pagu.objects.filter(group, version__sequence=sequence).values_list(
        "node_id", "node__program_id", "amount"
    ):
        pagu[program or node] += amount
    for row in BudgetRealization.objects.filter(group).select_related("node"):
        spent[row.node.program_id or row.node_id] += sum(
            value or 0 for q, value in enumerate(row.quarters, start=1) if q in quarters
        )
    programs = PlanNode.objects.filter(organization=unit, level=NodeLevel.PROGRAM).in_year(year)
    return [
        ProgramLine(
            code=node.full_code,
            name=node.name,
            pagu=pagu[node.pk],
            spent=spent[node.pk],
            absorption=formulas.rounded(formulas.absorption(spent[node.pk], pagu[node.pk]), 2),
        )
        for node in programs.select_related("organization").order_by("code")
    ]
