"""Answers a share of criteria earns, and ranks by the totals as they are printed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from organizations.exact import FormulaError
from performance.formulas import ANSWERS, allowed_answers, answer_of_share, ranks


@pytest.mark.parametrize(
    ("met", "answer"),
    [(4, "BB"), (3, "CC"), (2, "C"), (1, "D"), (0, "E")],
    ids=["all", "75%", "50%", "25%", "none"],
)
def test_a_share_on_a_bound_earns_the_answer_below(met, answer):
    """More than 75 % is B, more than 50 % CC, more than 25 % C: exactly so much is not more."""
    assert answer_of_share(met, 4) == answer
    assert allowed_answers(met, 4)[0] == ("AA" if met == 4 else answer)


@pytest.mark.parametrize(("met", "answer"), [(76, "B"), (51, "CC"), (26, "C"), (1, "D")])
def test_a_share_just_above_a_bound_earns_the_answer_above(met, answer):
    assert answer_of_share(met, 100) == answer


@pytest.mark.parametrize(("met", "count"), [(-1, 4), (5, 4), (0, 0)])
def test_a_share_that_cannot_be_is_refused(met, count):
    with pytest.raises(FormulaError, match="jumlah kriteria"):
        answer_of_share(met, count)


def test_the_table_of_answers_is_that_of_the_regulation():
    said = {"AA": 100, "A": 90, "BB": 80, "B": 70, "CC": 60, "C": 50, "D": 30, "E": 0}

    assert dict(ANSWERS) == said


def test_totals_equal_as_printed_share_a_rank():
    totals = [Decimal("80.104"), Decimal("80.10"), Decimal("80.105"), Decimal("80.096")]

    assert ranks(totals) == [2, 2, 1, 2]
