"""Exact decimals for the formulas of every domain: compute wide, round once, half up.

No Django, no clock, no float. A float that slips in raises `decimal.FloatOperation`.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from decimal import (
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    FloatOperation,
    InvalidOperation,
    Overflow,
    localcontext,
)
from typing import overload

Number = Decimal | int
"""What formulas take. Rupiah are whole numbers and arrive as `int`."""

# Wide enough that a quotient of two numbers of 80 digits is never taken for a tie it only
# comes close to; `rounded` drops the last 40 digits first, so that 33.33… x 3 is 100 again.
DIGITS = 240
GUARD = 40
MAX_DECIMALS = 12

_TRAPS = [InvalidOperation, DivisionByZero, Overflow, FloatOperation]
EXACT = Context(prec=DIGITS, rounding=ROUND_HALF_UP, traps=_TRAPS)
_SNAP = Context(prec=DIGITS - GUARD, rounding=ROUND_HALF_UP, traps=_TRAPS)
_QUANTA = tuple(Decimal(1).scaleb(-places) for places in range(MAX_DECIMALS + 1))

HUNDRED = Decimal(100)


class FormulaError(ValueError):
    """An input that cannot be used; the message is the Indonesian sentence people read."""


def exact() -> AbstractContextManager[Context]:
    """The context every formula computes in, whatever the caller's own context is."""
    return localcontext(EXACT)


def to_exact(value: Number) -> Decimal:
    """An `int` or Decimal as Decimal; unlike `Decimal()`, never from a float.

    >>> to_exact(80)
    Decimal('80')
    """
    return EXACT.create_decimal(value)


@overload
def rounded(value: Number, decimals: int = 2) -> Decimal: ...
@overload
def rounded(value: None, decimals: int = 2) -> None: ...
@overload
def rounded(value: Number | None, decimals: int = 2) -> Decimal | None: ...
def rounded(value: Number | None, decimals: int = 2) -> Decimal | None:
    """Round a finished figure for print: the only rounding a formula goes through.

    Half up (away from zero on a tie), zeros kept, never "-0.00".

    >>> rounded(Decimal("90.105")), rounded(Decimal("80")), rounded(Decimal("-0.001"))
    (Decimal('90.11'), Decimal('80.00'), Decimal('0.00'))
    """
    if value is None:
        return None
    require_decimals(decimals)
    snapped = _SNAP.create_decimal(value)
    return EXACT.add(EXACT.quantize(snapped, _QUANTA[decimals]), 0)  # + 0: no minus zero


def percent(part: Number | None, whole: Number | None) -> Decimal | None:
    """`part / whole x 100`, unrounded; None when either is missing or the whole is zero.

    >>> percent(75, 100), percent(1, 0), percent(None, 4)
    (Decimal('75'), None, None)
    """
    if part is None or whole is None or whole == 0:
        return None
    return EXACT.divide(EXACT.multiply(to_exact(part), HUNDRED), to_exact(whole))


@overload
def plain(value: Number) -> str: ...
@overload
def plain(value: None) -> None: ...
@overload
def plain(value: Number | None) -> str | None: ...
def plain(value: Number | None) -> str | None:
    """A decimal as it travels in JSON and CSV: digits and a point, never an exponent.

    >>> plain(Decimal("8E+1")), plain(Decimal("0E-12"))
    ('80', '0.000000000000')
    """
    return None if value is None else f"{Decimal(value):f}"


def require_decimals(decimals: int) -> None:
    if not 0 <= decimals <= MAX_DECIMALS:
        raise FormulaError(f"decimals harus bilangan bulat dari 0 sampai {MAX_DECIMALS}")


def require_choice(name: str, value: object, options: tuple[str, ...]) -> None:
    if value not in options:
        raise FormulaError(f"{name} harus salah satu dari: {', '.join(options)}")
