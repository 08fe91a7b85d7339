"""Running totals of the quarters, and the increments behind them."""

from __future__ import annotations

from decimal import Decimal

from organizations.exact import exact

from .accumulation import Values


def cumulative_falls(values: Values) -> tuple[int, ...]:
    """Quarters (from 1) where a running total is lower than it was before.

    falls at n when value(n) < the latest filled value before n
    Empty quarters are skipped. Empty result: the series may be a running total.
    Source: consistency guard of this project; a running total cannot fall.

    >>> cumulative_falls([10, None, 8, 12])
    (3,)
    """
    falls, latest = [], None
    for position, value in enumerate(values, start=1):
        if value is None:
            continue
        if latest is not None and value < latest:
            falls.append(position)
        latest = value
    return tuple(falls)


def running_totals(increments: Values) -> tuple[Decimal | None, ...]:
    """Running total at each filled quarter.

    total(n) = R1 + ... + Rn of the filled quarters; empty quarters stay empty
    Unit of the indicator. Not rounded.
    Source: cumulative columns of the E.81 workbook of Kabupaten Deli Serdang 2025.

    >>> running_totals([2, None, 3, 1])
    (Decimal('2'), None, Decimal('5'), Decimal('6'))
    """
    totals, total = list[Decimal | None](), Decimal(0)
    with exact():
        for value in increments:
            total += Decimal(value or 0)
            totals.append(None if value is None else total)
    return tuple(totals)


def increments_of(totals: Values) -> tuple[Decimal | None, ...]:
    """The growth of each filled quarter over the latest filled one: undoes `running_totals`.

    R(n) = total(n) - latest filled total before n
    Unit of the indicator; negative where the running total falls. Not rounded.
    Source: cumulative exports (SIPD) turned into the quarterly columns of E.81.

    >>> increments_of([2, None, 5, 6])
    (Decimal('2'), None, Decimal('3'), Decimal('1'))
    """
    increments, latest = list[Decimal | None](), Decimal(0)
    with exact():
        for value in totals:
            increments.append(None if value is None else Decimal(value) - latest)
            latest = latest if value is None else Decimal(value)
    return tuple(increments)
