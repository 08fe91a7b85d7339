"""An achievement or the reason why there is none; what is due by a quarter."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.formulas import (
    ACCUMULATIONS,
    LOWER_METHODS,
    NOTHING,
    POLARITIES,
    ZERO_TARGETS,
    AchievementPolicy,
    Bounds,
    Plan,
    due_at,
    measured,
    measured_at,
    measured_in_year,
    word_of,
)

RANGE = AchievementPolicy(polarity="range")
LOWER = AchievementPolicy(polarity="lower")
RATIO = AchievementPolicy(polarity="lower", lower_method="ratio")
FALLING = Plan(Bounds(5, 6), (Bounds(8, 9), Bounds(7, 8), Bounds(6, 7), Bounds(5, 6)))
FOUR = Plan(Bounds(12), (Bounds(2), Bounds(3), Bounds(3), Bounds(4)))

figures = st.none() | st.decimals(
    min_value=-(10**18), max_value=10**18, places=6, allow_nan=False, allow_infinity=False
)


@pytest.mark.parametrize(
    ("target", "realized", "policy", "reason"),
    [
        (Bounds(Decimal("80.21"), Decimal("76.21")), 70, RANGE, "batas bawah rentang melebihi"),
        (Bounds(7), 5, RANGE, "memerlukan batas bawah dan batas atas"),
        (Bounds(None, 7), 5, RANGE, "memerlukan batas bawah dan batas atas"),
        (Bounds(0, 5), -1, RANGE, "batas rentang nol"),
        (Bounds(-2, -1), -3, RANGE, "di bawah nol"),
        (Bounds(0), 5, AchievementPolicy(), "target nol"),
        (Bounds(-1), -2, LOWER, "di bawah nol"),
        (Bounds(5), 0, RATIO, "realisasi nol"),
    ],
)
def test_what_cannot_be_computed_says_why(target, realized, policy, reason):
    found = measured(target, realized, policy)

    assert (found.raw, found.exact) == (None, None)
    assert reason in found.problem


@pytest.mark.parametrize("target", [NOTHING, Bounds(5), Bounds(6, 5)])
def test_where_nothing_is_filled_nothing_is_wrong(target):
    assert measured(target, None, RANGE).problem == ""
    assert measured(NOTHING, 5, RANGE).problem == ""


def test_inside_a_range_below_zero_is_reached():
    assert measured(Bounds(-2, 1), -1, RANGE).exact == 100


@pytest.mark.parametrize(
    ("target", "realized", "exact"),
    [(Bounds(5, 6), 0, 0), (Bounds(-5, 10), 12, 80), (Bounds(5, 6), 4, 80), (Bounds(4, 5), 6, 80)],
)
def test_below_a_range_more_is_better_and_above_it_less(target, realized, exact):
    assert measured(target, realized, RANGE).exact == exact
    by_ratio = AchievementPolicy(polarity="range", lower_method="ratio")
    assert measured(target, realized, by_ratio).problem == ""


@pytest.mark.parametrize(("quarter", "due"), [(1, (8, 9)), (2, (7, 8)), (3, (6, 7)), (4, (5, 6))])
def test_every_quarter_of_a_range_has_its_own_bounds(quarter, due):
    assert due_at(FALLING, quarter, RANGE, "last") == Bounds(*due)
    assert measured_at(FALLING, due[0], quarter, RANGE, "last").exact == 100


def test_a_quarter_without_bounds_of_its_own_is_measured_by_the_year():
    plan = Plan(Bounds(5, 6), (Bounds(8, 9), Bounds(7), NOTHING, NOTHING))

    assert due_at(plan, 2, RANGE, "last") == due_at(plan, 3, RANGE, "last") == Bounds(5, 6)


def test_bounds_of_a_sum_add_up():
    plan = Plan(Bounds(8, 12), (Bounds(2, 3),) * 4)

    assert due_at(plan, 3, RANGE, "sum") == Bounds(6, 9)


def test_a_sum_that_should_stay_small_is_measured_by_what_is_due():
    assert measured_in_year(FOUR, 2, 1, LOWER, "sum").exact == 100
    assert measured_in_year(FOUR, 6, 2, LOWER, "sum").exact == 80
    assert measured_in_year(FOUR, 12, 4, LOWER, "sum").exact == 100


def test_a_sum_that_should_stay_small_without_quarters_waits_for_the_year():
    plan = Plan(Bounds(12))

    for measure in (measured_at, measured_in_year):
        assert "target triwulan belum diisi" in measure(plan, 2, 1, LOWER, "sum").problem
        assert measure(plan, 12, 4, LOWER, "sum").exact == 100
        assert measure(plan, 12, 1, LOWER, "last").exact == 100


def test_an_upper_bound_belongs_to_a_range_alone():
    assert Plan(Bounds(5, 6)).under("higher").year == Bounds(5)
    assert FALLING.under("range") == FALLING


@given(
    low=figures,
    high=figures,
    realized=figures,
    quarter=st.integers(1, 4),
    accumulation=st.sampled_from(ACCUMULATIONS),
    policy=st.builds(
        AchievementPolicy,
        polarity=st.sampled_from(POLARITIES),
        lower_method=st.sampled_from(LOWER_METHODS),
        zero_target=st.sampled_from(ZERO_TARGETS),
        cap=st.none() | st.just(Decimal(120)),
        met_only=st.booleans(),
    ),
)
def test_measuring_never_raises(  # noqa: PLR0917 - the parts of one rule
    low, high, realized, quarter, accumulation, policy
):
    plan = Plan(Bounds(low, high), (Bounds(high, low), Bounds(low), NOTHING, Bounds(low, high)))

    for measure in (measured_at, measured_in_year):
        found = measure(plan, realized, quarter, policy, accumulation)
        assert found.exact is None or not found.problem
        assert realized is not None or found == measured(NOTHING, None, policy)


@given(value=figures, scale=st.sampled_from(["tanggal", "opini-bpk", "ya-tidak"]))
def test_a_figure_off_its_scale_is_printed_as_a_number(value, scale):
    assert isinstance(word_of(value, scale), str)
