"""The total of a SAKIP evaluation (AKIP) from its twelve sub-components."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from organizations.exact import HUNDRED, FormulaError, Number, rounded

from .band_schemes import AKIP
from .bands import band
from .sakip_lke import weighted_total
from .sakip_scales import ANSWERS

INSTRUMENT_2021 = "88-2021"
# Keberadaan, kualitas, pemanfaatan of planning, measurement, reporting, internal evaluation.
WEIGHTS: dict[str, Decimal] = {
    name: Decimal(weight)
    for name, weight in {
        "1a": "6",
        "1b": "9",
        "1c": "15",
        "2a": "6",
        "2b": "9",
        "2c": "15",
        "3a": "3",
        "3b": "4.5",
        "3c": "7.5",
        "4a": "5",
        "4b": "7.5",
        "4c": "12.5",
    }.items()
}


@dataclass(frozen=True)
class SakipTotal:
    """The total as printed and its predicate."""

    total: Decimal
    predicate: str
    label: str


def sakip_total(scores: Mapping[str, Number]) -> SakipTotal:
    """Total of the twelve sub-components and the predicate of the printed total.

    total = sum over sub-components of weight x score / 100
    Scores 0 to 100, all twelve: a missing one blocks, it never shrinks the denominator.
    Rounded half up to two decimals, once; the predicate is that of the rounded total.
    Source: weights of PermenPANRB 88/2021 as in published score tables (t-SEMAR) and LHE
    templates; a published LHE printed the plain mean (90.58) of the scores below instead.

    >>> published = [90, 90, 89, 99, 95, 90, 100, 77, 78, 99, 90, 90]
    >>> sakip_total(dict(zip(WEIGHTS, published))).total
    Decimal('90.11')
    """
    unknown = [name for name in scores if name not in WEIGHTS]
    if unknown:
        raise FormulaError(f"subkomponen {', '.join(unknown)} tidak dikenal")
    for name, score in scores.items():
        if not 0 <= score <= HUNDRED:
            raise FormulaError(f"nilai subkomponen {name} harus dari 0 sampai 100")
    return sakip_predicate(weighted_total(WEIGHTS, scores))


def sakip_predicate(total: Number) -> SakipTotal:
    """The predicate of a total.

    AA above 90, A above 80, BB above 70, B above 60, CC above 50, C above 30, else D
    0 to 100; rounded half up to two decimals first, so 90.00 is A and 90.01 is AA.
    Source: PermenPANRB 88/2021 as printed by LHE templates (Trenggalek) and the table of
    predicates of t-SEMAR: intervals closed above; zero counts as D.

    >>> sakip_predicate(90).predicate, sakip_predicate(Decimal("90.005")).predicate
    ('A', 'AA')
    """
    if not 0 <= total <= HUNDRED:
        raise FormulaError("nilai total harus dari 0 sampai 100")
    printed = rounded(total, 2)
    found = band(printed, AKIP)
    assert printed is not None  # noqa: S101 - a total is there
    assert found is not None  # noqa: S101 - the scale has no gaps
    return SakipTotal(printed, found.label, found.meaning)


def answers_to_scores(answers: Mapping[str, str]) -> dict[str, Decimal]:
    """The values of the letters AA to E.

    AA 100, A 90, BB 80, B 70, CC 60, C 50, D 30, E 0; anything else is refused.
    Source: table "Pengisian Nilai" of t-SEMAR for PermenPANRB 88/2021.

    >>> answers_to_scores({"1a": "BB"})
    {'1a': Decimal('80')}
    """
    wrong = [f"{name} “{letter}”" for name, letter in answers.items() if letter not in ANSWERS]
    if wrong:
        raise FormulaError(f"jawaban {', '.join(wrong)} harus salah satu dari {', '.join(ANSWERS)}")
    return {name: ANSWERS[letter] for name, letter in answers.items()}
