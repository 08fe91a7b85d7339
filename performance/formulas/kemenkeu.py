"""Efficiency as the Ministry of Finance measures it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from organizations.exact import HUNDRED, Number, exact, percent, to_exact

from .rollup import mean_of

KEMENKEU_LIMIT = Decimal(20)


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
