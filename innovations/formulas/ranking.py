"""Who stands where in a competition: weighted scores of jurors, ties, missing scores."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from innovations.formulas.scoring import (
    AGGREGATES,
    MEAN,
    Sheet,
    aggregated,
    printed,
    score_of,
)  # fmt: skip
from organizations.exact import FormulaError, Number

Missing = tuple[str, str, str]  # entry, juror, criterion
Weigh = Callable[[Sheet], Fraction]


@dataclass(frozen=True)
class Place:
    """An entry with its score, rounded once to two decimals, and its rank from 1."""

    entry: str
    score: Decimal
    rank: int


def missing_scores(
    criteria: Mapping[str, Number], scores: Mapping[str, Mapping[str, Sheet]]
) -> list[Missing]:
    """Scores that are still to be given, in the order of entries, jurors and criteria.

    A juror who is not listed for an entry (recused, not drawn) owes nothing for it.

    >>> missing_scores({"a": 60, "b": 40}, {"X": {"j1": {"a": 80}, "j2": {"a": None, "b": 0}}})
    [('X', 'j1', 'b'), ('X', 'j2', 'a')]
    """
    return [
        (entry, juror, criterion)
        for entry, sheets in scores.items()
        for juror, sheet in sheets.items()
        for criterion in criteria
        if sheet.get(criterion) is None
    ]


def ranked(
    criteria: Mapping[str, Number],
    scores: Mapping[str, Mapping[str, Sheet]],
    aggregate: str = MEAN,
    tie_break: Sequence[str] = (),
) -> list[Place]:
    """Entries from the best on, by the mean, median or trimmed mean over jurors of the weighted score.

    weighted = sum of weight x score / sum of weights; ranks follow unrounded scores. Equal scores
    are parted by the aggregate of each tie-break criterion in turn; entries equal in all of them
    share a rank, the next one is left out, and their names give the order of print.
    Raises FormulaError for weights that are negative or all zero, an unknown criterion, an entry
    without jurors, or a score that is missing (ask `missing_scores` first: none is ever a zero).
    Source: practice of KIPP and KOVABLIK juries (weighted criteria, mean of jurors); the ladder
    for ties is part of each edition.

    >>> ranked({"a": 60, "b": 40}, {"X": {"j": {"a": 80, "b": 90}}, "Y": {"j": {"a": 90, "b": 70}}})
    [Place(entry='X', score=Decimal('84.00'), rank=1), Place(entry='Y', score=Decimal('82.00'), rank=2)]
    """
    _require_usable(criteria, aggregate, tie_break)
    _require_judged(criteria, scores)
    ladder = [_weighted(criteria), *(_weighted({criterion: 1}) for criterion in tie_break)]
    keys = {
        entry: [aggregated(map(weigh, sheets.values()), aggregate) for weigh in ladder]
        for entry, sheets in scores.items()
    }
    order = sorted(keys, key=lambda entry: ([-key for key in keys[entry]], entry))
    found = sorted(keys.values(), reverse=True)
    return [Place(entry, printed(keys[entry][0]), found.index(keys[entry]) + 1) for entry in order]


def _weighted(criteria: Mapping[str, Number]) -> Weigh:
    """Σ weight x score / Σ weights of one juror's sheet, exactly."""
    total = sum(map(Fraction, criteria.values()))
    return lambda sheet: (
        sum(
            (Fraction(weight) * score_of(sheet, name) for name, weight in criteria.items()),
            Fraction(),
        )
        / total
    )


def _require_usable(
    criteria: Mapping[str, Number], aggregate: str, tie_break: Sequence[str]
) -> None:
    if aggregate not in AGGREGATES:
        raise FormulaError(f"aggregate harus {', '.join(AGGREGATES)}, bukan {aggregate}")
    if any(weight < 0 for weight in criteria.values()) or not any(criteria.values()):
        raise FormulaError("bobot kriteria tidak boleh negatif dan tidak boleh semuanya nol")
    for criterion in tie_break:
        if criterion not in criteria:
            raise FormulaError(f"penentu nilai sama {criterion} bukan salah satu kriteria")


def _require_judged(
    criteria: Mapping[str, Number], scores: Mapping[str, Mapping[str, Sheet]]
) -> None:
    for entry, sheets in scores.items():
        if not sheets:
            raise FormulaError(f"{entry} belum dinilai oleh seorang juri pun")
        for juror, sheet in sheets.items():
            if unknown := [criterion for criterion in sheet if criterion not in criteria]:
                raise FormulaError(f"{entry}/{juror} menilai {unknown[0]}, yang bukan kriteria")
    if missing := missing_scores(criteria, scores):
        raise FormulaError(f"nilai belum lengkap: {', '.join('/'.join(m) for m in missing)}")
