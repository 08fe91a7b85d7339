"""Means, sums and efficiency on published figures."""

from decimal import Decimal

import pytest

from performance.formulas import (
    FormulaError,
    Mean,
    OutputCost,
    absorption,
    band,
    efficiency_difference,
    kemenkeu_efficiency,
    kemenkeu_limited,
    kemenkeu_score,
    leftover_efficiency,
    mean_of,
    progress_to_end_target,
    rounded,
    sum_of,
    weighted_mean,
)
from performance.formulas.achievement_policy import AchievementPolicy

# Program level of the E.81 of Bappedalitbang Deli Serdang 2025: pagu, TW I to IV, column 12.
PROGRAMS = {
    "Penunjang": (
        9_972_206_125,
        [1_854_185_339, 1_997_093_079, 2_107_919_683, 2_418_900_034],
        8_378_098_135,
    ),
    "Perencanaan": (
        1_625_740_149,
        [22_016_047, 149_142_470, 339_120_746, 663_022_186],
        1_173_301_449,
    ),
    "Koordinasi": (
        1_799_493_836,
        [62_378_365, 126_237_776, 259_870_150, 1_000_525_341],
        1_449_011_632,
    ),
    "Keuangan": (94_133_080, [0, 0, 0, 39_169_000], 39_169_000),
    "Litbang": (1_232_087_159, [32_763_514, 6_785_000, 26_272_500, 918_571_929], 984_392_943),
}
TOTALS = [1_971_343_265, 2_279_258_325, 2_733_183_079, 5_040_188_490]
PRINTED_TOTALS = [2_004_106_779, 2_286_043_325, 2_759_455_579, 5_079_357_490]


def test_programs_add_up_to_the_correct_totals():
    columns = zip(*(quarters for _, quarters, _ in PROGRAMS.values()), strict=True)

    assert [sum_of(column).value for column in columns] == TOTALS
    assert sum_of(pagu for pagu, _, _ in PROGRAMS.values()).value == 14_723_660_349
    assert sum_of(spent for *_, spent in PROGRAMS.values()).value == 12_023_973_159


def test_every_program_is_the_sum_of_its_quarters():
    for _, quarters, spent in PROGRAMS.values():
        assert sum_of(quarters).value == spent


def test_printed_totals_count_two_programs_twice():
    twice = sum_of(PRINTED_TOTALS).value - sum_of(TOTALS).value

    litbang = sum_of(PROGRAMS["Litbang"][1][:3]).value
    keuangan = PROGRAMS["Keuangan"][1][3]
    assert twice == litbang + keuangan == 104_990_014


def test_absorption_of_the_unit():
    assert rounded(absorption(12_023_973_159, 14_723_660_349), 6) == Decimal("81.664293")


@pytest.mark.parametrize(("spent", "budget"), [(None, 100), (50, None), (50, 0), (None, None)])
def test_absorption_without_a_budget_or_a_figure_is_empty(spent, budget):
    assert absorption(spent, budget) is None


def test_sumut_published_absorption_is_not_the_quotient():
    # Published as 80.5 %; realisation over pagu is 77.08 %.
    assert rounded(absorption(7708, 10000)) == Decimal("77.08")


def test_mean_of_seventeen_kegiatan():
    mean = mean_of([100] * 16 + [45])

    assert rounded(mean.value, 6) == Decimal("96.764706")
    assert band(rounded(mean.value), "permendagri-86-2017").label == "Sangat Tinggi"
    assert mean.is_complete


def test_mean_leaves_out_what_is_not_filled_and_says_so():
    mean = mean_of([100, None, Decimal(50), None])

    assert mean == Mean(Decimal(75), filled=2, total=4)
    assert not mean.is_complete


@pytest.mark.parametrize("rows", [[], [None], [None, None]])
def test_mean_of_nothing_is_empty(rows):
    assert mean_of(rows) == Mean(None, 0, len(rows))
    assert sum_of(rows) == Mean(None, 0, len(rows))


def test_mean_of_capped_rows_is_not_the_capped_mean():
    raw = [Decimal("1388.888889"), Decimal(50)]

    assert mean_of(min(row, Decimal(100)) for row in raw).value == 75
    assert min(mean_of(raw).value, Decimal(100)) == 100


