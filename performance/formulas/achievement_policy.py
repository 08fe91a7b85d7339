"""How an indicator is judged: direction, formula, zero rule, floor and cap."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from organizations.exact import (
    FormulaError,
    Number,
    require_choice,
    require_decimals,
)

HIGHER, LOWER, RANGE = "higher", "lower", "range"
POLARITIES = (HIGHER, LOWER, RANGE)
SYMMETRIC, RATIO = "symmetric", "ratio"
LOWER_METHODS = (SYMMETRIC, RATIO)
NULL, MET_IS_100 = "null", "met_is_100"
ZERO_TARGETS = (NULL, MET_IS_100)
ZERO = Decimal(0)


@dataclass(frozen=True)
class AchievementPolicy:
    """How one indicator is counted: the choices the instruments leave to a city.

    `floor` and `cap` limit the printed figure (None: no limit); `zero_target` says what a
    target of zero means; `decimals` is the precision of print. `met_only` is for targets that
    are days: a share of a calendar day means nothing, so a target is met (100) or not (0).
    """

    polarity: str = HIGHER
    lower_method: str = SYMMETRIC
    floor: Number | None = ZERO
    cap: Number | None = None
    zero_target: str = NULL
    decimals: int = 2
    met_only: bool = False

    def __post_init__(self) -> None:
        require_choice("polarity", self.polarity, POLARITIES)
        require_choice("lower_method", self.lower_method, LOWER_METHODS)
        require_choice("zero_target", self.zero_target, ZERO_TARGETS)
        require_decimals(self.decimals)
        if self.cap is not None and self.cap <= 0:
            raise FormulaError("cap harus lebih besar dari nol, atau kosong bila tanpa batas")
        if self.cap is not None and self.floor is not None and self.floor > self.cap:
            raise FormulaError("floor tidak boleh lebih besar dari cap")


DEFAULT_POLICY = AchievementPolicy()
