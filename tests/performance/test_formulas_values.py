"""What stands for a figure on a scale of words, and what does not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from performance.formulas import FormulaError, value_of, word_of
from performance.formulas.values import is_on_scale, legend


@pytest.mark.parametrize("text", ["9", "99", "-1", "2,5", "bagus", ""])
def test_a_number_that_is_not_on_the_scale_is_refused_like_a_word(text):
    with pytest.raises(FormulaError):
        value_of(text, "opini-bpk")


def test_a_number_on_the_scale_is_taken():
    assert value_of(" 3 ", "opini-bpk") == value_of("WDP", "opini-bpk") == Decimal(3)


def test_an_unknown_scale_is_named():
    with pytest.raises(FormulaError, match="lain"):
        value_of("3", "lain")


@pytest.mark.parametrize(
    ("scale", "best_first"),
    [
        ("opini-bpk", {"WTP": 4, "WDP": 3, "TW": 2, "TMP": 1}),
        ("predikat-sakip", {"AA": 7, "A": 6, "BB": 5, "B": 4, "CC": 3, "C": 2, "D": 1}),
        ("ya-tidak", {"Ya": 1, "Tidak": 0}),
    ],
)
def test_every_word_stands_for_its_number_and_back(scale, best_first):
    for word, number in best_first.items():
        assert value_of(word, scale) == number
        assert word_of(number, scale) == word
    assert legend(scale) == ", ".join(f"{word} = {number}" for word, number in best_first.items())


@pytest.mark.parametrize(
    ("day", "is_one"),
    [
        (date(1999, 12, 31), False),
        (date(2000, 1, 1), True),
        (date(2100, 12, 31), True),
        (date(2101, 1, 1), False),
    ],
)
def test_a_day_is_one_of_this_century(day, is_one):
    assert is_on_scale(day.toordinal(), "tanggal") is is_one
    assert not is_on_scale(day.toordinal() + Decimal("0.5"), "tanggal")


def test_what_lies_between_two_words_keeps_its_decimals():
    assert word_of(Decimal("2.1234565"), "opini-bpk") == "2,123457"
    assert word_of(None, "opini-bpk") == ""
