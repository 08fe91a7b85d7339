"""Quarters of a year and years of a period."""

from decimal import Decimal

import pytest

from performance.formulas import (
    Bounds,
    E58Input,
    E60Input,
    E80Input,
    E81Input,
    FormulaError,
    Plan,
    Share,
    accumulate,
    accumulate_ratio,
    accumulate_years,
    cumulative_falls,
    e58_columns,
    e60_columns,
    e80_columns,
    e81_columns,
    increments_of,
    is_missing,
    quarter_targets_agree,
    quarterly_side,
    quarters_until,
    running_totals,
    target_to_quarter,
    yearly_ratios,
)

NONE = [None] * 4


def row(**changes):
    usual = {
        "target_renstra_k": 100,
        "target_renstra_rp": 1000,
        "realisasi_lalu_k": 60,
        "realisasi_lalu_rp": 400,
        "target_k": 20,
        "pagu_rp": 300,
        "tw_k": [5, 5, None, None],
        "tw_rp": [50, 70, None, None],
    }
    return E81Input(**{**usual, **changes})


def test_later_quarters_stay_empty():
    assert quarters_until([1, 2, 3, 4], 3) == (1, 2, 3, None)
    assert quarters_until([1, 2, 3, 4], 4) == (1, 2, 3, 4)


@pytest.mark.parametrize("quarter", [0, 5, -1])
def test_a_year_has_four_quarters(quarter):
    for ask in (
        lambda: quarters_until(NONE, quarter),
        lambda: target_to_quarter(1, NONE, quarter, "sum"),
        lambda: is_missing(NONE, NONE, quarter),
    ):
        with pytest.raises(FormulaError, match="triwulan harus"):
            ask()


@pytest.mark.parametrize("others", [[1, 2, 3], [1, 2, 3, 4, 5], []])
@pytest.mark.parametrize(
    ("name", "ask"),
    [
        ("values", lambda others: quarters_until(others, 1)),
        ("values", lambda others: is_missing(others, NONE, 1)),
        ("quarter_targets", lambda others: is_missing(NONE, others, 1)),
        ("quarter_targets", lambda others: target_to_quarter(1, others, 1, "sum")),
        ("quarter_targets", lambda others: quarter_targets_agree(1, others, "sum")),
        ("quarters", lambda others: Plan(Bounds(1), tuple(others))),
        (
            "triwulan",
            lambda others: quarterly_side(end_target=1, carried=1, year_target=1, quarters=others),
        ),
    ],
)
def test_a_year_of_other_than_four_values_is_refused(name, ask, others):
    with pytest.raises(FormulaError, match=f"^{name} harus berisi 4"):
        ask(others)


@pytest.mark.parametrize(
    ("quarters", "quarter", "accumulation", "target"),
    [
        ([2, 3, 3, 2], 1, "sum", 2),
        ([2, 3, 3, 2], 3, "sum", 8),
        ([2, 3, 3, 2], 4, "sum", 10),
        ([2, 3, 3, 1], 4, "sum", 10),  # planned quarters that do not add up to the year's target
        ([50, 60, None, 80], 3, "last", 60),
        ([None, None, 5, 5], 2, "sum", None),
        (NONE, 1, "sum", 10),
        (NONE, 4, "last", 10),
    ],
)
def test_target_to_quarter(quarters, quarter, accumulation, target):
    assert target_to_quarter(10, quarters, quarter, accumulation) == target


def test_target_to_quarter_without_any_target_is_empty():
    assert target_to_quarter(None, NONE, 2, "sum") is None


@pytest.mark.parametrize(
    ("target", "quarters", "accumulation", "agree"),
    [
        (10, [2, 3, 3, 2], "sum", True),
        (10, [2, 3, 3, 3], "sum", False),
        (80, [50, 60, 70, 80], "last", True),
        (80, [50, 60, 70, None], "last", False),
        (Decimal("0.3"), [Decimal("0.1"), Decimal("0.2"), None, None], "sum", True),
        (None, [1, 2, 3, 4], "sum", None),
        (10, NONE, "sum", None),
    ],
)
def test_quarter_targets_agree(target, quarters, accumulation, agree):
    assert quarter_targets_agree(target, quarters, accumulation) is agree


@pytest.mark.parametrize(
    ("values", "falls"),
    [
        ([10, 20, 30, 40], ()),
        ([10, 10, None, 10], ()),
        ([10, None, 8, 12], (3,)),
        ([10, 5, 4, None], (2, 3)),
        (NONE, ()),
    ],
)
def test_cumulative_falls(values, falls):
    assert cumulative_falls(values) == falls


