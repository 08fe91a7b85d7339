"""A target as it stands: one figure or a range, of the year and of its quarters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .accumulation import SUM, accumulate
from .achievement_policy import LOWER, RANGE, AchievementPolicy
from .quarters import QUARTERS, require_four, require_quarter, target_to_quarter


@dataclass(frozen=True)
class Bounds:
    """One figure (`low` alone), or the two ends of a range."""

    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def is_complete(self) -> bool:
        return self.low is not None and self.high is not None

    def under(self, polarity: str) -> Bounds:
        """Only a range has an upper bound, whatever an indicator that was one still keeps."""
        return self if polarity == RANGE else Bounds(self.low)


NOTHING = Bounds()


@dataclass(frozen=True)
class Plan:
    """The target of a year and, where they were planned, of its quarters."""

    year: Bounds = NOTHING
    quarters: Sequence[Bounds] = (NOTHING,) * QUARTERS

    def __post_init__(self) -> None:
        require_four("quarters", self.quarters)

    def under(self, polarity: str) -> Plan:
        quarters = tuple(quarter.under(polarity) for quarter in self.quarters)
        return Plan(self.year.under(polarity), quarters)

    @property
    def has_quarters(self) -> bool:
        return any(quarter.low is not None for quarter in self.quarters)


def due_at(plan: Plan, quarter: int, policy: AchievementPolicy, accumulation: str) -> Bounds:
    """The target the year must have reached by the end of a quarter.

    one figure: as `target_to_quarter`
    range: the bounds of the quarters up to this one, each put together as the indicator's
    quarters are; the year's bounds in quarter 4 and in a quarter without two bounds of its own
    Unit of the indicator. Not rounded.
    Source: as `target_to_quarter`; that a quarter of a range has its own two bounds is this
    project's reading, see docs/formulas/achievement.md.

    >>> falling = Plan(Bounds(5, 6), (Bounds(8, 9), Bounds(7), NOTHING, Bounds(5, 6)))
    >>> rule = AchievementPolicy(polarity="range")
    >>> due_at(falling, 1, rule, "last"), due_at(falling, 2, rule, "last")
    (Bounds(low=Decimal('8'), high=Decimal('9')), Bounds(low=5, high=6))
    """
    require_quarter(quarter)
    if policy.polarity != RANGE:
        lows = [part.low for part in plan.quarters]
        return Bounds(target_to_quarter(plan.year.low, lows, quarter, accumulation))
    if quarter == QUARTERS or not plan.quarters[quarter - 1].is_complete:
        return plan.year
    due = [part for part in plan.quarters[:quarter] if part.is_complete]
    return Bounds(
        accumulate([part.low for part in due], accumulation),
        accumulate([part.high for part in due], accumulation),
    )


def grows_while_less_is_better(policy: AchievementPolicy, accumulation: str) -> bool:
    """A sum that should stay small: during the year it is always below the year's target.

    Source: consistency guard of this project; (2T - R) / T of a running sum says nothing
    against the target of the whole year.

    >>> grows_while_less_is_better(AchievementPolicy(polarity="lower"), "sum")
    True
    """
    return policy.polarity == LOWER and accumulation == SUM
