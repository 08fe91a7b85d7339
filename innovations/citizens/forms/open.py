"""What forms for everybody share: sent once, and not by programs."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms


class OpenForm(forms.Form):
    """`key` makes a form that is sent twice one; `website` is a field no person sees."""

    key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid"), "Formulir ini rusak. Muat ulang halaman, lalu kirim lagi."
        ),
    )
    website = forms.CharField(
        required=False, label="Jangan diisi", max_length=1_000,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        initial = {"key": uuid.uuid4(), **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields people see."""
        return [field for field in self.visible_fields() if field.name != "website"]

    @property
    def looks_automatic(self) -> bool:
        return bool(self.cleaned_data.get("website"))

    def given(self) -> dict[str, Any]:
        """What an action takes of it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "website"}
