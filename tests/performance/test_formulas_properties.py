"""What must hold for any numbers, checked against exact fractions."""

from decimal import Decimal, FloatOperation, getcontext, localcontext
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from organizations.exact import percent, plain, rounded
from organizations.formula_registry import evaluate
from performance import formula_vectors  # noqa: F401 - files the formulas
from performance.formulas import (
    SCHEMES,
    AchievementPolicy,
    E81Input,
    accumulate,
    achievement,
    band,
    e81_columns,
    increments_of,
    limited,
    mean_of,
    raw_achievement,
    running_totals,
    weighted_mean,
)

# The same examples in every run, and no alarm when the machine is busy.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")

figures = st.decimals(min_value=0, max_value=10**15, places=6)
positive = st.decimals(min_value=Decimal("0.000001"), max_value=10**15, places=6)
signed = st.decimals(min_value=-(10**15), max_value=10**15, places=6)
maybe = st.none() | figures
quarters = st.lists(maybe, min_size=4, max_size=4)
methods = st.sampled_from(["sum", "last", "average", "max", "min"])
LOWER = AchievementPolicy(polarity="lower")
LOWER_RATIO = AchievementPolicy(polarity="lower", lower_method="ratio")


def half_up(value: Fraction, decimals: int) -> Decimal:
    scaled = abs(value) * 10**decimals
    whole = int(scaled) + (scaled - int(scaled) >= Fraction(1, 2))
    sign = -1 if value < 0 else 1
    return Decimal((0 if sign > 0 else 1, tuple(map(int, str(whole))), -decimals)) + 0


def same_text(left: Decimal, right: Decimal) -> bool:
    return plain(left) == plain(right)


@given(positive, figures, st.integers(0, 12))
def test_higher_is_rounded_once_and_half_up(target, realization, decimals):
    policy = AchievementPolicy(decimals=decimals)

    with localcontext() as context:
        context.prec = 80
        expected = half_up(Fraction(realization) * 100 / Fraction(target), decimals)
        assert same_text(achievement(target, realization, policy), expected)


@given(positive, signed, st.integers(0, 12))
def test_lower_symmetric_is_rounded_once_and_half_up(target, realization, decimals):
    policy = AchievementPolicy(polarity="lower", floor=None, decimals=decimals)
    exact = (2 * Fraction(target) - Fraction(realization)) * 100 / Fraction(target)

    with localcontext() as context:
        context.prec = 80
        assert same_text(achievement(target, realization, policy), half_up(exact, decimals))


@given(st.integers(1, 400), st.integers(0, 5), st.integers(1, 400))
def test_ties_go_up(numerator, decimals, denominator):
    tie = Fraction(2 * numerator + 1, 2 * 10**decimals)  # exactly between two printed figures
    target = Decimal(denominator)
    realization = tie * denominator / 100
    assume(realization.denominator in {2**a * 5**b for a in range(12) for b in range(12)})

    exact = Decimal(realization.numerator) / Decimal(realization.denominator)

    assert achievement(target, exact, AchievementPolicy(decimals=decimals)) == half_up(
        tie, decimals
    )


@given(positive, figures, figures)
def test_higher_rises_with_the_realization(target, one, other):
    low, high = sorted((one, other))

    assert achievement(target, low) <= achievement(target, high)


@given(positive, positive, positive, st.sampled_from([LOWER, LOWER_RATIO]))
def test_lower_falls_with_the_realization(target, one, other, policy):
    low, high = sorted((one, other))

    assert achievement(target, low, policy) >= achievement(target, high, policy)


@given(positive, positive)
def test_lower_forms_agree_only_on_target(target, realization):
    symmetric = raw_achievement(target, realization, LOWER)
    ratio = raw_achievement(target, realization, LOWER_RATIO)

    assert (symmetric == ratio) == (target == realization)
    assert ratio >= symmetric


@given(
    positive,
    figures,
    st.integers(1, 10**6),
    st.sampled_from([AchievementPolicy(), LOWER, LOWER_RATIO]),
)
def test_the_unit_does_not_matter(target, realization, factor, policy):
    with localcontext() as context:
        context.prec = 60
        scaled = achievement(target * factor, realization * factor, policy)

    assert achievement(target, realization, policy) == scaled


@given(figures, figures, figures, st.sampled_from(["symmetric", "ratio"]))
def test_inside_a_range_is_100_and_outside_is_less(low, high, realization, method):
    low, high = sorted((low, high))
    policy = AchievementPolicy(polarity="range", lower_method=method)

    value = raw_achievement(None, realization, policy, low, high)

    assert (value == 100) == (low <= realization <= high)
    assert value is None or value <= 100


@given(signed, st.none() | st.integers(-100, 0), st.none() | st.integers(1, 200))
def test_limits_hold(value, floor, cap):
    policy = AchievementPolicy(floor=floor, cap=cap)

    kept = limited(value, policy)

    assert floor is None or kept >= floor
    assert cap is None or kept <= cap
    assert limited(kept, policy) == kept


