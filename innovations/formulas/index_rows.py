"""From the value of an indicator to its parameter, 0 to 3."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from organizations.exact import Number, rounded

NONE, LOW, MIDDLE, HIGH = 0, 1, 2, 3


@dataclass(frozen=True)
class Edges:
    """Where parameters begin. `first` is None where parameter 1 has no end on its side; falling: the
    less the better."""

    first: Decimal | None
    second: Decimal
    third: Decimal
    is_falling: bool = False
    decimals: int = 2


def parameter_of(value: Number, edges: Edges) -> int:
    """The parameter of a value, rounded half up to the decimals its edges are written with.

    The tables of the letter overlap at edges ("2,05-5,23 | >=5,23"): what fits two parameters gets
    the higher one, and a gap ("51-90 %, >=91 %") is closed by rounding.
    Source: Surat BSKDN 400.10.11/1887/BSKDN (2026); the way upward is the portal's reading.

    >>> parameter_of(Decimal("5.23"), Edges(None, Decimal("2.05"), Decimal("5.23")))
    3
    """
    found = rounded(value, edges.decimals)
    for parameter, edge in ((HIGH, edges.third), (MIDDLE, edges.second), (LOW, edges.first)):
        if edge is None or (found <= edge if edges.is_falling else found >= edge):
            return parameter
    return NONE
