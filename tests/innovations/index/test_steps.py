"""What is missing for the next band, cheapest first: pure, worked by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from innovations.formulas import (
    Edges,
    Standing,
    Step,
    cheapest_first,
    parameter_of,
    rule_of,
    way_up,
    with_all,
)
from organizations.exact import rounded

SIX = frozenset(f"1.0{number}" for number in range(1, 7))


def standing(total: int = 640, scored: int = 8, regional: int = 40, services=SIX) -> Standing:
    return Standing(rule_of(2026), Decimal(regional), Decimal(total), scored, services)


def keys(taken) -> list[str]:
    return [one.step.key for one in taken]


@pytest.mark.parametrize(
    ("value", "parameter"),
    [("4.81", 3), ("4.82", 3), ("4.824", 3), ("4.825", 2), ("13.11", 2), ("13.115", 1)],
)
def test_falling_edges_on_the_rounded_value(value, parameter):
    edges = Edges(None, Decimal("13.11"), Decimal("4.82"), is_falling=True)

    assert parameter_of(Decimal(value), edges) == parameter


@pytest.mark.parametrize(
    ("value", "parameter"), [("0", 0), ("0.4", 0), ("0.5", 1), ("10.5", 2), ("30", 2), ("31", 3)]
)
def test_a_first_parameter_with_an_edge(value, parameter):
    edges = Edges(Decimal(1), Decimal(11), Decimal(31), decimals=0)

    assert parameter_of(Decimal(value), edges) == parameter


def test_effort_stands_before_gain_and_gain_before_order():
    steps = [
        Step("layanan", 3, Decimal(90)), Step("kecil", 1, Decimal(1)), Step("besar", 1, Decimal(3)),
        Step("sama", 1, Decimal(3)), Step("nol", 1, Decimal(0)),
    ]  # fmt: skip

    assert keys(cheapest_first(standing(), steps)) == ["besar", "sama", "kecil", "layanan"]


def test_the_way_ends_where_the_next_band_begins():
    """38.55: 1.46 are missing; 12 points of one innovation bring 12 / 12 / 250 x 100 = 0.40."""
    steps = [Step(f"{number}", 1, Decimal(12)) for number in range(5)]
    way = way_up(standing(), steps)

    assert (way.target, way.least) == ("Inovatif", Decimal("40.01"))
    assert [rounded(one.gain) for one in way.steps] == [Decimal("0.40")] * 4
    assert way.is_reached
    assert rounded(way.index - standing().index) == Decimal("1.60")


def test_a_band_out_of_reach_and_none_above():
    assert not way_up(standing(), [Step("a", 1, Decimal(3))]).is_reached
    assert way_up(standing(scored=12, total=1332, regional=63), []).target is None
    assert keys(way_up(standing(), []).steps) == []


def test_an_innovation_that_thins_the_mean_out_is_no_step():
    many = standing(total=20 * 80, scored=20)

    assert cheapest_first(many, [Step("baru", 2, Decimal(1), reported=1)]) == []
    assert keys(cheapest_first(many, [Step("baru", 2, Decimal(80), reported=1)])) == ["baru"]


def test_covering_the_last_service_brings_the_whole_count_score():
    lacking = standing(services=frozenset({"1.01", "1.02", "1.03", "1.04"}))
    step = Step("cakup", 2, Decimal(0), reported=1, services=frozenset({"1.05"}))
    (taken,) = cheapest_first(lacking, [step])

    assert taken.gain == Decimal("0.38") * 9 * 100 / 250


def test_steps_tried_out_change_nothing():
    before = standing()
    after = with_all(before, [Step("a", 1, Decimal(12)), Step("b", 4, Decimal(5), True)])

    assert after.index - before.index == Decimal("2.4")
    assert before.index == standing().index
