"""Survey formulas as `verify_formulas` calls them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from organizations.exact import rounded
from organizations.management.commands.verify_formulas import verify
from tests.surveys.test_sample import PRINTED

SUMS = {f"U{n}": total for n, total in enumerate((105, 101, 100, 116, 102, 105, 106, 105, 115), 1)}
CODES = (
    "PERSYARATAN", "PROSEDUR", "WAKTU", "BIAYA", "PRODUK", "KOMPETENSI", "PERILAKU", "PENGADUAN",
    "SARPRAS",
)  # fmt: skip
NOTHING = {"index": None, "grade": None}
ERROR = {"error": True}


@pytest.mark.parametrize(
    ("given", "expect"),
    [
        ({"sums": SUMS, "respondents": 29}, {"index": "91.48", "grade": "A"}),
        (
            {"sums": dict(zip(CODES, SUMS.values(), strict=True)), "respondents": 29},
            {"index": "91.48", "grade": "A"},
        ),
        ({"sums": list(SUMS.values()), "respondents": "29"}, {"index": "91.48", "grade": "A"}),
        ({"sums": dict.fromkeys(CODES, 0), "respondents": 0}, NOTHING),
        ({"rows": []}, NOTHING),
        ({"rows": ["333333335", "33333333", None, 3]}, NOTHING),
        ({"rows": ["444444444", "33333333"]}, {"index": "100.00", "grade": "A"}),
        ({"element_means": dict.fromkeys(CODES, "3.20")}, {"index": "80.00", "grade": "B"}),
        ({"element_means": ["3.5322"] * 9}, {"index": "88.31", "grade": "A"}),
        ({"element_means": [None] * 9}, NOTHING),
        ({"element_means": ["3.2"] * 8 + [None]}, ERROR),
        ({"element_means": ["3.2"] * 8}, ERROR),
        ({"element_means": ["4.1"] * 9}, ERROR),
        ({"sums": SUMS}, ERROR),
        ({"sums": SUMS, "respondents": 28}, ERROR),
        ({"sums": SUMS | {"U9": "115.5"}, "respondents": 29}, ERROR),
        ({"sums": {"U1": 3}, "respondents": 1}, ERROR),
        ({"sums": SUMS, "respondents": 29, "rows": []}, ERROR),
        ({"sums": "105", "respondents": 29}, ERROR),
        ({"rows": "333333333"}, ERROR),
        ({}, ERROR),
    ],
)
def test_index(given, expect):
    assert (
        verify({"name": "x", "formula": "surveys.index", "given": given, "expect": expect}) is None
    )


# Indexes and means of elements as places published them, with the grade they have by the table.
PUBLISHED = {
    "A": ("88.79", "88.74", "89.89"),  # Padang 2024, Madiun 2024 and 2025
    "B": ("80.81", "84.8", "86.964", "88.028", "80.08", "80.07"),  # Mataram, Padang, Madiun, Tegal
    "C": ("73.01", "73.45"),  # Mijen: B by the table of 2004
}
MEANS = {
    "A": ("3.63", "3.61", "3.60", "3.59", "3.58", "3.57", "3.56", "3.55", "3.54"),  # Minerba
    "B": ("3.20", "3.40"),
    "D": ("2.54", "2.44"),
}


@pytest.mark.parametrize(
    ("grade", "mean"),
    [
        *((grade, Decimal(index) / 25) for grade in PUBLISHED for index in PUBLISHED[grade]),
        *((grade, Decimal(mean)) for grade in MEANS for mean in MEANS[grade]),
    ],
)
def test_published_figures_have_one_grade(grade, mean):
    given = {"element_means": [str(mean)] * 9}
    expect = {"index": str(rounded(mean * 25)), "grade": grade}

    assert (
        verify({"name": "x", "formula": "surveys.index", "given": given, "expect": expect}) is None
    )


@pytest.mark.parametrize(("people", "sample"), PRINTED)
def test_the_printed_table_as_the_command_reads_it(people, sample):
    given = {"population": people}
    vector = {"name": "x", "formula": "surveys.sample_size", "given": given, "expect": sample}
    assert verify(vector) is None


@pytest.mark.parametrize(
    ("population", "expect"),
    [(100, 80), ("1000", 278), (0, 0), (-1, ERROR), ("1.5", ERROR), (None, ERROR)],
)
def test_sample_size(population, expect):
    given = {"population": population}
    vector = {"name": "x", "formula": "surveys.sample_size", "given": given, "expect": expect}
    assert verify(vector) is None
