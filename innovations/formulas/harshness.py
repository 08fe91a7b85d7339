"""A second look at a ranking: what it would be if all jurors were equally strict.

Shown beside the official ranking, never in its place. A juror who drew strong entries looks mild;
so the strength of what was drawn stands beside it, and small draws are labelled unfair.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from statistics import mean

from innovations.formulas.scoring import printed
from organizations.exact import HUNDRED, Number, exact, rounded, to_exact

FEWEST_SHEETS = 8  # below that a juror's mean says more about the draw than about the juror

Totals = Mapping[str, Mapping[str, Fraction]]  # entry → juror → total of the sheet


@dataclass(frozen=True)
class JurorView:
    """One juror: mean given, mean the other jurors gave to the same entries, sheets."""

    mean: Decimal
    others: Decimal | None
    sheets: int

    @property
    def is_small(self) -> bool:
        return self.sheets < FEWEST_SHEETS

    @property
    def harshness(self) -> Decimal | None:
        """How many points below the others; negative: milder. None where nobody else judged."""
        return None if self.others is None else self.others - self.mean


def jurors_seen(totals: Totals) -> dict[str, JurorView]:
    """Each juror beside the others who judged the same entries, rounded to two decimals."""
    given: dict[str, list[Fraction]] = {}
    others: dict[str, list[Fraction]] = {}
    for sheets in totals.values():
        for juror, total in sheets.items():
            given.setdefault(juror, []).append(total)
            beside = [value for key, value in sheets.items() if key != juror]
            if beside:
                others.setdefault(juror, []).append(mean(beside))
    return {
        juror: JurorView(
            printed(mean(values)),
            printed(mean(others[juror])) if juror in others else None,
            len(values),
        )
        for juror, values in given.items()
    }


def normalised(stages: Sequence[tuple[Number, Totals]]) -> dict[str, Decimal]:
    """Entry → Σ weight/100 x its evened score in each stage, rounded once to two decimals; only of
    entries that were judged in every stage.

    >>> normalised([(100, {"a": {"j": Fraction(80)}, "b": {"j": Fraction(90)}})])
    {'a': Decimal('80.00'), 'b': Decimal('90.00')}
    """
    parts = [(to_exact(weight), evened(totals)) for weight, totals in stages]
    whole = set.intersection(*(set(scores) for _, scores in parts)) if parts else set()
    with exact():
        return {
            entry: rounded(sum((w * scores[entry] for w, scores in parts), Decimal()) / HUNDRED)
            for entry in sorted(whole)
        }


def evened(totals: Totals) -> dict[str, Decimal]:
    """Entry → mean over its jurors of z x spread of all + mean of all, not rounded.

    z = (total - mean of the juror) / standard deviation of the juror (population); a juror who gave
    everybody the same counts as z = 0.
    """
    by_juror: dict[str, list[Fraction]] = {}
    for sheets in totals.values():
        for juror, total in sheets.items():
            by_juror.setdefault(juror, []).append(total)
    everything = [value for values in by_juror.values() for value in values]
    if not everything:
        return {}
    middle, width = mean(everything), _deviation(everything)
    found = {}
    with exact():
        for entry, sheets in totals.items():
            scores = [_z(total, by_juror[j]) for j, total in sheets.items()]
            if scores:
                shifted = to_exact(middle.numerator) / middle.denominator
                found[entry] = shifted + width * sum(scores, Decimal()) / len(scores)
    return found


def _z(total: Fraction, own: list[Fraction]) -> Decimal:
    width = _deviation(own)
    if not width:
        return Decimal()
    away = total - mean(own)
    return to_exact(away.numerator) / away.denominator / width


def _deviation(values: list[Fraction]) -> Decimal:
    middle = mean(values)
    variance = mean((value - middle) ** 2 for value in values)
    with exact():
        return (to_exact(variance.numerator) / variance.denominator).sqrt()
