"""The form of what differs between years."""

from __future__ import annotations

from typing import Any

from django import forms

from innovations.formulas import BASIC_SERVICES
from innovations.models import IndexSet
from organizations.actions.saving import mark_of
from organizations.forms.dates import DayField
from organizations.forms.figures import NumberField
from organizations.forms.words import number
from organizations.forms.words import text as text_field

FIELDS = (
    "basis", "divisor", "basic_services", "count_weight", "count_most", "window_from",
    "window_to", "most_times",
)  # fmt: skip


def _number(label: str, most: int, least: int, hint: str = "") -> Any:
    field = number(label, most, least=least, hint=hint)
    field.required = False
    return field


class SetForm(forms.Form):
    """Empty is "not known"; a round is opened only when everything is known."""

    mark = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)
    basis = text_field("Dasar", 240)
    divisor = _number("Pembagi", 999, 1)
    basic_services = _number(
        "Urusan pelayanan dasar yang harus tercakup", BASIC_SERVICES, 0, "0 sampai 6"
    )
    count_weight = NumberField(
        label="Bobot tiap inovasi", decimals=2, allow_negative=False, help_text="Misalnya 0,38"
    )
    count_most = _number("Inovasi terbanyak yang dihitung", 9_999, 1)
    window_from = DayField(label="Diterapkan sejak", required=False)
    window_to = DayField(label="Diterapkan sampai", required=False)
    most_times = number("Paling banyak dilaporkan (kali)", 9, least=1)

    def __init__(self, *args: Any, index_set: IndexSet, **kwargs: Any) -> None:
        initial: dict[str, Any] = {name: getattr(index_set, name) for name in FIELDS}
        initial["mark"] = mark_of(index_set, FIELDS)
        super().__init__(*args, initial=initial, **kwargs)

    def clean_count_weight(self) -> Any:
        weight = self.cleaned_data["count_weight"]
        if weight is not None and weight >= 1_000:
            raise forms.ValidationError("Bobot terlalu besar. Periksa lagi angkanya.")
        return weight
