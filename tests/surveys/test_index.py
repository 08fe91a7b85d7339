"""The satisfaction index: published figures, borders of grades, rows that do not count."""

from __future__ import annotations

from decimal import Decimal, localcontext
from itertools import pairwise

import pytest

from organizations.exact import FormulaError, rounded
from surveys.formulas import (
    GRADES,
    element_mean,
    grade_of,
    index_of_means,
    index_of_sums,
    is_complete,
    mean_index,
    pooled_index,
    sums_of_rows,
)

GASPUL = (105, 101, 100, 116, 102, 105, 106, 105, 115), 29
# Disdukcapil Sekadau, first half of 2019: 49 published questionnaires.
SEKADAU = [
    "223434443",
    "332333323",
    "333443334",
    "224444343",
    "332333323",
    "333433334",
    "333333324",
    "343334434",
    "333333333",
    "323444443",
    "234444443",
    "333333323",
    "343433324",
    "344433444",
    "323333323",
    "333333323",
    "333333432",
    "224444444",
    "333433334",
    "113433332",
    "333233323",
    "334434443",
    "333333323",
    "233444342",
    "312233333",
    "333433334",
    "444434344",
    "333433334",
    "332332222",
    "224444433",
    "333433333",
    "333434443",
    "333433334",
    "223443332",
    "333433334",
    "333434334",
    "333333334",
    "332322323",
    "333444323",
    "333433333",
    "223444433",
    "332434323",
    "344433434",
    "333433334",
    "334343434",
    "334444443",
    "321323312",
    "334444443",
    "333444323",
]
# An app's twenty answers and the index it stored after each of them.
RUNNING = [
    "333111444",
    "113322444",
    "333334444",
    "111111111",
    "444444444",
    "333333333",
    "444444444",
    "444444444",
    "333333333",
    "333334444",
    "333333333",
    "222222222",
    "333333333",
    "444444444",
    "333333333",
    "333333333",
    "444332244",
    "333333333",
    "333333334",
    "444333333",
]
STORED = {
    1: "66.6667",
    2: "66.6667",
    3: "73.1481",
    4: "61.1111",
    5: "68.8889",
    6: "69.9074",
    7: "74.2064",
    8: "77.4306",
    9: "77.1605",
    10: "78.0556",
    20: "77.5",
}


def letter(index: str) -> str:
    return grade_of(Decimal(index)).letter


