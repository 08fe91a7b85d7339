"""The decision on a request: granted for a day, or refused."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

REFUSE = ("tolak", "Tolak permintaan")


class DecisionForm(forms.Form):
    GRANT: ClassVar[tuple[str, str]]

    act = forms.ChoiceField(
        label="Keputusan",
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih keputusan", "invalid_choice": "Pilih keputusan"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["act"].choices = [self.GRANT, REFUSE]  # type: ignore[attr-defined]

    @property
    def is_granted(self) -> bool:
        return bool(self.cleaned_data["act"] == self.GRANT[0])
