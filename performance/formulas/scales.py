"""What a scale is: bands from best to worst, without gaps."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from organizations.exact import FormulaError, Number, plain


@dataclass(frozen=True)
class Band:
    """One word of a scale and where it begins.

    `lower` belongs to the band (>=) unless `inclusive` is off (>); None: everything below.
    """

    label: str
    tone: str
    lower: Decimal | None = None
    inclusive: bool = True
    meaning: str = ""

    def begins_at_or_below(self, value: Number) -> bool:
        if self.lower is None:
            return True
        return value >= self.lower if self.inclusive else value > self.lower

    @property
    def rule(self) -> str:
        """The bound as printed under a table, in Indonesian figures; empty for the lowest."""
        if self.lower is None:
            return ""
        return f"{'≥' if self.inclusive else '>'} {plain(self.lower).replace('.', ',')}"


@dataclass(frozen=True)
class BandScheme:
    """A scale: bands from best to worst, without gaps, the last one open downward.

    `measures` says what the scale is for; with `whole_numbers` the value is rounded half up
    to a whole number before it is judged.
    """

    code: str
    name: str
    source: str
    bands: tuple[Band, ...]
    measures: str = "kinerja"
    whole_numbers: bool = False

    def __post_init__(self) -> None:
        bounds = [(b.lower, not b.inclusive) for b in self.bands if b.lower is not None]
        if not self.bands or self.bands[-1].lower is not None or len(bounds) != len(self.bands) - 1:
            raise FormulaError("skala harus berakhir pada satu peringkat tanpa batas bawah")
        if bounds != sorted(set(bounds), reverse=True):
            raise FormulaError("batas bawah skala harus berurutan dari yang tertinggi")
