"""Ranking of a competition: ties, aggregates, missing scores, order of input."""

from __future__ import annotations

from decimal import Decimal, localcontext
from random import Random

import pytest

from innovations.formulas import missing_scores, ranked
from organizations.exact import FormulaError
from organizations.management.commands.verify_formulas import verify

WEIGHTS = {"dampak": 60, "baru": 40}
ERROR = {"error": True}


def sheet(impact, novelty):
    return {"dampak": impact, "baru": novelty}


def places(scores, aggregate="mean", tie_break=(), weights=WEIGHTS):
    found = ranked(weights, scores, aggregate, tie_break)
    return [(place.entry, str(place.score), place.rank) for place in found]


def test_two_entries():
    scores = {"B": {"j1": sheet(90, 70)}, "A": {"j1": sheet(80, 90)}}

    assert places(scores) == [("A", "84.00", 1), ("B", "82.00", 2)]


def test_mean_and_median_of_jurors():
    scores = {
        "A": {"j1": sheet(90, 90), "j2": sheet(90, 90), "j3": sheet(30, 30)},
        "B": {"j1": sheet(80, 80), "j2": sheet(80, 80), "j3": sheet(80, 80)},
        "C": {"j1": sheet(70, 70), "j2": sheet(71, 71)},
    }

    assert [p[:2] for p in places(scores)] == [("B", "80.00"), ("C", "70.50"), ("A", "70.00")]
    assert [p[:2] for p in places(scores, "median")] == [
        ("A", "90.00"), ("B", "80.00"), ("C", "70.50"),
    ]  # fmt: skip


def test_ranks_follow_unrounded_scores():
    third = {"j1": sheet(80, 80), "j2": sheet(80, 80), "j3": sheet(81, 81)}
    scores = {"A": {"j1": sheet("80.333", "80.333")}, "B": third}
    scores["A"]["j1"] = {name: Decimal(score) for name, score in scores["A"]["j1"].items()}

    assert places(scores) == [("B", "80.33", 1), ("A", "80.33", 2)]


def test_thirds_that_are_equal_share_a_rank_and_the_next_is_left_out():
    scores = {
        "B": {"j1": sheet(10, 10), "j2": sheet(10, 10), "j3": sheet(11, 11)},
        "A": {"j1": sheet(11, 11), "j2": sheet(10, 10), "j3": sheet(10, 10)},
        "C": {"j1": sheet(9, 9)},
    }

    assert places(scores) == [("A", "10.33", 1), ("B", "10.33", 1), ("C", "9.00", 3)]


def test_the_ladder_parts_equal_scores():
    weights = {"a": 50, "b": 25, "c": 25}
    scores = {
        "X": {"j": {"a": 80, "b": 60, "c": 80}},
        "Y": {"j": {"a": 80, "b": 80, "c": 60}},
        "Z": {"j": {"a": 70, "b": 80, "c": 80}},
    }

    assert [p[::2] for p in places(scores, weights=weights)] == [("X", 1), ("Y", 1), ("Z", 1)]
    assert [p[::2] for p in places(scores, tie_break=["a"], weights=weights)] == [
        ("X", 1), ("Y", 1), ("Z", 3),
    ]  # fmt: skip
    assert [p[::2] for p in places(scores, tie_break=["a", "b"], weights=weights)] == [
        ("Y", 1), ("X", 2), ("Z", 3),
    ]  # fmt: skip


def test_a_tie_is_broken_by_the_same_aggregate():
    scores = {
        "A": {"j1": sheet(90, 60), "j2": sheet(60, 60), "j3": sheet(60, 90)},
        "B": {"j1": sheet(70, 66), "j2": sheet(70, 66), "j3": sheet(70, 66)},
    }
    weights = {"dampak": 50, "baru": 50}

    assert places(scores, "median", ["dampak"], weights)[0][0] == "A"  # 75.00 against 68.00
    scores["B"] = {name: sheet(75, 75) for name in ("j1", "j2", "j3")}
    assert places(scores, "median", ["dampak"], weights) == [("B", "75.00", 1), ("A", "75.00", 2)]


