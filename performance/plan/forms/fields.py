"""The field for figures of indicators: a number, or a word of the indicator's scale."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from organizations.forms.figures import NumberField
from organizations.values import NumberError
from performance.formulas import FormulaError, value_of
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
