"""How far a target was reached, for each direction an indicator can have."""

from __future__ import annotations

from decimal import Decimal

from organizations.exact import (
    HUNDRED,
    FormulaError,
    Number,
    exact,
    percent,
    rounded,
    to_exact,
)

from .achievement_policy import (
    DEFAULT_POLICY,
    HIGHER,
    LOWER,
    NULL,
    RANGE,
    RATIO,
    ZERO,
    AchievementPolicy,
)


def achievement(
    target: Number | None,
    realization: Number | None,
    policy: AchievementPolicy = DEFAULT_POLICY,
    range_low: Number | None = None,
    range_high: Number | None = None,
) -> Decimal | None:
    """Achievement of a target, as printed.

    higher: C = R / T x 100
    lower, symmetric: C = (2T - R) / T x 100; lower, ratio: C = T / R x 100
    range: C = 100 inside; R / low x 100 below; as lower against high above
    met_only: C = 100 where the target is met, else 0
    then floor <= C <= cap
    Percent; from the floor (0) to the cap (none); None where nothing can be said: R or T not
    filled, R = 0 in T / R, or T = 0 without a rule for it.
    Rounded half up to `policy.decimals`, once, after the limits.
    Source: LKjIP of Kabupaten Maluku Tengah 2021 (p. 94) and Kota Mojokerto 2020; the
    bounds of a range as in the annex of PermenPANRB 8/2021 as published. The annex of
    PermenPANRB 53/2014 was not readable.

    >>> achievement(100, 80, AchievementPolicy(polarity="lower"))
    Decimal('120.00')
    >>> achievement(Decimal("72.29"), Decimal("79.29"), AchievementPolicy(cap=100))
    Decimal('100.00')
    """
    raw = raw_achievement(target, realization, policy, range_low, range_high)
    return rounded(limited(raw, policy), policy.decimals)


def limited(value: Number | None, policy: AchievementPolicy) -> Decimal | None:
    """Floor and cap of a raw achievement; not rounded, so that means stay exact.

    C' = min(max(C, floor), cap)
    Percent. Not rounded.
    Source: floor 0 and caps of 100, 120, 200 or none all occur in published LKjIP and
    applications; no instrument read here fixes one.

    >>> limited(Decimal("-100"), DEFAULT_POLICY)
    Decimal('0')
    """
    if value is None:
        return None
    if policy.floor is not None:
        value = max(value, policy.floor)
    if policy.cap is not None:
        value = min(value, policy.cap)
    return to_exact(value)


def raw_achievement(
    target: Number | None,
    realization: Number | None,
    policy: AchievementPolicy = DEFAULT_POLICY,
    range_low: Number | None = None,
    range_high: Number | None = None,
) -> Decimal | None:
    """Achievement before floor, cap and rounding: the figure to keep and to compare.

    Formulas of `achievement`, without limits.
    Percent; may be negative or above 100; None as there. Not rounded.
    Source: as `achievement`.

    >>> raw_achievement(100, 300, AchievementPolicy(polarity="lower"))
    Decimal('-100')
    """
    if policy.polarity == RANGE:
        return _against_range(range_low, range_high, realization, policy)
    return _against(target, realization, policy, policy.polarity)


def progress_to_end_target(
    realization: Number | None,
    end_target: Number | None,
    policy: AchievementPolicy = DEFAULT_POLICY,
    end_target_high: Number | None = None,
) -> Decimal | None:
    """How much of the target at the end of the period this year's figure already reaches.

    progress = R(n) / T(end) x 100; lower and range indicators as in `achievement`
    Percent, may pass 100; None as in `achievement`. Not rounded, not limited.
    Source: third comparison of an LKjIP (realisation against the medium-term target) as
    published reports print it; the annex of PermenPANRB 53/2014 was not readable.

    >>> progress_to_end_target(45, 60)
    Decimal('75')
    """
    return raw_achievement(end_target, realization, policy, end_target, end_target_high)


def _against(
    target: Number | None, realization: Number | None, policy: AchievementPolicy, polarity: str
) -> Decimal | None:
    if target is None or realization is None:
        return None
    if policy.met_only:
        return HUNDRED if _is_met(target, realization, polarity) else ZERO
    if target == 0:
        return _against_zero(realization, policy, polarity)
    if polarity == HIGHER:
        return percent(realization, target)
    if policy.lower_method == RATIO:
        return percent(target, realization)  # R = 0: None, T / 0 has no value
    with exact():
        return (2 * Decimal(target) - Decimal(realization)) * HUNDRED / Decimal(target)


def _against_zero(realization: Number, policy: AchievementPolicy, polarity: str) -> Decimal | None:
    if policy.zero_target == NULL:
        return None
    return HUNDRED if _is_met(ZERO, realization, polarity) else ZERO


def _is_met(target: Number, realization: Number, polarity: str) -> bool:
    return realization <= target if polarity == LOWER else realization >= target


def _against_range(
    low: Number | None, high: Number | None, realization: Number | None, policy: AchievementPolicy
) -> Decimal | None:
    if low is None or high is None:
        return None
    if low > high:
        raise FormulaError("range_low tidak boleh lebih besar dari range_high")
    # PermenPANRB 8/2021 as published: outside, the nearest bound is the reference.
    if realization is not None and realization < low:
        return _against(low, realization, policy, HIGHER)
    if realization is not None and realization > high:
        return _against(high, realization, policy, LOWER)
    return None if realization is None else HUNDRED
