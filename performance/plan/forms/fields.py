"""The field for figures of indicators: a number, or a word of the indicator's scale."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from organizations.forms.figures import NumberField
from organizations.ranges import split_range
from organizations.values import NumberError
from performance.formulas import NOTHING, Bounds, FormulaError, value_of
from performance.plan.queries.plan import plain_text


class FigureField(NumberField):
    """A number as people type it, or a word of its scale; empty is None, never zero."""

    def __init__(self, *, scale: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.use_scale(scale)

    def use_scale(self, scale: str) -> None:
        """Take words of the scale; a phone then shows its letters too."""
        self.scale = scale
        if scale:
            self.widget.attrs.pop("inputmode")

    def prepare_value(self, value: Any) -> str:
        return value if isinstance(value, str) else plain_text(value, self.scale)

    def read(self, text: str | None) -> Decimal | None:
        if not self.scale:
            return super().read(text)
        try:
            return value_of(text, self.scale) if text and text.strip() else None
        except FormulaError as error:
            raise NumberError(str(error)) from error


class TargetField(FigureField):
    """What is to be reached: one figure, or both ends of a range in one field ("5–6").

    What stands in the field as it is stored is taken as it is, so that a range from before bounds
    were checked keeps nobody from saving the rest of the page.
    """

    def __init__(self, *, is_range: bool, stored: Bounds = NOTHING, **kwargs: Any) -> None:
        self.is_range, self.stored = is_range, stored
        super().__init__(**kwargs)
        if is_range:
            self.widget.attrs.pop("inputmode", None)  # a phone then shows the dash too

    def use_scale(self, scale: str) -> None:
        self.scale = scale
        if scale:
            self.widget.attrs.pop("inputmode", None)

    def prepare_value(self, value: Any) -> str:
        if not isinstance(value, Bounds):
            return super().prepare_value(value)
        low = super().prepare_value(value.low)
        return low if value.high is None else f"{low}–{super().prepare_value(value.high)}"

    def to_python(self, value: Any) -> Bounds:  # type: ignore[override]
        if isinstance(value, Bounds) or (value or "").strip() == self.prepare_value(self.stored):
            return self.stored
        parts = split_range(value)
        if parts is None:
            return self._one(value)
        if not self.is_range:
            raise ValidationError(
                f"“{value.strip()}” adalah rentang. Isi satu angka, atau pilih arah “Baik di "
                "dalam rentang” pada indikator ini."
            )
        low, high = (super(TargetField, self).to_python(part) for part in parts)
        if low is not None and high is not None and low > high:
            raise ValidationError(
                f"Batas bawah {parts[0]} melebihi batas atas {parts[1]}. Tukar keduanya bila "
                "tertulis terbalik."
            )
        return Bounds(low, high)

    def _one(self, value: Any) -> Bounds:
        figure = super().to_python(value)
        if self.is_range and figure is not None:
            raise ValidationError("Tulis kedua batas rentang, misalnya 5–6.")
        return Bounds(figure)
