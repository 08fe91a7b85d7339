"""The four quarters of a year: up to which one, against which target, and do they agree."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from organizations.exact import FormulaError, Number, to_exact

from .accumulation import Values, accumulate

QUARTERS = 4
Amount = TypeVar("Amount")


def quarters_until(values: Sequence[Amount | None], quarter: int) -> tuple[Amount | None, ...]:
    """The quarters as a report of that quarter may show them: later ones stay empty.

    Source: E.81 is filled each quarter; later columns of published forms are blank.

    >>> quarters_until([1, 2, 3, 4], 2)
    (1, 2, None, None)
    """
    require_quarter(quarter)
    require_four("values", values)
    return (*values[:quarter], *[None] * (QUARTERS - quarter))


def last_filled(values: Sequence[object]) -> int:
    """The last quarter with a figure: what is known so far ends there; 0 where none is filled.

    A quarter, 1 to 4, or 0.
    Source: this project's reading, see docs/formulas/evaluation.md.

    >>> last_filled([1, None, 0, None]), last_filled([None] * 4)
    (3, 0)
    """
    return max((n for n, value in enumerate(values, start=1) if value is not None), default=0)


def target_to_quarter(
    year_target: Number | None, quarter_targets: Values, quarter: int, accumulation: str
) -> Decimal | None:
    """The target the year must have reached by the end of a quarter.

    quarter 4, or no quarter planned: the target of the year
    otherwise: the planned quarters up to this one, put together as the indicator's are
    Unit of the indicator; None when nothing is due yet (planned, but in later quarters).
    Not rounded.
    Source: quarterly targets of a Rencana Aksi as published applications keep them; with
    none planned the whole year's target is the measure, as in the cumulative percentages
    of the E.81 workbook of Kabupaten Deli Serdang 2025.

    >>> target_to_quarter(10, [2, 3, 3, 2], 2, "sum"), target_to_quarter(10, [None] * 4, 2, "sum")
    (Decimal('5'), Decimal('10'))
    """
    require_quarter(quarter)
    require_four("quarter_targets", quarter_targets)
    planned = any(value is not None for value in quarter_targets)
    if quarter == QUARTERS or not planned:
        return None if year_target is None else to_exact(year_target)
    return accumulate(quarter_targets[:quarter], accumulation)


def is_missing(values: Sequence[object], quarter_targets: Values, quarter: int) -> bool:
    """Whether the quarter's own figure is due and not there.

    due: no quarter is planned, or this one is
    What earlier quarters reached is not the figure of an empty one; a quarter for which
    nothing is planned while others are is not due, and what is known by then stands.
    Source: "belum diisi" of a published SAKIP application (LLDIKTI XVI): empty is not zero;
    no instrument read here prescribes it.

    >>> is_missing([5, None, None, None], [None] * 4, 2)
    True
    >>> is_missing([5, None, None, None], [5, None, None, 10], 2)
    False
    """
    require_quarter(quarter)
    require_four("values", values)
    require_four("quarter_targets", quarter_targets)
    planned = any(value is not None for value in quarter_targets)
    is_due = not planned or quarter_targets[quarter - 1] is not None
    return values[quarter - 1] is None and is_due


def quarter_targets_agree(
    year_target: Number | None, quarter_targets: Values, accumulation: str
) -> bool | None:
    """Whether the planned quarters lead to the target of the year.

    accumulate(quarters) = target of the year
    None when there is nothing to compare. Exact, not rounded.
    Source: consistency guard of this project; no instrument prescribes it.

    >>> quarter_targets_agree(10, [2, 3, 3, 2], "sum"), quarter_targets_agree(9, [2] * 4, "sum")
    (True, False)
    """
    require_four("quarter_targets", quarter_targets)
    planned = accumulate(quarter_targets, accumulation)
    if year_target is None or planned is None:
        return None
    return planned == year_target


def require_quarter(quarter: int) -> None:
    if quarter not in range(1, QUARTERS + 1):
        raise FormulaError("triwulan harus 1, 2, 3 atau 4")


def require_four(name: str, values: Sequence[object]) -> None:
    if len(values) != QUARTERS:
        raise FormulaError(f"{name} harus berisi {QUARTERS} nilai, satu untuk tiap triwulan")
