"""Fields for figures and years: text inputs that read what Indonesians type."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from organizations.formatting import parse_number
from organizations.values import NumberError, plain_number

LARGEST = Decimal(10) ** 18
FIRST_YEAR, LAST_YEAR = 2000, 2100


class NumberField(forms.Field):
    """A number with a decimal comma; empty is None, never zero. Rounded half up at `decimals`."""

    widget = forms.TextInput
    not_whole = "Isi bilangan bulat, tanpa koma"

    def __init__(
        self,
        *,
        decimals: int = 6,
        allow_negative: bool = True,
        negative: str = "",
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.decimals = decimals
        self.allow_negative = allow_negative
        self.negative = negative or "Angka tidak boleh negatif"
        self.widget.attrs.update(inputmode="decimal" if decimals else "numeric", autocomplete="off")

    def prepare_value(self, value: Any) -> str:
        return value if isinstance(value, str) else plain_number(value)

    def read(self, text: str | None) -> Decimal | None:
        """What was typed as a number; NumberError with a sentence when it is none."""
        return parse_number(text)

    def to_python(self, value: Any) -> Decimal | None:
        try:  # what is stored, of a field that is only shown, is a number already
            number = self.read(value) if value is None or isinstance(value, str) else Decimal(value)
        except NumberError as error:
            sentence = str(error)
            raise ValidationError(sentence[:1].upper() + sentence[1:]) from error
        if number is None:
            return None
        if number < 0 and not self.allow_negative:
            raise ValidationError(self.negative)
        if abs(number) >= LARGEST:
            raise ValidationError("Angka terlalu besar. Periksa lagi jumlah digitnya.")
        return self._fitted(number)

    def _fitted(self, number: Decimal) -> Decimal:
        if self.decimals == 0 and number != number.to_integral_value():
            raise ValidationError(self.not_whole)
        return number.quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)


class RupiahField(NumberField):
    """Whole rupiah, not negative."""

    not_whole = "Rupiah harus bilangan bulat"

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("negative", "Rupiah tidak boleh negatif")
        super().__init__(decimals=0, allow_negative=False, **kwargs)

    def to_python(self, value: Any) -> int | None:  # type: ignore[override]
        number = super().to_python(value)
        return None if number is None else int(number)


class YearField(forms.IntegerField):
    """Four digits; a year that is required says "Isi" with its label when it is missing."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        label = str(kwargs.get("label", "tahun"))
        missing = f"Isi {label[:1].lower()}{label[1:]}"
        said = {"required": missing, "invalid": "Isi tahun dengan empat angka, misalnya 2026"}
        kwargs["error_messages"] = {**said, **kwargs.get("error_messages", {})}
        super().__init__(
            min_value=FIRST_YEAR,
            max_value=LAST_YEAR,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
            **kwargs,
        )
        for validator in self.validators:
            validator.message = f"Isi tahun antara {FIRST_YEAR} dan {LAST_YEAR}"
