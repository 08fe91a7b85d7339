"""Draws of jurors and the scales they judge on."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

from innovations.formulas.drawing import drawn
from innovations.formulas.scale import band_fault, is_on_scale, is_whole
from organizations.exact import FormulaError

ENTRIES = [f"P{n:03}" for n in range(1, 25)]
JURORS = [f"j{n}" for n in range(1, 10)]


def loads(given):
    return [sum(juror in row for row in given.values()) for juror in JURORS]


def test_the_same_seed_draws_the_same_in_whatever_order_they_come():
    blocked = {("P001", "j1"), ("P002", "j3")}
    first = drawn(ENTRIES, JURORS, blocked, 3, "benih")
    entries, jurors = list(ENTRIES), list(JURORS)
    Random(1).shuffle(entries)  # noqa: S311
    Random(2).shuffle(jurors)  # noqa: S311

    assert drawn(entries, jurors, blocked, 3, "benih") == first
    assert drawn(ENTRIES, JURORS, blocked, 3, "lain") != first


def test_everybody_gets_as_many_and_nobody_what_is_blocked():
    blocked = {(entry, juror) for entry in ENTRIES[:8] for juror in JURORS[:4]}
    given = drawn(ENTRIES, JURORS, blocked, 3, "benih")

    assert all(len(set(row)) == 3 for row in given.values())
    assert not {(entry, juror) for entry, row in given.items() for juror in row} & blocked
    assert loads(given) == [8] * 9


def test_a_juror_who_may_judge_little_is_used_for_that_little():
    blocked = {(entry, "j1") for entry in ENTRIES if entry != "P005"}
    given = drawn(ENTRIES, JURORS, blocked, 3, "benih")

    assert "j1" in given["P005"]
    assert max(loads(given)) - min(loads(given)[1:]) <= 1


def test_who_already_judges_stays_and_counts():
    given = drawn(ENTRIES[:2], JURORS[:3], set(), 2, "benih", seated={"P001": ["j1"]})

    assert len(given["P001"]) == 1
    assert "j1" not in given["P001"]
    assert len(given["P002"]) == 2


def test_among_equally_burdened_ones_the_field_decides():
    suited = {(entry, "j7") for entry in ENTRIES[:1]}

    assert drawn(ENTRIES[:1], JURORS, set(), 1, "benih", suited=suited) == {"P001": ["j7"]}


def test_too_few_free_jurors_draw_nothing_and_name_the_proposals():
    blocked = {("P002", juror) for juror in JURORS[:7]}

    with pytest.raises(FormulaError, match=r"kurang dari 3 untuk P002$"):
        drawn(ENTRIES, JURORS, blocked, 3, "benih")


def test_weights_sum_to_exactly_one_hundred():
    assert is_whole([Decimal("33.3"), Decimal("33.3"), Decimal("33.4")])
    assert not is_whole([Decimal("99.9")])


def band(*values):
    return [(Decimal(a), Decimal(b)) for a, b in values]


@pytest.mark.parametrize(
    ("bands", "fault"),
    [
        ([(0, 10), (11, 20), (21, 40)], ""),
        ([], ""),
        ([(21, 40), (0, 10), (11, 20)], ""),
        ([(0, 10), (12, 40)], "Nilai 11 sampai sebelum 12 belum memiliki penjelasan."),
        ([(0, 10), (10, 40)], "Nilai 10 memiliki dua penjelasan."),
        ([(1, 40)], "Nilai 0 sampai sebelum 1 belum memiliki penjelasan."),
        ([(0, 39)], "Nilai 40 sampai 40 belum memiliki penjelasan."),
        ([(0, 41)], "Batas 41 tidak ada pada skala 0 sampai 40, kelipatan 1."),
    ],
)
def test_the_words_beside_the_scores_leave_no_hole(bands, fault):
    assert band_fault(Decimal(0), Decimal(40), Decimal(1), band(*bands)) == fault


def test_what_lacks_words_is_said_as_people_write_numbers():
    """As the database keeps them, with three decimals: 5.000 would be read as five thousand."""
    scale = (Decimal("0.000"), Decimal("10.000"), Decimal("0.500"))

    assert band_fault(*scale, band(("0.000", "4.500"), ("5.500", "10.000"))) == (
        "Nilai 5 sampai sebelum 5,5 belum memiliki penjelasan."
    )
    assert band_fault(*scale, band(("0.000", "4.250"))) == (
        "Batas 4,25 tidak ada pada skala 0 sampai 10, kelipatan 0,5."
    )


def test_a_value_between_two_steps_is_not_on_the_scale():
    scale = (Decimal(0), Decimal(40), Decimal(1))

    assert is_on_scale(Decimal(10), *scale)
    assert not is_on_scale(Decimal("10.5"), *scale)
    assert is_on_scale(Decimal("9.25"), Decimal(0), Decimal(10), Decimal("0.25"))
    assert not is_on_scale(Decimal(41), *scale)
