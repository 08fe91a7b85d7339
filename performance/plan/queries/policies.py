"""From stored settings to the pure rules that formulas take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from performance.choices import Accumulation, Polarity, ValueScale
from performance.formulas import (
    NOTHING,
    AchievementPolicy,
    BandScheme,
    Bounds,
    Plan,
    find_scheme,
)
from performance.models import Indicator, PeriodTarget, YearTarget


def policy_of(indicator: Indicator) -> AchievementPolicy:
    """How this indicator's achievement is counted; the cap is the indicator's own."""
    return AchievementPolicy(
        polarity=indicator.polarity,
        lower_method=indicator.lower_method,
        cap=indicator.cap,
        zero_target=indicator.zero_target,
        decimals=2,
        met_only=indicator.scale == ValueScale.DATE,
    )


def plan_of(indicator: Indicator, target: YearTarget | None) -> Plan:
    """What the indicator is to reach in a year and its quarters; a range with both bounds."""
    return (target.plan if target else Plan()).under(indicator.polarity)


def end_of(indicator: Indicator, period: PeriodTarget | None) -> Bounds:
    """What the indicator is to reach at the end of the period."""
    return (period.end if period else NOTHING).under(indicator.polarity)


def scheme_of(indicator: Indicator, city: BandScheme) -> BandScheme:
    """The scale an indicator is judged by: its own, else the city's."""
    return find_scheme(indicator.band_scheme) if indicator.band_scheme else city


@dataclass(frozen=True)
class PoliciesUsed:
    """How many of some indicators are counted by which rule."""

    total: int
    caps: Counter[Decimal | None]
    lower_methods: Counter[str]  # of lower-is-better indicators alone
    zero_targets: Counter[str]
    schemes: Counter[str]  # own scales alone
    ranges: int
    dates: int
    begins_again: int  # added within the year, not over the years
    ratios: int  # the year from numerators and denominators


def policies_used(ids: Iterable[int | None], year: int) -> PoliciesUsed:
    """The rules behind the rows of a document of the year; two queries."""
    wanted = {pk for pk in ids if pk}
    rows = (
        list(Indicator.objects.filter(pk__in=wanted).as_of(year).order_by("pk")) if wanted else []
    )
    lower = [row for row in rows if row.polarity == Polarity.LOWER]
    return PoliciesUsed(
        total=len(rows),
        caps=Counter(row.cap for row in rows),
        lower_methods=Counter(str(row.get_lower_method_display()) for row in lower),
        zero_targets=Counter(str(row.get_zero_target_display()) for row in rows),
        schemes=Counter(row.band_scheme for row in rows if row.band_scheme),
        ranges=sum(row.polarity == Polarity.RANGE for row in rows),
        dates=sum(row.scale == ValueScale.DATE for row in rows),
        begins_again=sum(
            row.accumulation == Accumulation.SUM and not row.adds_across_years for row in rows
        ),
        ratios=sum(row.accumulation == Accumulation.RATIO for row in rows),
    )
