"""Scores of an edition: published results of real juries, roundings, spread, second looks."""

from __future__ import annotations

import csv
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from innovations.formulas import scoring
from innovations.formulas.harshness import jurors_seen, normalised
from innovations.formulas.scoring import ScoreRule, criterion_scores, printed, stage_score
from innovations.formulas.standing import BY_LADDER, BY_LOT, standings, tied
from organizations.exact import FormulaError

DATA = Path(__file__).parent / "data"


def rows(name):
    with (DATA / name).open(newline="") as file:
        yield from csv.DictReader(file)


@pytest.fixture(scope="module")
def skating():
    """Entry → juror → criterion → score, and the factors (ISU, world championship 2017)."""
    sheets, factors, published = defaultdict(lambda: defaultdict(dict)), {}, {}
    for row in rows("jury_isu_wc2017_lfs_scores.csv"):
        factors[row["criterion"]] = Fraction(row["weight"])
        published[row["entry"], row["criterion"]] = Decimal(row["published_trimmed_mean"])
        for juror in (f"J{n}" for n in range(1, 10)):
            sheets[row["entry"]][juror][row["criterion"]] = Decimal(row[juror])
    return sheets, ScoreRule(factors, scoring.TRIMMED, stepwise=True), published


def test_published_trimmed_means_of_a_real_jury(skating):
    sheets, rule, published = skating

    found = {
        (entry, criterion): printed(score)
        for entry, given in sheets.items()
        for criterion, score in criterion_scores(rule, given).items()
    }

    assert found == published
    assert len(found) == 120


def test_published_totals_need_the_rounding_of_their_edition(skating):
    sheets, rule, _ = skating
    totals = {
        row["entry"]: Decimal(row["published_component_total"])
        for row in rows("jury_isu_wc2017_lfs_results.csv")
    }
    once = ScoreRule(rule.factors, rule.aggregate)

    assert {entry: printed(stage_score(rule, s)) for entry, s in sheets.items()} == totals
    assert sum(printed(stage_score(once, sheets[e])) == t for e, t in totals.items()) < 24


def test_published_means_of_a_jury_in_which_one_judged_twice():
    """The organisers counted every sheet; two sheets of one juror are told apart by their number."""
    sheets = defaultdict(dict)
    names = ("innovation", "impact", "completeness", "technical")
    for row in rows("jury_riverhacks_scores.csv"):
        sheets[row["entry"]][row["sheet"]] = {name: int(row[name]) for name in names}
    rule = ScoreRule({name: Fraction(1, 4) for name in names})

    published = {r["entry"]: r["published_overall"] for r in rows("jury_riverhacks_published.csv")}

    assert {entry: str(printed(stage_score(rule, s))) for entry, s in sheets.items()} == published


def test_percentages_bring_scales_of_different_length_to_one_hundred():
    factors = {
        "makalah": scoring.factor_of(20, 100, as_percent=True),
        "adopsi": scoring.factor_of(50, 40, as_percent=True),
        "lingkup": scoring.factor_of(30, 30, as_percent=True),
    }
    full = {"makalah": 100, "adopsi": 40, "lingkup": 30}

    assert stage_score(ScoreRule(factors), {"j": full}) == 100


def test_the_trimmed_mean_keeps_two_scores_and_drops_one_of_each_end_of_three():
    two, three = [Fraction(60), Fraction(90)], [Fraction(60), Fraction(90), Fraction(80)]

    assert scoring.aggregated(two, scoring.TRIMMED) == 75
    assert scoring.aggregated(three, scoring.TRIMMED) == 80
    with pytest.raises(FormulaError, match="belum ada nilai"):
        scoring.aggregated([], scoring.MEAN)


def test_a_missing_score_is_never_a_zero():
    rule = ScoreRule({"a": Fraction(1), "b": Fraction(1)})

    with pytest.raises(FormulaError, match="nilai b belum diisi"):
        stage_score(rule, {"j": {"a": 70, "b": None}})
    assert stage_score(rule, {"j": {"a": 70, "b": 0}}) == 70


def test_stages_count_by_their_weights_which_sum_to_one_hundred():
    assert scoring.final_score([(70, Fraction(81)), (30, Fraction(90))]) == Fraction("83.7")
    with pytest.raises(FormulaError, match="berjumlah 100"):
        scoring.final_score([(Decimal("99.9"), Fraction(81))])


