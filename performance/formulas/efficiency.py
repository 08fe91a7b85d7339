"""Budget absorption, and the three ways efficiency is reported. Always name which."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from organizations.exact import HUNDRED, Number, exact, percent

EFFICIENCY_MARGIN = Decimal(5)


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
