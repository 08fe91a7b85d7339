"""The field for a mail address."""

from __future__ import annotations

from typing import Any

from django import forms

from organizations.addresses import LONGEST, normal_address, require_plain


class AddressField(forms.EmailField):
    """An address as people type it; the cleaned value is its normal form."""

    default_validators = [*forms.EmailField.default_validators, require_plain]

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST)
        given = kwargs.pop("error_messages", {})
        too_long = f"Surel paling panjang {LONGEST} huruf"
        super().__init__(error_messages={"max_length": too_long, **given}, **kwargs)

    def to_python(self, value: Any) -> str:
        return normal_address(super().to_python(value) or "")