def test_spread_and_outliers_of_one_proposal():
    totals = {"a": Fraction(80), "b": Fraction(84), "c": Fraction(61)}
    spread = scoring.spread_of(list(totals.values()))

    assert (spread.mean, spread.median, spread.trimmed) == (
        Decimal("75.00"), Decimal("80.00"), Decimal("80.00"),
    )  # fmt: skip
    assert (spread.lowest, spread.highest) == (61, 84)
    assert scoring.outliers(totals, 20) == ["c"]
    assert scoring.outliers(totals, 21) == []
    assert scoring.outliers({"a": Fraction(80)}, 1) == []


def test_equal_scores_go_down_the_ladder_and_then_by_lot():
    scores = {"a": Fraction(8), "b": Fraction(8), "c": Fraction(8), "d": Fraction(9)}
    ladder = {"a": [Fraction(5)], "b": [Fraction(6)], "c": [Fraction(5)], "d": [Fraction(0)]}

    without, with_lot = standings(scores, ladder), standings(scores, ladder, "benih")

    assert [(r.entry, r.rank) for r in without] == [("d", 1), ("b", 2), ("a", 3), ("c", 3)]
    assert [r.by for r in without[1:]] == ["nilai", BY_LADDER, BY_LOT]
    assert sorted(r.rank for r in with_lot) == [1, 2, 3, 4]
    assert tied(scores, ladder) == ["a", "c"]


def test_the_lottery_is_the_same_for_everybody_who_draws_it_again():
    scores = dict.fromkeys("abcdefgh", Fraction(8))
    orders = set()
    for seed in ("satu", "dua"):
        first = [r.entry for r in standings(scores, {}, seed)]
        names = list(scores)
        Random(3).shuffle(names)  # noqa: S311
        assert [r.entry for r in standings(dict.fromkeys(names, Fraction(8)), {}, seed)] == first
        orders.add(tuple(first))
    assert len(orders) == 2


def test_raising_one_score_never_lowers_an_entry():
    chance = Random(11)  # noqa: S311
    for _ in range(150):
        how = chance.choice(scoring.AGGREGATES)
        rule = ScoreRule(
            {"a": Fraction(3, 5), "b": Fraction(2, 5)}, how, stepwise=chance.random() < 0.5
        )
        sheets = {
            entry: {
                juror: {"a": chance.randint(0, 100), "b": chance.randint(0, 100)} for juror in "xyz"
            }
            for entry in "ABCDE"
        }
        before = _ranks(rule, sheets)
        entry, juror, name = chance.choice("ABCDE"), chance.choice("xyz"), chance.choice("ab")
        sheets[entry][juror][name] += chance.randint(1, 30)
        assert _ranks(rule, sheets)[entry] <= before[entry]


def _ranks(rule, sheets):
    scores = {entry: stage_score(rule, given) for entry, given in sheets.items()}
    return {place.entry: place.rank for place in standings(scores, {})}


def test_a_strict_juror_is_seen_beside_those_who_judged_the_same():
    totals = {
        "A": {"strict": Fraction(60), "mild": Fraction(80)},
        "B": {"strict": Fraction(70), "mild": Fraction(90)},
        "C": {"mild": Fraction(85)},
    }
    seen = jurors_seen(totals)

    assert (seen["strict"].mean, seen["strict"].others) == (Decimal("65.00"), Decimal("85.00"))
    assert seen["strict"].harshness == 20
    assert seen["strict"].is_small
    assert seen["mild"].sheets == 3


def test_normalising_takes_a_jurors_strictness_out():
    totals = {
        "A": {"strict": Fraction(60)},
        "B": {"strict": Fraction(70)},
        "C": {"mild": Fraction(80)},
        "D": {"mild": Fraction(90)},
    }
    found = normalised([(100, totals)])

    assert found["A"] == found["C"] < found["B"] == found["D"]
    assert normalised([(100, {})]) == normalised([]) == {}


def test_a_juror_who_gave_everybody_the_same_moves_nobody():
    found = normalised([(100, {"A": {"j": Fraction(70)}, "B": {"j": Fraction(70)}})])

    assert found == {"A": Decimal("70.00"), "B": Decimal("70.00")}


def test_what_is_evened_is_rounded_once_over_all_stages():
    """80.005 and 80.004 by halves are 80.0045; rounded stage by stage they would be 80.01."""
    stages = [(50, {"A": {"j": Fraction("80.005")}}), (50, {"A": {"j": Fraction("80.004")}})]

    assert normalised(stages) == {"A": Decimal("80.00")}
    assert normalised([*stages[:1], (50, {"B": {"j": Fraction(80)}})]) == {}
