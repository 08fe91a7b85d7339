"""Traffic lights of overviews: never green while something they stand for is missing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from performance import formulas
from performance.formulas import BandScheme

INCOMPLETE = "Belum lengkap"


@dataclass(frozen=True)
class Light:
    """A traffic light: its word and tone. Grey stands for incomplete data."""

    label: str
    tone: str
    value: Decimal | None
    filled: int
    total: int
    is_behind: bool = False  # older than the quarter its neighbours show

    @property
    def is_complete(self) -> bool:
        return self.total > 0 and self.filled == self.total and not self.is_behind


def light_of(
    exact: Decimal | None,
    filled: int,
    total: int,
    scheme: BandScheme,
    *,
    is_behind: bool = False,
) -> Light:
    """The light of a mean over `filled` of `total` rows; the mean is rounded here, once."""
    value = formulas.rounded(exact, 2)
    mark = formulas.band(value, scheme)
    if mark is None or filled < total or is_behind:
        return Light(INCOMPLETE, "neutral", value, filled, total, is_behind)
    return Light(mark.label, mark.tone, value, filled, total)
