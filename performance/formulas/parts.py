"""A figure out of two parts: what was counted, over what it was counted in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Self

from organizations.exact import FormulaError, Number, exact, rounded, to_exact
from organizations.values import is_percent

SHARE_DECIMALS = 6  # as realisations are stored


class Share(Decimal):
    """A number like any other that remembers the parts it came from, so that several of them
    can be put together by their parts. Equal numbers are equal, whatever their parts."""

    numerator: Decimal
    denominator: Decimal
    per: int

    def __new__(cls, value: Number, numerator: Number, denominator: Number, per: int) -> Self:
        self = super().__new__(cls, value)
        self.numerator, self.denominator = to_exact(numerator), to_exact(denominator)
        self.per = per
        return self

    def __reduce__(self) -> Any:
        return Share, (Decimal(self), self.numerator, self.denominator, self.per)

    @property
    def parts(self) -> tuple[Decimal, Decimal]:
        return self.numerator, self.denominator


def per_of(unit: str) -> int:
    """What numerator over denominator is multiplied by: 100 for percentages, else 1.

    Source: as `share`.

    >>> per_of("%"), per_of("Prosentase (kumulatif)"), per_of("Orang per dokter")
    (100, 100, 1)
    """
    return 100 if is_percent(unit) else 1


def share(numerator: Number, denominator: Number, per: int) -> Share:
    """K of a quarter from its two parts.

    K = N / D x 100 for a percentage, N / D for every other unit
    Unit of the indicator; D above zero. Rounded half up to six decimals, as K is stored; figures
    of several quarters come from the parts, not from this (`accumulate_ratio`).
    Source: "rasio persen" of a published SAKIP application (LLDIKTI XVI); no instrument read
    here prescribes it, see docs/formulas/accumulation.md.

    >>> share(12, 40, 100), share(1, 3, 1)
    (Decimal('30.000000'), Decimal('0.333333'))
    """
    if denominator <= 0:
        raise FormulaError("penyebut harus lebih dari nol")
    with exact():
        quotient = to_exact(numerator) * per / to_exact(denominator)
    return Share(rounded(quotient, SHARE_DECIMALS), numerator, denominator, per)


def with_parts(
    values: tuple[Decimal | None, ...],
    numerators: tuple[Decimal | None, ...],
    denominators: tuple[Decimal | None, ...],
    per: int | None,
) -> tuple[Decimal | None, ...]:
    """Stored quarters, each with its parts where it has them.

    Source: as `share`.

    >>> with_parts((Decimal(30), None), (Decimal(12), None), (Decimal(40), None), 100)
    (Decimal('30'), None)
    """
    rows = zip(values, numerators, denominators, strict=True)
    return tuple(
        value if value is None or n is None or d is None or per is None else Share(value, n, d, per)
        for value, n, d in rows
    )


def parts_of(value: Number | None) -> tuple[Decimal, Decimal] | None:
    """Numerator and denominator of a figure that has them.

    Source: as `share`.

    >>> parts_of(share(12, 40, 100)), parts_of(30)
    ((Decimal('12'), Decimal('40')), None)
    """
    return value.parts if isinstance(value, Share) else None
