"""The satisfaction index: means of elements, index, grade, consolidation.

Exact to the end: every function returns an unrounded figure, `organizations.exact.rounded` rounds
it once for print, and the grade is that of the rounded figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from organizations.exact import FormulaError, Number, exact, rounded, to_exact

ELEMENTS = 9
LOWEST, HIGHEST = 1, 4
SCALE = 25  # a mean of 1 to 4 becomes an index of 25 to 100
PARTS = 12  # scores are kept in twelfths: means of two, three, four or six questions are whole

_COMPLETE = re.compile(r"[1-4]{9}", re.ASCII)


@dataclass(frozen=True)
class Grade:
    """A class of the interval table: letter, words, and the lowest index it holds."""

    letter: str
    label: str
    least: Decimal


GRADES = (
    Grade("A", "Sangat baik", Decimal("88.31")),
    Grade("B", "Baik", Decimal("76.61")),
    Grade("C", "Kurang baik", Decimal("65.00")),
    Grade("D", "Tidak baik", Decimal("25.00")),
)
"""PermenPANRB 14/2017, annex: intervals of the converted value, written to two decimals."""


def is_complete(row: object) -> bool:
    """Whether a row holds the nine answers 1 to 4 and may count.

    Source: PermenPANRB 14/2017 counts completed questionnaires; an answer left out is neither a
    zero nor a respondent.

    >>> is_complete("333443334"), is_complete("33344333"), is_complete("333443335")
    (True, False, False)
    """
    return isinstance(row, str) and _COMPLETE.fullmatch(row) is not None


def sums_of_rows(rows: Iterable[object]) -> tuple[tuple[int, ...], int]:
    """Sums of the nine elements over complete rows, and how many rows these are.

    >>> sums_of_rows(["223434443", "332333323", "1"])
    ((5, 5, 5, 7, 6, 7, 7, 6, 6), 2)
    """
    sums, count = [0] * ELEMENTS, 0
    for row in rows:
        if isinstance(row, str) and is_complete(row):
            count += 1
            for at, digit in enumerate(row):
                sums[at] += int(digit)
    return tuple(sums), count


def element_mean(total: int, respondents: int, parts: int = 1) -> Decimal | None:
    """NRR of one element: sum of its scores / completed questionnaires. 1 to 4, unrounded.

    total: in points, or in `parts` of a point (PARTS where scores are kept in twelfths).
    None without respondents. Raises FormulaError for a sum that no answers of 1 to 4 can give.
    Source: PermenPANRB 14/2017, annex (nilai rata-rata per unsur).

    >>> element_mean(105, 30)
    Decimal('3.5')
    """
    if respondents < 0:
        raise FormulaError("jumlah responden tidak boleh negatif")
    if not respondents * LOWEST * parts <= total <= respondents * HIGHEST * parts:
        raise FormulaError(
            f"jumlah nilai unsur {total} tidak mungkin dari {respondents} responden; "
            f"setiap jawaban bernilai {LOWEST} sampai {HIGHEST}"
        )
    if not respondents:
        return None
    with exact():
        return to_exact(total) / (respondents * parts)


def index_of_sums(sums: Sequence[int], respondents: int, parts: int = 1) -> Decimal | None:
    """IKM from the sums of the elements: 25 x total / (respondents x elements x parts).

    25 to 100, unrounded; None without respondents. Each element weighs exactly 1 / elements (1/9
    of nine), never 0.11 or 0.111. Raises FormulaError for sums that no answers can give.
    Source: PermenPANRB 14/2017, annex (nilai interval konversi).

    >>> rounded(index_of_sums([105, 101, 100, 116, 102, 105, 106, 105, 115], 29))
    Decimal('91.48')
    """
    for total in sums:
        element_mean(total, respondents, parts)
    return index_of_total(sum(sums), respondents, parts, len(sums))


def index_of_total(
    total: int, respondents: int, parts: int = 1, elements: int = ELEMENTS
) -> Decimal | None:
    """IKM from the sum of all scores of all elements, as `index_of_sums`.

    >>> index_of_total(36, 1), index_of_total(0, 0)
    (Decimal('100'), None)
    """
    if not respondents or not elements:
        return None
    with exact():
        return to_exact(SCALE * total) / (respondents * elements * parts)


def index_of_means(means: Sequence[Number]) -> Decimal | None:
    """IKM from means of elements that were published without their sums. Unrounded.

    As exact as the means given: means rounded to two decimals move the index by up to 0.125.
    Raises FormulaError for a mean outside 1 to 4. Source: as `index_of_sums`.

    >>> index_of_means([Decimal("3.2")] * 9)
    Decimal('80.0')
    """
    for mean in means:
        if not LOWEST <= mean <= HIGHEST:
            raise FormulaError(
                f"nilai rata-rata unsur harus {LOWEST} sampai {HIGHEST}, bukan {mean}"
            )
    if not means:
        return None
    with exact():
        return SCALE * sum((to_exact(mean) for mean in means), Decimal()) / len(means)


def grade_of(index: Number | None) -> Grade | None:
    """The class of an index, or of an element's mean x 25. Of the rounded figure.

    The table of the regulation has gaps (88.30 to 88.31): it is written on two decimals, so the
    index is rounded to them first, half up, and each class begins at its lowest value.
    None for None. Raises FormulaError outside 25 to 100.
    Source: PermenPANRB 14/2017, annex (nilai persepsi, mutu pelayanan).

    >>> grade_of(Decimal("88.304")).letter, grade_of(Decimal("88.305")).letter, grade_of(None)
    ('B', 'A', None)
    """
    if index is None:
        return None
    value = rounded(index)
    if not LOWEST * SCALE <= value <= HIGHEST * SCALE:
        raise FormulaError(f"indeks kepuasan harus 25 sampai 100, bukan {value}")
    return next(grade for grade in GRADES if value >= grade.least)


def pooled_index(answers: Iterable[tuple[Sequence[int], int]], parts: int = 1) -> Decimal | None:
    """IKM of several services from all their answers together ("tertimbang responden").

    answers: (sums of elements, respondents) of each; parts as in `element_mean`. Unrounded; None without respondents.
    Source: PermenPANRB 14/2017 names no consolidation; a unit's services are one questionnaire.

    >>> rounded(pooled_index([((36,) * 9, 9), ((9,) * 9, 9)]))
    Decimal('62.50')
    """
    totals, respondents = [0] * ELEMENTS, 0
    for sums, count in answers:
        if len(sums) != ELEMENTS:
            raise FormulaError(f"jumlah nilai harus dari {ELEMENTS} unsur, bukan {len(sums)}")
        respondents += count
        totals = [a + b for a, b in zip(totals, sums, strict=True)]
    return index_of_sums(totals, respondents, parts)


def mean_index(indexes: Iterable[Number | None]) -> Decimal | None:
    """Simple mean of units' own unrounded indexes ("rata-rata unit"); units without are left out.

    None when none has one. Source: practice of cities that publish a mean of units; the
    regulation names none, so it is printed beside `pooled_index` and both are labelled.

    >>> mean_index([Decimal("90"), None, Decimal("80")])
    Decimal('85')
    """
    given = [to_exact(index) for index in indexes if index is not None]
    if not given:
        return None
    with exact():
        return sum(given, Decimal()) / len(given)
