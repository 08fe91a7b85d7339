"""The answers of a SAKIP sheet and what they are worth."""

from __future__ import annotations

from decimal import Decimal

from organizations.exact import HUNDRED, FormulaError, exact

# The values of the answers to a sub-component.
ANSWERS: dict[str, Decimal] = {
    letter: Decimal(value)
    for letter, value in {
        "AA": 100,
        "A": 90,
        "BB": 80,
        "B": 70,
        "CC": 60,
        "C": 50,
        "D": 30,
        "E": 0,
    }.items()
}
# The share of criteria met, and the answer it allows at most (PermenPANRB 88/2021).
SHARES: tuple[tuple[Decimal, str], ...] = (
    (Decimal(75), "B"),
    (Decimal(50), "CC"),
    (Decimal(25), "C"),
    (Decimal(0), "D"),
)
ALL_MET = ("BB", "A", "AA")  # all criteria met: as mandated, then more than mandated
NONE_MET = "E"
# Answers to a single criterion where a region scores criteria one by one: word → value 0–1.
CRITERION_SCALES: dict[str, dict[str, Decimal]] = {
    "ya-tidak": {"Y": Decimal(1), "T": Decimal(0)},
    "a-d": {"A": Decimal(1), "B": Decimal("0.66"), "C": Decimal("0.33"), "D": Decimal(0)},
    "a-e": {
        "A": Decimal(1),
        "B": Decimal("0.75"),
        "C": Decimal("0.5"),
        "D": Decimal("0.25"),
        "E": Decimal(0),
    },
    "a-c": {"A": Decimal(1), "B": Decimal("0.5"), "C": Decimal(0)},
}


def answer_of_share(met: int, count: int) -> str:
    """The answer to a sub-component that its criteria earn by number alone.

    share = met / count x 100: above 75 B, above 50 CC, above 25 C, above 0 D, none E;
    all met BB (as mandated). A and AA also need all, and notable efforts a number cannot show.
    0 <= met <= count, count at least 1. No rounding.
    Source: table "Pengisian Nilai" for PermenPANRB 88/2021 (t-SEMAR).

    >>> [answer_of_share(met, 8) for met in (8, 7, 6, 4, 2, 1, 0)]
    ['BB', 'B', 'CC', 'C', 'D', 'D', 'E']
    """
    if not 0 <= met <= count or not count:
        raise FormulaError("jumlah kriteria terpenuhi harus dari 0 sampai jumlah kriteria")
    if met == count:
        return ALL_MET[0]
    with exact():
        share = HUNDRED * met / Decimal(count)
    return next((letter for bound, letter in SHARES if share > bound), NONE_MET)


def allowed_answers(met: int, count: int) -> tuple[str, ...]:
    """The answers a sub-component may get, best first: never more than its criteria earn.

    With every criterion met all of AA to E; otherwise what `answer_of_share` gives and below.
    Source: as `answer_of_share`; a lower answer is the evaluator's judgement of quality.

    >>> allowed_answers(3, 4)
    ('CC', 'C', 'D', 'E')
    >>> allowed_answers(4, 4)[:3]
    ('AA', 'A', 'BB')
    """
    letters = tuple(ANSWERS)
    earned = answer_of_share(met, count)
    return letters if earned in ALL_MET else letters[letters.index(earned) :]
