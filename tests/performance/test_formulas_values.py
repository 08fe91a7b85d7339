"""What stands for a figure on a scale of words, and what does not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from performance.formulas import FormulaError, value_of


@pytest.mark.parametrize("text", ["9", "99", "-1", "2,5", "bagus", ""])
def test_a_number_that_is_not_on_the_scale_is_refused_like_a_word(text):
    with pytest.raises(FormulaError):
        value_of(text, "opini-bpk")


def test_a_number_on_the_scale_is_taken():
    assert value_of(" 3 ", "opini-bpk") == value_of("WDP", "opini-bpk") == Decimal(3)


def test_an_unknown_scale_is_named():
    with pytest.raises(FormulaError, match="lain"):
        value_of("3", "lain")
