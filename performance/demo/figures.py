"""Targets, pagu and realisations of the demonstration city, all synthetic.

Bulk statements, not actions: a quarter of a million figures would take minutes one by
one, and nothing of it is anybody's act.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from organizations.demo.chance import between, fraction
from performance.choices import Accumulation, NodeLevel, Polarity
from performance.demo.plan import SAKIP_VALUE, base_target
from performance.models import (
    BudgetRealization,
    Indicator,
    Pagu,
    PeriodBudget,
    PeriodTarget,
    PlanNode,
    PlanVersion,
    Realization,
    YearTarget,
)

CENT = Decimal("0.01")
ONCE_A_YEAR = (SAKIP_VALUE,)  # no figure before the fourth quarter
COUNTED = ("Temuan",)  # a state that is a number of things
THOUSAND = Decimal(1000)
CITY_MARKS = (Decimal("0.990"), Decimal("0.994"), Decimal("0.998"), Decimal(1))
QUARTER_SHARE = (Decimal("0.14"), Decimal("0.38"), Decimal("0.66"), Decimal(1))


@dataclass(frozen=True)
class Span:
    """The years of the period and how far the running year has been filled."""

    years: tuple[int, ...]
    last_year: int
    last_quarter: int  # the last quarter with figures in `last_year`

    def filled(self, year: int) -> int:
        """How many quarters of the year have figures."""
        if year < self.last_year:
            return 4
        return self.last_quarter if year == self.last_year else 0


@dataclass(frozen=True)
class Known:
    """What a unit published of one year, by indicator and sub kegiatan; other years stay near it."""

    targets: Mapping[int, Decimal] = field(default_factory=dict)
    pagus: Mapping[int, Decimal] = field(default_factory=dict)


NOTHING_KNOWN = Known()
Path = tuple[Decimal, ...]


def target_path(indicator: Indicator, span: Span, known: Known = NOTHING_KNOWN) -> Path:
    """One target a year: states improve a little each year, counts stay or grow slowly; what was
    published for one year is asked of every year."""
    if indicator.pk in known.targets:
        return (known.targets[indicator.pk],) * len(span.years)
    base = base_target(indicator)
    if indicator.node.organization_id is None:
        return _line(*CITY_PATHS[indicator.name], len(span.years))
    if indicator.polarity == Polarity.LOWER:
        start = Decimal(int(between(12, 40, "lower", indicator.pk, indicator.name)))
        return tuple(max(Decimal(3), start - 2 * i) for i in range(len(span.years)))
    if indicator.accumulation == Accumulation.SUM:
        return tuple(base + (i * base // 20) for i in range(len(span.years)))
    step = between("0.4", "1.6", "step", indicator.name)
    return tuple(min(Decimal(100), base + step * i).quantize(CENT) for i in range(len(span.years)))


CITY_PATHS: dict[str, tuple[Decimal, Decimal]] = {}


def _line(first: Decimal, last: Decimal, count: int) -> Path:
    step = (last - first) / max(count - 1, 1)
    return tuple((first + step * i).quantize(CENT) for i in range(count))


def realised(
    indicator: Indicator, year: int, target: Decimal, quarters: int
) -> list[Decimal | None]:
    """Four quarters: increments for sums, states for the rest; later quarters empty."""
    luck = fraction("ratio", indicator.name, indicator.organization_id, year)
    ratio = Decimal("0.78") + luck * Decimal("0.30")
    if luck > Decimal("0.35"):
        ratio = Decimal("0.94") + luck * Decimal("0.10")
    if indicator.polarity == Polarity.LOWER:
        ratio = Decimal("1.24") - luck * Decimal("0.36")
    is_city = indicator.node.organization_id is None
    if is_city:  # a city's outcome moves slowly
        ratio = Decimal("0.975") + luck * Decimal("0.05")
    total = target * ratio
    if is_city:
        values = [(total * mark).quantize(CENT) for mark in CITY_MARKS]
    elif indicator.accumulation == Accumulation.SUM:
        values = _increments(total.quantize(Decimal(1), ROUND_HALF_UP))
    else:
        values = _states(total, target, indicator)
    known = [value if place < quarters else None for place, value in enumerate(values)]
    return _measured(indicator, known)


def _measured(indicator: Indicator, values: Sequence[Decimal | None]) -> list[Decimal | None]:
    """The quarters that have a figure at all."""
    return [None, None, None, values[3]] if indicator.name in ONCE_A_YEAR else list(values)


def _increments(total: Decimal) -> list[Decimal]:
    marks = [(total * share).quantize(Decimal(1), ROUND_HALF_UP) for share in QUARTER_SHARE]
    return [marks[0], *(b - a for a, b in pairwise(marks))]


def _states(total: Decimal, target: Decimal, indicator: Indicator) -> list[Decimal]:
    polarity, step = indicator.polarity, Decimal(1) if indicator.unit in COUNTED else CENT
    if polarity == Polarity.LOWER:
        factors = (Decimal("1.18"), Decimal("1.10"), Decimal("1.04"), Decimal(1))
    else:
        factors = (Decimal("0.90"), Decimal("0.94"), Decimal("0.97"), Decimal(1))
    top = Decimal(100) if polarity == Polarity.HIGHER and target <= 100 else Decimal(10**9)
    return [min(top, (total * factor).quantize(step, ROUND_HALF_UP)) for factor in factors]


def write_targets(
    indicators: list[Indicator],
    span: Span,
    versions: dict[int, PlanVersion],
    renstra: PlanVersion,
    *,
    with_period: bool,
    known: Known = NOTHING_KNOWN,
) -> None:
    """Year targets (with quarters), baselines and end targets of all given indicators."""
    years, periods = [], []
    for indicator in indicators:
        path = target_path(indicator, span, known)
        is_sum = indicator.accumulation == Accumulation.SUM
        for year, target in zip(span.years, path, strict=True):
            states = _increments(target) if is_sum else _states(target, target, indicator)
            quarters = _measured(indicator, states)
            years.append(
                YearTarget(
                    indicator=indicator,
                    year=year,
                    version=versions[year],
                    target=target,
                    **{f"q{n}": value for n, value in enumerate(quarters, start=1)},
                )
            )
        periods.append(
            PeriodTarget(
                indicator=indicator,
                version=renstra,
                baseline=path[0] if not is_sum else None,
                end_target=sum(path) if is_sum else path[-1],
            )
        )
    YearTarget.objects.bulk_create(years, batch_size=2000)
    if with_period:
        PeriodTarget.objects.bulk_create(periods, batch_size=2000)


def write_realisations(
    indicators: list[Indicator],
    span: Span,
    quarters_of: Callable[[Indicator, int], int],
    *,
    known: Known = NOTHING_KNOWN,
) -> None:
    rows = []
    for indicator in indicators:
        path = target_path(indicator, span, known)
        for year, target in zip(span.years, path, strict=True):
            quarters = quarters_of(indicator, year)
            if quarters == 0:
                continue
            values = realised(indicator, year, target, quarters)
            rows.append(
                Realization(
                    indicator=indicator,
                    year=year,
                    organization_id=indicator.organization_id,
                    **{f"k{n}": value for n, value in enumerate(values, start=1)},
                )
            )
    Realization.objects.bulk_create(rows, batch_size=2000)


def pagu_path(
    node: PlanNode, scale: int, siblings: int, span: Span, known: Known = NOTHING_KNOWN
) -> list[int]:
    """Whole thousands of rupiah, growing some four per cent a year, up to what was published."""
    mean = Decimal(scale) * 10**9 / max(siblings, 1)
    base = mean * between("0.25", "1.75", "pagu", node.code, node.organization_id)
    growth = Decimal("1.04")
    if node.pk in known.pagus:
        base = known.pagus[node.pk] / growth ** (len(span.years) - 1)
    return [
        int((base * growth**i / THOUSAND).quantize(Decimal(1))) * 1000
        for i in range(len(span.years))
    ]


def write_budgets(
    nodes: list[PlanNode],
    scale: int,
    span: Span,
    versions: dict[int, PlanVersion],
    renstra: PlanVersion,
    *,
    quarters_of: Callable[[PlanNode, int], int],
    with_period: bool,
    known: Known = NOTHING_KNOWN,
) -> None:
    """Pagu, end-of-period pagu and spending of the sub kegiatan of one unit."""
    pagus, periods, spent = [], [], []
    subs = [node for node in nodes if node.level == NodeLevel.SUBKEGIATAN]
    for node in subs:
        path = pagu_path(node, scale, len(subs), span, known)
        periods.append(PeriodBudget(node=node, version=renstra, end_amount=sum(path)))
        for year, amount in zip(span.years, path, strict=True):
            pagus.append(Pagu(node=node, year=year, version=versions[year], amount=amount))
            quarters = quarters_of(node, year)
            if quarters:
                spent.append(_spending(node, year, amount, quarters))
    if with_period:
        PeriodBudget.objects.bulk_create(periods, batch_size=2000)
    Pagu.objects.bulk_create(pagus, batch_size=2000)
    BudgetRealization.objects.bulk_create(spent, batch_size=2000)


def _spending(node: PlanNode, year: int, pagu: int, quarters: int) -> BudgetRealization:
    share = between("0.84", "0.99", "spent", node.code, node.organization_id, year)
    marks = [int(Decimal(pagu) * share * part) for part in QUARTER_SHARE]
    values: Iterable[int] = [marks[0], *(b - a for a, b in pairwise(marks))]
    cells = {f"rp{n}": value for n, value in enumerate(values, start=1) if n <= quarters}
    return BudgetRealization(node=node, year=year, organization_id=node.organization_id, **cells)
