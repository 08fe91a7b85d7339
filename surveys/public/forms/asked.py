"""What the public pages are asked for, and what a unit chooses to show on them."""

from __future__ import annotations

from typing import Any

from django import forms

from organizations.forms.units import UnitField
from surveys.choices import Extra
from surveys.index.forms.period import PeriodField
from surveys.index.queries.spans import Span
from surveys.public.queries.listing import organizations_with_units

TOO_LONG = "Kata pencarian paling panjang 80 huruf"


class UnitSearchForm(forms.Form):
    kata = forms.CharField(
        label="Cari unit atau layanan", required=False, max_length=80,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        error_messages={"max_length": TOO_LONG},
    )  # fmt: skip
    opd = UnitField(label="Perangkat daerah", required=False, empty_label="Semua")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        opd: Any = self.fields["opd"]
        opd.offer(organizations_with_units())
        opd.widget.attrs["class"] = "form-select"

    @property
    def is_used(self) -> bool:
        return self.is_bound and any(self.data.get(name) for name in self.fields)


class SpanForm(forms.Form):
    """A calendar period in which something was announced."""

    periode = PeriodField(required=False, widget=forms.Select(attrs={"class": "form-select"}))

    def __init__(self, *args: Any, spans: list[Span], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        periode: Any = self.fields["periode"]
        periode.offer(span.code for span in spans)


class CodeForm(forms.Form):
    """The code of a poster, typed."""

    kode = forms.CharField(
        label="Kode dari poster",
        max_length=40,
        help_text="Tujuh huruf dan angka di bawah gambar QR",
        widget=forms.TextInput(
            attrs={"class": "form-control", "autocomplete": "off", "autocapitalize": "characters"}
        ),
        error_messages={
            "required": "Tulis kode dari poster",
            "max_length": "Kode poster paling panjang 40 huruf; tulis tujuh huruf dan angka di bawah gambar QR",
        },
    )


class ShownForm(forms.Form):
    """Which figures stand on the public page beside those that always do."""

    published = forms.MultipleChoiceField(
        label="Angka tambahan",
        choices=Extra.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kelompok yang terlalu kecil selalu disembunyikan",
        error_messages={"invalid_choice": "Pilih angka dari daftar"},
    )

    def clean_published(self) -> list[str]:
        chosen = self.cleaned_data["published"]
        return [value for value in Extra.values if value in chosen]
