"""Fields for figures: text inputs that read Indonesian numbers."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from organizations.formatting import NumberError, parse_number
from performance.formulas import FormulaError, value_of
from performance.plan.queries.plan import plain_text

LARGEST = Decimal(10) ** 18


class FigureField(forms.Field):
    """A number as people type it, or a word of its scale; empty is None, never zero."""

    widget = forms.TextInput

    def __init__(
        self,
        *,
        decimals: int = 6,
        allow_negative: bool = True,
        negative: str = "",
        scale: str = "",
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.decimals = decimals
        self.allow_negative = allow_negative
        self.negative = negative or "Angka tidak boleh negatif"
        self.widget.attrs.update(inputmode="decimal" if decimals else "numeric", autocomplete="off")
        self.use_scale(scale)

    def use_scale(self, scale: str) -> None:
        """Take words of the scale; a phone then shows its letters too."""
        self.scale = scale
        if scale:
            self.widget.attrs.pop("inputmode")

    def prepare_value(self, value: Any) -> str:
        return value if isinstance(value, str) else plain_text(value, self.scale)

    def to_python(self, value: str | None) -> Decimal | None:
        try:
            number = self._read(value)
        except (NumberError, FormulaError) as error:
            sentence = str(error)
            raise ValidationError(sentence[:1].upper() + sentence[1:]) from error
        if number is None:
            return None
        if number < 0 and not self.allow_negative:
            raise ValidationError(self.negative)
        if abs(number) >= LARGEST:
            raise ValidationError("Angka terlalu besar. Periksa lagi jumlah digitnya.")
        return self._fitted(number)

    def _read(self, text: str | None) -> Decimal | None:
        if not self.scale:
            return parse_number(text)
        return value_of(text, self.scale) if text and text.strip() else None

    def _fitted(self, number: Decimal) -> Decimal:
        if self.decimals == 0 and number != number.to_integral_value():
            raise ValidationError("Rupiah harus bilangan bulat")
        return number.quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)


class RupiahField(FigureField):
    """Whole rupiah, not negative."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("negative", "Pagu tidak boleh negatif")
        super().__init__(decimals=0, allow_negative=False, **kwargs)

    def to_python(self, value: str | None) -> int | None:  # type: ignore[override]
        number = super().to_python(value)
        return None if number is None else int(number)


class YearField(forms.IntegerField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault(
            "error_messages", {"invalid": "Isi tahun dengan empat angka, misalnya 2026"}
        )
        super().__init__(
            min_value=2000,
            max_value=2100,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
            **kwargs,
        )
        for validator in self.validators:
            validator.message = "Isi tahun antara 2000 dan 2100"