def test_weighted_mean_is_not_the_plain_mean():
    # Twelve sub-components of a published LHE, which printed the plain mean 90.58.
    values = [90, 90, 89, 99, 95, 90, 100, 77, 78, 99, 90, 90]
    weights = [
        6,
        9,
        15,
        6,
        9,
        15,
        3,
        Decimal("4.5"),
        Decimal("7.5"),
        5,
        Decimal("7.5"),
        Decimal("12.5"),
    ]

    assert rounded(mean_of(values).value) == Decimal("90.58")
    assert rounded(weighted_mean(zip(values, weights, strict=True)).value) == Decimal("90.11")


def test_weighted_mean_without_weight_is_empty():
    assert weighted_mean([(100, 0), (None, 5)]) == Mean(None, 1, 2)


def test_negative_weight_is_refused():
    with pytest.raises(FormulaError, match="bobot"):
        weighted_mean([(100, -1)])


@pytest.mark.parametrize(
    ("achieved", "absorbed", "value", "label"),
    [
        (95, 80, 15, "Efisien"),
        (80, 75, 5, "Cukup efisien"),
        (70, 90, -20, "Tidak efisien"),
        (Decimal("85.01"), 80, Decimal("5.01"), "Efisien"),
        (75, 80, -5, "Cukup efisien"),
        (Decimal("74.99"), 80, Decimal("-5.01"), "Tidak efisien"),
    ],
)
def test_efficiency_by_difference(achieved, absorbed, value, label):
    found = efficiency_difference(achieved, absorbed)

    assert (found.value, found.label) == (value, label)


@pytest.mark.parametrize(("achieved", "absorbed"), [(None, 80), (95, None)])
def test_efficiency_of_missing_figures_is_empty(achieved, absorbed):
    assert efficiency_difference(achieved, absorbed) is None
    assert leftover_efficiency(achieved, absorbed, 100) is None


@pytest.mark.parametrize(
    ("achieved", "leftover"), [("100.45", "11.01"), ("110.7", "11.06"), ("100", "36.18")]
)
def test_leftover_counts_once_the_target_is_reached(achieved, leftover):
    spent = 10_000 - int(Decimal(leftover) * 100)

    assert leftover_efficiency(Decimal(achieved), spent, 10_000) == Decimal(leftover)


def test_leftover_below_the_target_is_no_efficiency():
    assert leftover_efficiency(Decimal("99.999"), 100, 10_000) is None
    assert leftover_efficiency(100, 100, 0) is None
    assert leftover_efficiency(100, 110, 100) == -10


def test_kemenkeu_score_is_limited_where_the_report_printed_235():
    assert 50 + Decimal("74.03") / 20 * 50 == Decimal("235.075")
    assert kemenkeu_limited(Decimal("74.03")) == 20
    assert kemenkeu_score(Decimal("74.03")) == 100
    assert kemenkeu_score(Decimal("-74.03")) == 0
    assert kemenkeu_score(0) == 50
    assert kemenkeu_score(None) is None


def test_kemenkeu_mean_leaves_unusable_outputs_out():
    outputs = [
        OutputCost(spent=90, budget=100, reached=10, target=10),
        OutputCost(spent=100, budget=100, reached=10, target=10),
        OutputCost(spent=100, budget=100, reached=0, target=10),
        OutputCost(spent=100, budget=0, reached=10, target=10),
        OutputCost(spent=100, budget=100, reached=10, target=0),
        OutputCost(spent=None, budget=100, reached=10, target=10),
    ]

    found = kemenkeu_efficiency(outputs)

    assert (found.unlimited, found.e, found.filled, found.total) == (5, 5, 2, 6)
    assert found.ne == Decimal("62.5")


def test_kemenkeu_of_nothing_is_empty():
    found = kemenkeu_efficiency([])

    assert (found.unlimited, found.e, found.ne) == (None, None, None)


def test_progress_to_the_end_target_follows_the_polarity():
    lower = AchievementPolicy(polarity="lower")
    within = AchievementPolicy(polarity="range")

    assert progress_to_end_target(45, 60) == 75
    assert progress_to_end_target(8, 5, lower) == 40
    assert [progress_to_end_target(now, 5, within, 6) for now in (4, 5, 6, 9)] == [80, 100, 100, 50]
    assert progress_to_end_target(None, 60) is None
