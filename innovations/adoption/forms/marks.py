"""What is said of an item: at one unit with evidence, at many, and how the board is searched."""

from __future__ import annotations

from typing import Any

from django import forms

from complaints.intake.queries.areas import districts_in_use
from innovations.adoption.queries.board import CONDITIONS
from innovations.models import AdoptionItem
from innovations.registry.forms.fields import link
from organizations.forms.dates import DayField
from organizations.forms.uploads import UploadField
from organizations.forms.words import choice, text

ALL = [("", "Semua")]


LONGEST = 20_000  # a thousand keys


def chosen_units() -> forms.CharField:
    """The units that were shown, by their keys."""
    return forms.CharField(
        required=False, max_length=LONGEST, widget=forms.HiddenInput,
        error_messages={"max_length": "Pilih paling banyak 1.000 satuan; saring lebih dulu"},
    )  # fmt: skip


class FillForm(forms.Form):
    fulfilled_on = DayField(
        label="Terpenuhi sejak", error_messages={"required": "Isi sejak kapan terpenuhi"}
    )
    link = link("Tautan bukti", "Halaman atau dokumen di web, dimulai dengan https://")
    file = UploadField(
        label="Berkas bukti", required=False, help_text="PDF atau foto, paling besar 10 MB"
    )
    note = text("Catatan", 300, required=False, rows=2)


class FillManyForm(forms.Form):
    satuan = chosen_units()
    fulfilled_on = DayField(
        label="Terpenuhi sejak", error_messages={"required": "Isi sejak kapan terpenuhi"}
    )
    link = link(
        "Tautan bukti", "Bukti yang berlaku bagi semuanya, misalnya surat keputusan bersama"
    )
    note = text("Catatan", 300, required=False, rows=2)


class CheckManyForm(forms.Form):
    satuan = chosen_units()


class BoardFilterForm(forms.Form):
    kata = forms.CharField(
        label="Cari nama atau kode", required=False, max_length=80,
        error_messages={"max_length": "Kata pencarian paling panjang 80 huruf"},
    )  # fmt: skip
    kecamatan = forms.ModelChoiceField(
        label="Kecamatan", required=False, empty_label="Semua", queryset=None,
        error_messages={"invalid_choice": "Pilih kecamatan dari daftar"},
    )  # fmt: skip
    jenis = choice("Jenis", ALL, required=False)
    butir = forms.ModelChoiceField(
        label="Butir", required=False, empty_label="Semua", queryset=None,
        error_messages={"invalid_choice": "Pilih butir dari daftar"},
    )  # fmt: skip
    keadaan = choice("Keadaan", [*ALL, *CONDITIONS], required=False)

    def __init__(self, *args: Any, checklist: Any, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["kecamatan"].queryset = districts_in_use()
        fields["jenis"].choices = [*ALL, *((kind, kind) for kind in kinds)]
        items = AdoptionItem.objects.filter(checklist=checklist)
        fields["butir"].queryset = items.order_by("position", "pk")
        for field in fields.values():
            is_list = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if is_list else "form-control"

    @property
    def is_used(self) -> bool:
        return self.is_bound and any(self.data.get(name) for name in self.fields)
