"""Survey formulas as `verify_formulas` calls them."""

from __future__ import annotations

import pytest

from organizations.management.commands.verify_formulas import verify

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


@pytest.mark.parametrize(
    ("population", "expect"),
    [(100, 80), ("1000", 278), (0, 0), (-1, ERROR), ("1.5", ERROR), (None, ERROR)],
)
def test_sample_size(population, expect):
    given = {"population": population}
    vector = {"name": "x", "formula": "surveys.sample_size", "given": given, "expect": expect}
    assert verify(vector) is None
