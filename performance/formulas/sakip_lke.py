"""How an evaluation sheet (LKE) becomes values: answers, sub-components, total, ranking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from organizations.exact import HUNDRED, FormulaError, Number, exact, rounded

from .sakip_scales import CRITERION_SCALES


def mean_score(values: Sequence[Decimal]) -> Decimal:
    """The value 0 to 100 of a sub-component whose criteria are scored one by one.

    score = sum of values / number of criteria x 100; every criterion must have one.
    Values 0 to 1 from a scale of `CRITERION_SCALES`; unrounded.
    Source: regional sheets (weight of a criterion = weight of the sub-component / n).

    >>> mean_score([Decimal(1), Decimal("0.66"), Decimal("0.33"), Decimal(0)])
    Decimal('49.75')
    """
    if not values:
        raise FormulaError("belum ada kriteria yang dinilai")
    with exact():
        return sum(values, Decimal(0)) * HUNDRED / Decimal(len(values))


def criterion_value(scale: str, answer: str) -> Decimal:
    """The value of an answer to one criterion, 0 to 1; no rounding.

    ya-tidak 1, 0; a-d 1, 0.66, 0.33, 0; a-e 1, 0.75, 0.5, 0.25, 0; a-c 1, 0.5, 0; any other
    word is refused. Source: regional sheets (Trenggalek, Madiun) as published.

    >>> criterion_value("a-d", "B")
    Decimal('0.66')
    """
    values = CRITERION_SCALES.get(scale)
    if values is None:
        raise FormulaError(f"skala jawaban “{scale}” tidak dikenal")
    if answer not in values:
        raise FormulaError(f"jawaban “{answer}” harus salah satu dari {', '.join(values)}")
    return values[answer]


def weighted_score(weight: Number, score: Number) -> Decimal:
    """The part of the total a sub-component brings: weight x score / 100; unrounded.

    Score 0 to 100. Source: PermenPANRB 88/2021 as published sheets compute it.

    >>> weighted_score(Decimal("4.5"), 80)
    Decimal('3.6')
    """
    if not 0 <= score <= HUNDRED:
        raise FormulaError("nilai subkomponen harus dari 0 sampai 100")
    with exact():
        return Decimal(weight) * Decimal(score) / HUNDRED


def weighted_total(weights: Mapping[str, Number], scores: Mapping[str, Number]) -> Decimal:
    """The total 0 to 100 of an evaluation: the sum of its weighted sub-components.

    Every sub-component must have a score: a missing one blocks, it never shrinks the
    denominator. Weights sum to 100. Unrounded; `sakip_predicate` rounds once.
    Source: PermenPANRB 88/2021; for older years the weights of PermenPANRB 12/2015.

    >>> weighted_total({"1a": 60, "1b": 40}, {"1a": 90, "1b": 80})
    Decimal('86')
    """
    missing = [name for name in weights if scores.get(name) is None]
    if missing:
        raise FormulaError(f"nilai subkomponen {', '.join(missing)} belum ada")
    with exact():
        return sum((weighted_score(weights[name], scores[name]) for name in weights), Decimal(0))


def ranks(totals: Sequence[Number]) -> list[int]:
    """The rank of each total, in their order; equal printed totals share a rank.

    Ranked on the total rounded half up to two decimals, as printed; after two firsts
    comes a third. Source: common practice of award lists ("1, 1, 3").

    >>> ranks([Decimal("80.10"), Decimal("90"), Decimal("80.104"), Decimal("70")])
    [2, 1, 2, 4]
    """
    printed = [rounded(total, 2) or Decimal(0) for total in totals]
    return [1 + sum(other > mine for other in printed) for mine in printed]
