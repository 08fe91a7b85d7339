"""From jurors' sheets to the score of a proposal, under the rules of its edition.

Everything is exact (fractions) until the one rounding, or until each of the roundings an edition
that adds up rounded products asks for. Source: rules of each edition; KIPP and KOVABLIK publish
neither aggregate nor rounding, so both are data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from statistics import mean, median

from organizations.exact import HUNDRED, FormulaError, Number, exact, rounded, to_exact

MEAN, MEDIAN, TRIMMED = "mean", "median", "trimmed"
AGGREGATES = (MEAN, MEDIAN, TRIMMED)

Sheet = Mapping[str, Number | None]  # criterion → score; None: not given
Sheets = Mapping[str, Sheet]  # juror → sheet


def aggregated(scores: Iterable[Fraction], how: str) -> Fraction:
    """One score from several; the trimmed mean drops the highest and the lowest once each, and is
    the mean of all where fewer than three are given.

    >>> aggregated([Fraction(1), Fraction(5), Fraction(6), Fraction(10)], TRIMMED)
    Fraction(11, 2)
    """
    given = sorted(scores)
    if not given:
        raise FormulaError("belum ada nilai juri")
    if how == MEDIAN:
        return median(given)
    if how == TRIMMED and len(given) > 2:
        given = given[1:-1]
    return mean(given)


@dataclass(frozen=True)
class ScoreRule:
    """How the sheets of a stage count. `factors`: criterion → what a score is multiplied by."""

    factors: Mapping[str, Fraction]
    aggregate: str = MEAN
    stepwise: bool = False


def factor_of(weight: Number, highest: Number, *, as_percent: bool) -> Fraction:
    """What a score is multiplied by: so that full scores give the weights' sum of 100, or the
    weight itself where the edition says it is a multiplier.

    >>> factor_of(20, 10, as_percent=True), factor_of(Decimal("1.6"), 10, as_percent=False)
    (Fraction(2, 1), Fraction(8, 5))
    """
    return Fraction(weight) / Fraction(highest) if as_percent else Fraction(weight)


def criterion_scores(rule: ScoreRule, sheets: Sheets) -> dict[str, Fraction]:
    """Criterion → the aggregate of its scores over the jurors, on the criterion's own scale."""
    return {
        name: aggregated((score_of(sheet, name) for sheet in sheets.values()), rule.aggregate)
        for name in rule.factors
    }


def sheet_total(rule: ScoreRule, sheet: Sheet) -> Fraction:
    """Σ factor x score of one juror."""
    return sum(
        (factor * score_of(sheet, name) for name, factor in rule.factors.items()), Fraction()
    )


def stage_score(rule: ScoreRule, sheets: Sheets) -> Fraction:
    """The score of a proposal in a stage, unrounded, or of rounded parts where the rule says so.

    once: aggregate over jurors of Σ factor x score. stepwise: Σ of (aggregate of a criterion,
    rounded to two decimals, x factor, rounded again). Raises FormulaError for a missing score.
    """
    if not rule.stepwise:
        return aggregated((sheet_total(rule, s) for s in sheets.values()), rule.aggregate)
    return sum(
        (
            two_places(two_places(score) * rule.factors[name])
            for name, score in criterion_scores(rule, sheets).items()
        ),
        Fraction(),
    )


def final_score(stages: Sequence[tuple[Number, Fraction]], *, stepwise: bool = False) -> Fraction:
    """Σ weight/100 x score over the stages; the weights of all stages sum to 100.

    >>> final_score([(70, Fraction(80)), (30, Fraction(90))])
    Fraction(83, 1)
    """
    with exact():
        if sum((to_exact(weight) for weight, _ in stages), Decimal()) != HUNDRED:
            raise FormulaError("bobot tahap penilaian harus berjumlah 100")
    parts = (Fraction(weight) * score / 100 for weight, score in stages)
    return sum((two_places(part) if stepwise else part for part in parts), Fraction())


def score_of(sheet: Sheet, criterion: str) -> Fraction:
    score = sheet.get(criterion)
    if score is None:
        raise FormulaError(f"nilai {criterion} belum diisi")
    return Fraction(score)


def two_places(value: Fraction) -> Fraction:
    """Rounded half up to two decimals, as an exact fraction."""
    return Fraction(printed(value))


def printed(value: Fraction) -> Decimal:
    """Two decimals, half up."""
    with exact():
        return rounded(to_exact(value.numerator) / value.denominator)


@dataclass(frozen=True)
class Spread:
    """How far the jurors of one proposal agree: totals of their sheets, two decimals."""

    mean: Decimal
    median: Decimal
    trimmed: Decimal
    lowest: Decimal
    highest: Decimal


def spread_of(totals: Sequence[Fraction]) -> Spread:
    middle, half, trimmed = (printed(aggregated(totals, how)) for how in AGGREGATES)
    return Spread(middle, half, trimmed, printed(min(totals)), printed(max(totals)))


def outliers(totals: Mapping[str, Fraction], points: Number) -> list[str]:
    """Jurors whose total lies more than `points` away from the median of the others: worth a talk.

    >>> outliers({"a": Fraction(80), "b": Fraction(82), "c": Fraction(50)}, 20)
    ['c']
    """
    if len(totals) < 2:
        return []
    return [
        juror
        for juror, total in totals.items()
        if abs(total - median(other for key, other in totals.items() if key != juror)) > points
    ]
