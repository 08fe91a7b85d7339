"""Budget absorption, and the three ways efficiency is reported. Always name which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from organizations.exact import HUNDRED, Number, exact, percent, to_exact

from .rollup import mean_of

EFFICIENCY_MARGIN = Decimal(5)
KEMENKEU_LIMIT = Decimal(20)


def absorption(realization: Number | None, budget: Number | None) -> Decimal | None:
    """Share of a budget that was spent (serapan).

    serapan = realization / budget x 100
    Percent, 0 and up (above 100: spent more than the budget of that date); None when either
    is missing or the budget is zero. Not rounded.
    Source: budget table of published LKjIP and of the E.81 workbook of Kabupaten Deli
    Serdang 2025.

    >>> absorption(75_000_000, 100_000_000)
    Decimal('75')
    """
    return percent(realization, budget)


@dataclass(frozen=True)
class Efficiency:
    """Percentage points between achievement and absorption, with their word."""

    value: Decimal
    label: str
    tone: str


def efficiency_difference(
    achieved: Number | None, absorbed: Number | None, margin: Number = EFFICIENCY_MARGIN
) -> Efficiency | None:
    """Efficiency as achievement minus absorption, in three bands.

    x = capaian - serapan; x > 5 efisien; -5 <= x <= 5 cukup efisien; x < -5 tidak efisien
    Percentage points; None when either is missing. Not rounded; judged unrounded.
    Source: a published e-SAKIP application (repository e-sakip-bna); no instrument read
    here prescribes it.

    >>> efficiency_difference(95, 80).label, efficiency_difference(80, 75).label
    ('Efisien', 'Cukup efisien')
    """
    if achieved is None or absorbed is None:
        return None
    with exact():
        value = Decimal(achieved) - Decimal(absorbed)
    if value > margin:
        return Efficiency(value, "Efisien", "success")
    if value < -margin:
        return Efficiency(value, "Tidak efisien", "danger")
    return Efficiency(value, "Cukup efisien", "warning")


def leftover_efficiency(
    achieved: Number | None, realization: Number | None, budget: Number | None
) -> Decimal | None:
    """Efficiency as the share of the budget left over, once the target was reached.

    efisiensi = 100 - realization / budget x 100, only if capaian >= 100
    Percent; None below 100 (saving on an unreached target is no efficiency) and when a
    figure is missing or the budget is zero; negative when more than the budget was spent.
    Not rounded; give it the unrounded achievement.
    Source: practice of published LKjIP ("tingkat efisiensi", efficiency analysis).

    >>> leftover_efficiency(Decimal("100.45"), 8899, 10000), leftover_efficiency(99, 1, 10)
    (Decimal('11.01'), None)
    """
    absorbed = absorption(realization, budget)
    if achieved is None or achieved < HUNDRED or absorbed is None:
        return None
    with exact():
        return HUNDRED - absorbed


@dataclass(frozen=True)
class OutputCost:
    """One output: money spent and planned (RAK, PAK), volume reached and planned (RVK, TVK)."""

    spent: Number | None
    budget: Number | None
    reached: Number | None
    target: Number | None


@dataclass(frozen=True)
class KemenkeuEfficiency:
    """E before and after the limits, NE, and how many outputs they rest on."""

    unlimited: Decimal | None
    e: Decimal | None
    ne: Decimal | None
    filled: int
    total: int


def kemenkeu_efficiency(outputs: Sequence[OutputCost]) -> KemenkeuEfficiency:
    """Efficiency of outputs and its score, with both limits.

    E = mean of [1 - (RAK / RVK) / (PAK / TVK)] x 100, limited to -20..20
    NE = 50 + E / 20 x 50, so 0..100
    Percent; outputs with a missing figure or a zero volume or budget are left out of the
    mean and counted in `total`. None when none is left. Not rounded.
    Source: LAKIP of the Inspektorat Jenderal, Kementerian Keuangan 2019 (p. 42), which
    printed NE = 235 for E = 74.03 because E was not limited; the limits are recalled, not
    read in an instrument.

    >>> kemenkeu_efficiency([OutputCost(spent=90, budget=100, reached=10, target=10)]).ne
    Decimal('75.0')
    """
    mean = mean_of(_unit_cost_saving(output) for output in outputs)
    e = kemenkeu_limited(mean.value)
    return KemenkeuEfficiency(mean.value, e, kemenkeu_score(e), mean.filled, mean.total)


def kemenkeu_limited(e: Number | None) -> Decimal | None:
    """E kept inside -20..20. Percent, not rounded. Source: see `kemenkeu_efficiency`.

    >>> kemenkeu_limited(Decimal("74.03"))
    Decimal('20')
    """
    if e is None:
        return None
    return min(max(to_exact(e), -KEMENKEU_LIMIT), KEMENKEU_LIMIT)


def kemenkeu_score(e: Number | None) -> Decimal | None:
    """NE = 50 + E / 20 x 50, of an E inside its limits; 0..100, not rounded.

    Source: see `kemenkeu_efficiency`.

    >>> kemenkeu_score(Decimal("74.03")), kemenkeu_score(-20)
    (Decimal('100'), Decimal('0'))
    """
    limited = kemenkeu_limited(e)
    if limited is None:
        return None
    with exact():
        return 50 + limited / KEMENKEU_LIMIT * 50


def _unit_cost_saving(output: OutputCost) -> Decimal | None:
    # (RAK / RVK) / (PAK / TVK) as one division: RAK x TVK / (RVK x PAK)
    parts = (output.spent, output.target, output.reached, output.budget)
    if any(part is None for part in parts):
        return None
    spent, target, reached, budget = (to_exact(part) for part in parts if part is not None)
    if target == 0:
        return None
    with exact():
        ratio = percent(spent * target, reached * budget)
        return None if ratio is None else HUNDRED - ratio
