"""An achievement, or why there is none: the one way pages and documents measure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from organizations.exact import Number

from .achievement import limited, raw_achievement
from .achievement_policy import HIGHER, LOWER, NULL, RANGE, RATIO, ZERO, AchievementPolicy
from .quarters import QUARTERS
from .targets import Bounds, Plan, due_at, grows_while_less_is_better

ONE_BOUND = "rentang memerlukan batas bawah dan batas atas"
CROSSED = "batas bawah rentang melebihi batas atasnya"
NO_TARGET_TO_DIVIDE = "target nol"
NO_BOUND_TO_DIVIDE = "batas rentang nol"
BELOW_ZERO = "target di bawah nol membalik arah rumus"
NOTHING_TO_DIVIDE_BY = "realisasi nol pada rumus target ÷ realisasi"
NO_QUARTERS = (
    "target triwulan belum diisi, sedangkan jumlah yang makin rendah makin baik "
    "baru dapat dibandingkan dengan target setahun pada triwulan IV"
)


@dataclass(frozen=True)
class Measured:
    """`exact` is the achievement within its limits, `raw` before them, both unrounded. Without
    them `problem` says why it cannot be computed; it is empty where R or T is not filled."""

    raw: Decimal | None = None
    exact: Decimal | None = None
    problem: str = ""


NOT_FILLED = Measured()


def measured(target: Bounds, realization: Number | None, policy: AchievementPolicy) -> Measured:
    """Achievement of a target by the formulas of `achievement`, never an exception.

    Percent; not rounded. Where the formula has no value, the reason as the end of a sentence.
    Source: as `achievement`.

    >>> rule = AchievementPolicy(polarity="range")
    >>> measured(Bounds(6, 5), 5, rule).problem
    'batas bawah rentang melebihi batas atasnya'
    >>> measured(Bounds(5, 6), 5, rule).exact
    Decimal('100')
    """
    if realization is None:
        return NOT_FILLED
    problem = _problem(target, realization, policy)
    if problem:
        return Measured(problem=problem)
    raw = raw_achievement(target.low, realization, policy, target.low, target.high)
    return Measured(raw, limited(raw, policy))


def measured_at(
    plan: Plan,
    realization: Number | None,
    quarter: int,
    policy: AchievementPolicy,
    accumulation: str,
) -> Measured:
    """Achievement of what was due by the end of a quarter.

    target = `due_at`; a sum that should stay small has none in quarters I to III unless its
    quarters were planned
    Percent; not rounded.
    Source: as `achievement` and `target_to_quarter`.

    >>> plan = Plan(Bounds(12), (Bounds(3), Bounds(3), Bounds(3), Bounds(3)))
    >>> measured_at(plan, 3, 1, AchievementPolicy(polarity="lower"), "sum").exact
    Decimal('100')
    """
    if realization is None:
        return NOT_FILLED
    is_running = quarter < QUARTERS and grows_while_less_is_better(policy, accumulation)
    if is_running and plan.year.low is not None and not plan.has_quarters:
        return Measured(problem=NO_QUARTERS)
    return measured(due_at(plan, quarter, policy, accumulation), realization, policy)


def measured_in_year(
    plan: Plan,
    realization: Number | None,
    quarter: int,
    policy: AchievementPolicy,
    accumulation: str,
) -> Measured:
    """Achievement of the year's target by what the quarters came to so far.

    target = the year's; of a sum that should stay small, what was due by the quarter
    Percent; not rounded.
    Source: added column 12 / 7 x 100 of local E.81 forms; the exception as `measured_at`.

    >>> plan = Plan(Bounds(12), (Bounds(3), Bounds(3), Bounds(3), Bounds(3)))
    >>> measured_in_year(plan, 3, 1, AchievementPolicy(), "sum").exact
    Decimal('25')
    """
    if grows_while_less_is_better(policy, accumulation):
        return measured_at(plan, realization, quarter, policy, accumulation)
    return measured(plan.year, realization, policy)


def _problem(target: Bounds, realization: Number, policy: AchievementPolicy) -> str:
    if policy.polarity == RANGE:
        return _range_problem(target, realization, policy)
    if target.low is None or policy.met_only:
        return ""
    return _divisor_problem(target.low, realization, policy, policy.polarity, NO_TARGET_TO_DIVIDE)


def _range_problem(target: Bounds, realization: Number, policy: AchievementPolicy) -> str:
    low, high = target.low, target.high
    if low is None or high is None:
        return "" if low is None and high is None else ONE_BOUND
    if low > high:
        return CROSSED
    if low <= realization <= high or policy.met_only:
        return ""
    bound, polarity = (low, HIGHER) if realization < low else (high, LOWER)
    return _divisor_problem(bound, realization, policy, polarity, NO_BOUND_TO_DIVIDE)


def _divisor_problem(
    target: Number, realization: Number, policy: AchievementPolicy, polarity: str, zero: str
) -> str:
    if target < ZERO:
        return BELOW_ZERO
    if target == ZERO:
        return zero if policy.zero_target == NULL else ""
    if polarity == LOWER and policy.lower_method == RATIO and realization == ZERO:
        return NOTHING_TO_DIVIDE_BY
    return ""
