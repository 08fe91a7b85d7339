"""The choice of a period by its code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from surveys.index.queries.spans import labelled


class PeriodField(forms.ChoiceField):
    """A period from those the form offers (`offer` once they are known)."""

    def __init__(self, **kwargs: Any) -> None:
        said = {"required": "Pilih periode", "invalid_choice": "Pilih periode dari daftar"}
        super().__init__(label="Periode", error_messages=said, **kwargs)

    def offer(self, codes: Iterable[str], *, empty_label: str = "") -> None:
        """The codes to choose from; without an empty label the first is chosen already."""
        first = [("", empty_label)] if empty_label else []
        self.choices = [*first, *labelled(codes)]
