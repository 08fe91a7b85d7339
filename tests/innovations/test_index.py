"""The regional innovation index: the worked rows of its rule, its borders and ranges."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest

from innovations.formulas import RULES, band_of, innovation_index, rule_of
from organizations.exact import FormulaError, rounded
from organizations.management.commands.verify_formulas import verify

MOST, GOOD, SOME = "Sangat Inovatif", "Inovatif", "Kurang Inovatif"


def index(year, number, score, regional, basic):
    scores = [Decimal(score)] * number
    return innovation_index(rule_of(year), scores, Decimal(regional), number, basic)


@pytest.mark.parametrize(
    ("given", "printed", "band"),
    [
        *(((year, 200, 111, 63, 6), "100.00", MOST) for year in RULES),
        ((2026, 8, 80, 40, 5), "38.55", SOME),
        ((2026, 12, 80, 40, 5), "49.82", GOOD),
        ((2027, 8, 80, 40, 6), "35.50", SOME),
        ((2027, 9, 80, 40, 6), "37.94", SOME),
        ((2027, 14, 80, 40, 6), "50.13", GOOD),
        ((2027, 20, 80, 40, 6), "51.04", GOOD),
        ((2027, 21, 80, 40, 6), "51.19", GOOD),
        ((2027, 20, 70, 40, 6), "47.04", GOOD),
        ((2027, 20, 70, 40, 5), "44.00", GOOD),
        ((2026, 20, 100, 55, 6), "65.04", MOST),
        ((2026, 20, 100, 55, 4), "62.00", GOOD),
        ((2028, 16, 80, 40, 6), "50.43", GOOD),
        ((2029, 16, 80, 40, 6), "46.88", GOOD),
        ((2026, 0, 0, 0, 0), "0.00", "Tidak Dapat Dinilai"),
    ],
)
def test_worked_rows(given, printed, band):
    value = index(*given)

    assert (str(rounded(value)), band_of(value)) == (printed, band)


def test_five_basic_services_are_enough_in_2026_alone():
    assert index(2026, 10, 0, 0, 5) == Decimal("1.52")
    assert index(2026, 10, 0, 0, 4) == 0
    assert [index(year, 10, 0, 0, 5) for year in (2027, 2028, 2029)] == [0, 0, 0]


def test_innovations_beyond_200_add_nothing():
    assert index(2026, 200, 0, 0, 6) == index(2026, 201, 0, 0, 6) == Decimal("30.4")


@pytest.mark.parametrize(
    ("value", "band"),
    [
        ("0.004", "Tidak Dapat Dinilai"), ("0.005", SOME), ("40.00", SOME), ("40.004", SOME),
        ("40.005", GOOD), ("65.004", GOOD), ("65.005", MOST), ("65.01", MOST),
    ],
)  # fmt: skip
def test_bands_of_the_rounded_value(value, band):
    assert band_of(Decimal(value)) == band


@pytest.mark.parametrize(
    ("number", "score", "regional", "basic"),
    [(1, 112, 40, 6), (1, -1, 40, 6), (1, 80, 64, 6), (1, 80, -1, 6), (1, 80, 40, 7)],
)
def test_figures_outside_are_refused(number, score, regional, basic):
    with pytest.raises(FormulaError):
        index(2026, number, score, regional, basic)


@pytest.mark.parametrize("year", [2025, 2030])
def test_a_year_without_a_rule_is_refused(year):
    with pytest.raises(FormulaError, match=str(year)):
        rule_of(year)


def test_the_callers_context_does_not_matter():
    with localcontext(prec=3):
        assert str(rounded(index(2027, 9, 80, 40, 6))) == "37.94"


@pytest.mark.parametrize(
    ("change", "expect"),
    [
        ({}, {"score": "38.55", "band": SOME}),
        ({"count": 0}, {"score": "37.33", "band": SOME}),
        ({"innovation_scores": [None]}, {"error": True}),
        ({"spd": None}, {"error": True}),
        ({"count": -1}, {"error": True}),
        ({"year": 2024}, {"error": True}),
        ({"basic_services": 7}, {"error": True}),
    ],
)
def test_as_the_command_reads_it(change, expect):
    given = {"year": 2026, "innovation_scores": ["80"] * 8, "spd": "40", "count": 8}
    given |= {"basic_services": 5} | change
    vector = {"name": "x", "formula": "innovations.index", "given": given, "expect": expect}

    assert verify(vector) is None