def test_weights_count_by_their_share():
    scores = {"A": {"j1": sheet(80, 90)}}

    assert places(scores, weights={"dampak": 3, "baru": 2}) == [("A", "84.00", 1)]


def test_missing_scores_block_and_a_zero_does_not():
    scores = {"A": {"j2": {"dampak": 0}, "j1": sheet(None, 0)}, "B": {"j1": sheet(1, 2)}}

    assert missing_scores(WEIGHTS, scores) == [("A", "j2", "baru"), ("A", "j1", "dampak")]
    with pytest.raises(FormulaError, match="A/j2/baru"):
        ranked(WEIGHTS, scores)


@pytest.mark.parametrize(
    ("weights", "scores", "aggregate", "ladder"),
    [
        ({"dampak": -1, "baru": 2}, {}, "mean", []),
        ({"dampak": 0, "baru": 0}, {}, "mean", []),
        ({}, {}, "mean", []),
        (WEIGHTS, {"A": {}}, "mean", []),
        (WEIGHTS, {"A": {"j": sheet(1, 2) | {"damapk": 3}}}, "mean", []),
        (WEIGHTS, {}, "best", []),
        (WEIGHTS, {}, "mean", ["undian"]),
    ],
)
def test_what_cannot_be_ranked_is_refused(weights, scores, aggregate, ladder):
    with pytest.raises(FormulaError):
        ranked(weights, scores, aggregate, ladder)


@pytest.mark.parametrize("seed", range(10))
def test_the_order_of_input_does_not_matter_and_more_points_never_lower(seed):
    chance = Random(seed)  # noqa: S311 - repeatable
    scores = {
        f"E{entry}": {f"j{j}": sheet(chance.randint(6, 9), chance.randint(6, 9)) for j in range(3)}
        for entry in range(8)
    }
    before = places(scores, tie_break=["dampak"])
    shuffled = dict(chance.sample(list(scores.items()), len(scores)))
    assert places(shuffled, tie_break=["dampak"]) == before

    raised = chance.choice(list(scores))
    scores[raised]["j1"]["baru"] += 1
    rank_of = {entry: rank for entry, _, rank in places(scores, tie_break=["dampak"])}
    assert rank_of[raised] <= {entry: rank for entry, _, rank in before}[raised]


def test_the_callers_context_does_not_matter():
    with localcontext(prec=2):
        assert places({"A": {"j": sheet(Decimal("83.335"), Decimal("83.335"))}}) == [
            ("A", "83.34", 1)
        ]


@pytest.mark.parametrize(
    ("change", "expect"),
    [
        ({}, [{"entry": "A", "score": "84.00", "rank": 1}]),
        ({"scores": {"A": {"j1": {"dampak": "80"}}}}, {"blocked": ["A/j1/baru"]}),
        ({"scores": {"A": {"j1": {"dampak": "80", "baru": None}}}}, {"blocked": ["A/j1/baru"]}),
        ({"scores": {}}, []),
        ({"scores": {"A": []}}, ERROR),
        ({"scores": {"A": {"j1": 80}}}, ERROR),
        ({"scores": {"A": {"j1": {"dampak": "tinggi", "baru": 1}}}}, ERROR),
        ({"criteria": {"dampak": None, "baru": 40}}, ERROR),
        ({"criteria": []}, ERROR),
        ({"tie_break": "dampak"}, ERROR),
        ({"aggregate": "sum"}, ERROR),
    ],
)
def test_as_the_command_reads_it(change, expect):
    given = {"criteria": WEIGHTS, "scores": {"A": {"j1": sheet("80", 90)}}, "aggregate": "mean"}
    given |= {"tie_break": ["dampak"]} | change
    vector = {"name": "x", "formula": "competitions.rank", "given": given, "expect": expect}

    assert verify(vector) is None