@given(signed, st.integers(0, 12))
def test_rounding_again_changes_nothing(value, decimals):
    once = rounded(value, decimals)

    assert plain(rounded(once, decimals)) == plain(once)
    assert once != 0 or not plain(once).startswith("-")


@given(quarters, methods)
def test_quarters_not_filled_change_nothing(values, method):
    filled = [value for value in values if value is not None]

    assert accumulate(values, method) == accumulate(filled, method)
    assert (accumulate(values, method) is None) == (not filled)


@given(st.lists(figures, min_size=1))
def test_average_lies_between_min_and_max(values):
    assert accumulate(values, "min") <= accumulate(values, "average") <= accumulate(values, "max")


@given(maybe, maybe, maybe, quarters, st.sampled_from(["sum", "last", "average"]))
def test_e81_columns_follow_from_each_other(end, carried, target, values, accumulation):
    row = E81Input(end, end, carried, carried, target, target, values, values, accumulation)

    made = e81_columns(row, decimals=None)

    parts = [part for part in (carried, made.col12_rp) if part is not None]
    assert made.col12_k == accumulate(values, accumulation)
    assert made.col13_rp == (sum(parts) if parts else None)
    if accumulation != "sum":
        assert made.col13_k == (carried if made.col12_k is None else made.col12_k)
    assert (made.col14_rp is None) == (made.col13_rp is None or not end)


@given(st.lists(st.none() | figures, min_size=4, max_size=4))
def test_running_totals_and_increments_undo_each_other(values):
    assert list(increments_of(running_totals(values))) == values


@given(signed, signed, st.sampled_from(sorted(SCHEMES)))
def test_bands_rise_with_the_figure(one, other, code):
    scheme = SCHEMES[code]
    low, high = sorted((one, other))

    assert scheme.bands.index(band(high, scheme)) <= scheme.bands.index(band(low, scheme))


@given(st.lists(maybe))
def test_plain_mean_is_the_mean_of_equal_weights(values):
    assert mean_of(values) == weighted_mean((value, 7) for value in values)


def test_thirds_add_up_again_before_rounding():
    thirds = [raw_achievement(3, 1)] * 3

    # 25.005 exactly; a sum of 28-digit quotients would fall just below the tie
    assert rounded(mean_of([*thirds, Decimal("0.02")]).value) == Decimal("25.01")


@given(positive, figures)
def test_the_callers_context_does_not_matter(target, realization):
    expected = achievement(target, realization)

    with localcontext() as context:
        context.prec, context.rounding = 3, "ROUND_DOWN"
        assert achievement(target, realization) == expected
        assert getcontext().prec == 3


@pytest.mark.parametrize(
    "compute",
    [
        lambda: achievement(Decimal(3), 0.1),
        lambda: achievement(0.1, Decimal(3)),
        lambda: achievement(Decimal(3), 0.1, LOWER),
        lambda: accumulate([0.1], "average"),
        lambda: mean_of([0.1]),
        lambda: rounded(0.1),
        lambda: percent(1, 0.5),
    ],
)
def test_a_float_is_refused(compute):
    with pytest.raises(FloatOperation):
        compute()


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals()
    | st.text(max_size=6)
    | figures.map(str)
    | st.sampled_from(
        ["higher", "lower", "range", "sum", "ratio", "permendagri-86-2017", "1e999999999"]
    ),
    lambda inner: st.lists(inner, max_size=5),
    max_leaves=6,
)
USABLE = {
    "performance.achievement": {
        "target": "100",
        "realization": "80",
        "polarity": "range",
        "lower_method": "ratio",
        "range_low": "1",
        "range_high": "2",
        "floor": "0",
        "cap": "120",
        "zero_target": "met_is_100",
        "decimals": 2,
    },
    "performance.accumulate": {
        "values": ["1", None],
        "method": "average",
        "numerators": ["1"],
        "denominators": ["2"],
        "decimals": 2,
    },
    "performance.band": {"value": "91", "scheme": "permendagri-86-2017"},
    "performance.e81": {
        "target_renstra_k": "3",
        "target_renstra_rp": "4",
        "realisasi_lalu_k": "3",
        "realisasi_lalu_rp": None,
        "target_k": "4",
        "pagu_rp": "5",
        "tw_k": ["1", None, "2", "0"],
        "tw_rp": ["1", "1", "1", "1"],
        "accumulation": "sum",
    },
}


@settings(max_examples=400)
@given(st.data())
def test_any_input_gives_an_answer_or_a_sentence(data):
    name = data.draw(st.sampled_from(sorted(USABLE)))
    keys = st.sampled_from(sorted(USABLE[name]))
    changed = data.draw(st.dictionaries(keys, anything, max_size=2))
    dropped = data.draw(st.sets(keys, max_size=1))
    usable = {**USABLE[name], **changed}

    answer = evaluate(name, {key: usable[key] for key in usable.keys() - dropped})

    if isinstance(answer, dict) and "error" in answer:
        assert set(answer) == {"error"}
        assert "\n" not in answer["error"]