def test_a_falling_total_gives_a_negative_increment():
    assert increments_of([10, None, 8, 12]) == (10, None, -2, 4)
    assert running_totals([None, 5, None, 1]) == (None, 5, None, 6)


def test_annual_share_of_local_forms():
    columns = e81_columns(row())

    assert columns.annual_k == Decimal("50.000000")
    assert columns.annual_rp == Decimal("40.000000")


def test_columns_may_stay_exact():
    columns = e81_columns(row(target_renstra_k=3, realisasi_lalu_k=1, tw_k=NONE), decimals=None)

    assert columns.col14_k.quantize(Decimal("0.000001")) != columns.col14_k
    assert columns.col13_k == 1


@pytest.mark.parametrize("accumulation", ["max", "min"])
def test_states_other_than_the_last_are_not_added_to_earlier_years(accumulation):
    columns = e81_columns(row(accumulation=accumulation))

    assert columns.col13_k == columns.col12_k == 5


def test_e60_is_e81_under_other_numbers():
    e81 = e81_columns(row())

    e60 = e60_columns(
        E60Input(100, 1000, 60, 400, 20, 300, [5, 5, None, None], [50, 70, None, None])
    )

    assert (e60.col13_k, e60.col14_k, e60.col15_k) == (e81.col12_k, e81.col13_k, e81.col14_k)
    assert (e60.col13_rp, e60.col14_rp, e60.col15_rp) == (e81.col12_rp, e81.col13_rp, e81.col14_rp)


@pytest.mark.parametrize("made", [E81Input, E60Input])
def test_three_quarters_are_refused(made):
    with pytest.raises(FormulaError, match="tw_rp"):
        made(1, 1, 1, 1, 1, 1, NONE, [1, 2, 3])
    with pytest.raises(FormulaError, match="tw_k"):
        made(1, 1, 1, 1, 1, 1, [1, 2, 3], NONE)


def test_unknown_accumulation_is_refused():
    with pytest.raises(FormulaError, match="method"):
        e81_columns(row(accumulation="median"))


def test_yearly_ratios_need_the_same_years():
    with pytest.raises(FormulaError, match="tahun"):
        yearly_ratios([1, 2], [1])


def test_shares_of_quarters_are_put_together_by_their_parts():
    small, large = Share(50, 1, 2, 100), Share(25, 2, 8, 100)

    assert accumulate([small, None, large, None], "ratio") == 30
    assert accumulate([small, 10, None, None], "ratio") is None  # one has no parts
    assert accumulate([small, large, None, None], "last") == 25


def test_ratio_needs_both_parts_of_a_period():
    assert accumulate_ratio([10, None], [40, 10]) == 25
    with pytest.raises(FormulaError, match="sama panjang"):
        accumulate_ratio([1], [1, 2])


def test_e80_ratios_year_by_year():
    columns = e80_columns(
        E80Input([70, 75, None, 0, 90], [100] * 5, [70, 60, 50, 1, None], [50, 100, 0, None, 120])
    )

    assert columns.ratios_k == (Decimal("100.000000"), Decimal("80.000000"), None, None, None)
    assert columns.ratios_rp == (50, 100, 0, None, 120)


@pytest.mark.parametrize(
    ("accumulation", "end", "ratio"), [("sum", 141, 94), ("last", 71, "47.333333")]
)
def test_e58_end_of_period(accumulation, end, ratio):
    columns = e58_columns(
        E58Input(
            150, 900, [70, 71, 72], [400, 500, 1], [70, 71, None], [380, 430, None], accumulation
        )
    )

    assert (columns.col22_k, columns.col23_k) == (end, Decimal(ratio))
    assert (columns.col22_rp, columns.col23_rp) == (810, 90)


def test_e58_may_stay_exact():
    columns = e58_columns(E58Input(3, 0, [3], [3], [1], [None]), decimals=None)

    assert columns.ratios_k[0] != columns.ratios_k[0].quantize(Decimal("0.000001"))
    assert columns.col23_rp is None


def test_years_add_only_when_additive():
    assert accumulate_years([3, None, 4], "sum") == 7
    assert accumulate_years([3, None, 4, None], "max") == 4
    assert accumulate_years([None], "sum") is None


def test_whole_rupiah_stay_exact():
    assert accumulate([1, 2, None, 10**15], "sum") == 10**15 + 3
    assert isinstance(accumulate([1], "last"), Decimal)
