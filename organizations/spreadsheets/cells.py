"""From one cell of a file to one exact number, or to the words that say what is wrong."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from organizations.spreadsheets.table import Cell
from organizations.values import (
    LIMIT,
    TOO_LARGE,
    Convention,
    NumberError,
    Reading,
    read_number,
    read_sheet_number,
    rupiah_problem,
)

CLEAR = "-"  # "hapus isinya"; an empty cell keeps what is stored
K_PLACES = Decimal("0.000001")


def read_k(cell: Cell, convention: Convention | None) -> Reading:
    """A quantity with six decimals at most; more are rounded half up."""
    found = _number(cell, convention)
    if abs(found.value) >= LIMIT:
        raise NumberError(TOO_LARGE)
    return Reading(found.value.quantize(K_PLACES, ROUND_HALF_UP), found.mark)


def read_rp(cell: Cell, convention: Convention | None) -> Decimal:
    """Whole rupiah, not negative. A fraction is refused, never rounded."""
    found = _number(cell, convention)
    problem = rupiah_problem(found.value, found.mark)
    if problem:
        raise NumberError(problem)
    return found.value.to_integral_value()


def _number(cell: Cell, convention: Convention | None) -> Reading:
    return (
        Reading(read_sheet_number(cell.text), cell.mark)
        if cell.is_numeric
        else read_number(cell.text, convention)
    )