def spread(total: int) -> list[int]:
    """Nine sums of this total, as even as can be."""
    return [total // 9 + (at < total % 9) for at in range(9)]


@pytest.mark.parametrize(
    ("respondents", "total", "index", "grade"),
    [
        (1, 9, "25.00", "D"),
        (1, 36, "100.00", "A"),
        (5, 138, "76.67", "B"),  # 0.111 would give 76.59, C
        (5, 159, "88.33", "A"),  # 0.111 would give 88.25, B
        (8, 261, "90.63", "A"),  # exactly 90.625: half up
        (19, 604, "88.30", "B"),  # 88.30409, inside the gap of the table
        (19, 524, "76.61", "B"),  # 76.60819, rounds into the next class
        (49, 1389, "78.74", "B"),
    ],
)
def test_edges(respondents, total, index, grade):
    value = index_of_sums(spread(total), respondents)

    assert str(rounded(value)) == index
    assert grade_of(value).letter == grade


def test_gaspul_weighs_each_element_a_ninth():
    value = index_of_sums(*GASPUL)

    assert rounded(value, 6) == Decimal("91.475096")
    assert grade_of(value).label == "Sangat baik"
    means = [str(rounded(element_mean(total, GASPUL[1]), 4)) for total in GASPUL[0]]
    assert means == [
        "3.6207",
        "3.4828",
        "3.4483",
        "4.0000",
        "3.5172",
        "3.6207",
        "3.6552",
        "3.6207",
        "3.9655",
    ]


def test_fewer_or_more_elements_weigh_their_share():
    assert index_of_sums([74, 76, 60], 20) == Decimal("87.5")
    assert index_of_sums([65, 71], 20) == 85
    fourteen = [89, 90, 83, 85, 88, 86, 88, 89, 87, 89, 93, 91, 87, 89]
    assert str(rounded(index_of_sums(fourteen, 30))) == "73.45"


def test_rows_of_sekadau():
    sums, respondents = sums_of_rows(SEKADAU)

    assert respondents == 49
    assert str(rounded(index_of_sums(sums, respondents))) == "78.74"


@pytest.mark.parametrize("count", STORED)
def test_every_stored_running_index_comes_out(count):
    index = index_of_sums(*sums_of_rows(RUNNING[:count]))

    assert abs(index - Decimal(STORED[count])) < Decimal("0.0001")  # its last digit is its own
    assert rounded(index) == rounded(Decimal(STORED[count]))


@pytest.mark.parametrize(
    "row",
    [
        "",
        "33333333",
        "3333333333",
        "333333330",
        "333333335",
        "33333333 ",
        "33333333\n",
        "³33333333",
        "٣٣٣٣٣٣٣٣٣",
        None,
        333333333,
    ],
)
def test_a_row_that_is_not_complete_is_no_respondent(row):
    assert not is_complete(row)
    assert sums_of_rows([row, "444444444"]) == ((4,) * 9, 1)


def test_nobody_has_no_index_and_no_grade():
    assert index_of_sums([0] * 9, 0) is None
    assert element_mean(0, 0) is None
    assert grade_of(None) is None
    assert pooled_index([]) is None
    assert mean_index([None]) is None
    assert index_of_means([]) is None


@pytest.mark.parametrize(
    ("total", "respondents"), [(5, 1), (0, 1), (1, 0), (28, 29), (117, 29), (1, -1)]
)
def test_sums_that_no_answers_give_are_refused(total, respondents):
    with pytest.raises(FormulaError):
        index_of_sums([total] * 9, respondents)


def test_one_wrong_sum_among_nine_is_refused():
    with pytest.raises(FormulaError):
        index_of_sums([3, 3, 3, 3, 3, 3, 3, 3, 5], 1)


@pytest.mark.parametrize(
    ("index", "grade"),
    [
        ("25", "D"), ("64.99", "D"), ("64.994", "D"), ("64.995", "C"), ("65", "C"), ("76.60", "C"),
        ("76.604", "C"), ("76.605", "B"), ("76.61", "B"), ("88.30", "B"), ("88.304", "B"),
        ("88.305", "A"), ("88.31", "A"), ("100", "A"),
    ],
)  # fmt: skip
def test_borders_belong_to_one_grade(index, grade):
    assert letter(index) == grade


def test_every_value_of_two_decimals_has_one_grade_and_grades_fall():
    letters = [letter(str(Decimal(cents) / 100)) for cents in range(2_500, 10_001)]

    assert "".join(dict.fromkeys(letters)) == "DCBA"
    assert letters == sorted(letters, reverse=True)
    assert all(a.least > b.least for a, b in pairwise(GRADES))


@pytest.mark.parametrize("index", ["24.99", "100.01", "0"])
def test_an_index_outside_is_refused(index):
    with pytest.raises(FormulaError):
        grade_of(Decimal(index))


def test_means_are_taken_as_they_are():
    assert index_of_means([Decimal("3.63")] * 9) == Decimal("90.75")
    for wrong in (Decimal("0.99"), Decimal("4.01")):
        with pytest.raises(FormulaError):
            index_of_means([Decimal(3)] * 8 + [wrong])


def test_two_units_by_both_methods():
    sekadau = sums_of_rows(SEKADAU)
    both = [index_of_sums(*GASPUL), index_of_sums(*sekadau)]

    assert str(rounded(mean_index([*both, None]))) == "85.11"
    assert str(rounded(pooled_index([GASPUL, sekadau]))) == "83.48"


def test_the_mean_of_units_is_of_unrounded_indexes():
    exact = [Decimal("80.004"), Decimal("80.014")]  # rounded first: 80.005, printed 80.01

    assert str(rounded(mean_index(exact))) == "80.01"
    assert (
        str(rounded(mean_index([Decimal("80.0049"), Decimal("80.0049"), Decimal("80.0051")])))
        == "80.00"
    )


def test_parts_of_another_questionnaire_are_refused():
    with pytest.raises(FormulaError):
        pooled_index([GASPUL, ((3,) * 14, 1)])


def test_the_callers_context_does_not_matter():
    with localcontext(prec=3):
        assert rounded(index_of_sums(*GASPUL), 6) == Decimal("91.475096")
        assert rounded(mean_index([Decimal("91.475096"), Decimal("91.475098")]), 6) == Decimal(
            "91.475097"
        )
        assert index_of_means([Decimal("3.2001")] * 9) == Decimal("80.0025")
