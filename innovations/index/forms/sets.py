"""The form of what differs between years."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from innovations.formulas import BASIC_SERVICES
from innovations.models import IndexSet
from organizations.actions.saving import mark_of
from organizations.forms.dates import DayField
from organizations.forms.figures import NumberField
from organizations.forms.words import number
from organizations.forms.words import text as text_field

WRITTEN = (
    "basis", "divisor", "basic_services", "count_weight", "count_most", "window_from",
    "window_to", "most_times",
)  # fmt: skip
FIELDS = (*WRITTEN, "bands", "unknown")
BAND_FIELDS = {
    "band_best": "Sangat Inovatif", "band_middle": "Inovatif", "band_low": "Kurang Inovatif"
}  # fmt: skip
ALL_BANDS = "Isi ketiga batas predikat, atau kosongkan semuanya"
BANDS_FALL = "Batas predikat harus menurun: Sangat Inovatif, Inovatif, Kurang Inovatif"
MOST_UNKNOWN, LONGEST_SENTENCE = 20, 400


def _number(label: str, most: int, least: int, hint: str = "") -> Any:
    field = number(label, most, least=least, hint=hint)
    field.required = False
    return field


def _band(name: str) -> NumberField:
    return NumberField(label=f"{name} mulai", decimals=2, allow_negative=False)


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
    band_best = _band("Sangat Inovatif")
    band_middle = _band("Inovatif")
    band_low = _band("Kurang Inovatif")
    unknown = text_field(
        "Yang tidak diketahui", 8_400, required=False, rows=4,
        hint="Tampil di halaman skema, satu kalimat setiap baris; hapus yang sudah terjawab",
    )  # fmt: skip
    most_times = number("Paling banyak dilaporkan (kali)", 9, least=1)

    def __init__(self, *args: Any, index_set: IndexSet, **kwargs: Any) -> None:
        initial: dict[str, Any] = {name: getattr(index_set, name) for name in WRITTEN}
        least = {name: Decimal(edge) for edge, name in index_set.bands}
        initial |= {field: least.get(name) for field, name in BAND_FIELDS.items()}
        initial["unknown"] = "\n".join(index_set.unknown)
        initial["mark"] = mark_of(index_set, FIELDS)
        super().__init__(*args, initial=initial, **kwargs)

    def clean_count_weight(self) -> Any:
        weight = self.cleaned_data["count_weight"]
        if weight is not None and weight >= 1_000:
            raise forms.ValidationError("Bobot terlalu besar. Periksa lagi angkanya.")
        return weight

    def clean_unknown(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["unknown"].splitlines() if line.strip()]
        if len(lines) > MOST_UNKNOWN or any(len(line) > LONGEST_SENTENCE for line in lines):
            raise forms.ValidationError(
                f"Paling banyak {MOST_UNKNOWN} kalimat, masing-masing paling panjang "
                f"{LONGEST_SENTENCE} huruf"
            )
        return lines

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        edges = [given.get(field) for field in BAND_FIELDS]
        known = [edge for edge in edges if edge is not None]
        if known and len(known) < len(edges):
            self.add_error("band_best", ALL_BANDS)
        elif known != sorted(set(known), reverse=True) or 0 in known:
            self.add_error("band_best", BANDS_FALL)
        return given

    def values(self) -> dict[str, Any]:
        """Bands as they are stored, best first."""
        given = {name: self.cleaned_data[name] for name in (*WRITTEN, "unknown")}
        bands = [[self.cleaned_data[field], name] for field, name in BAND_FIELDS.items()]
        told = [[f"{least:.2f}", name] for least, name in bands if least is not None]
        return {**given, "bands": told}
