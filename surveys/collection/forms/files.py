"""The upload of a file of answers, and which of its columns is which."""

from __future__ import annotations

from typing import Any

from django import forms

from organizations.forms.uploads import UploadField
from surveys.choices import Element, ElementOrder
from surveys.collection.actions.judging import ABOUT_LABELS
from surveys.collection.queries.batches import open_periods
from surveys.collection.readers.answers import ABOUT, DAY, POINT, SERVICE
from surveys.models import AnswerFile, ServiceUnit

ORDERS = [("", "Tidak perlu: kolomnya memakai kode unsur"), *ElementOrder.choices]
TWICE = "Kolom “{title}” dipilih dua kali. Satu kolom hanya untuk satu isian."


def order_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Urutan unsur U1 sampai U9",
        required=False,
        choices=ORDERS,
        error_messages={"invalid_choice": "Pilih urutan dari daftar"},
    )


class FileForm(forms.Form):
    period = forms.ModelChoiceField(
        None, label="Periode", empty_label=None,
        error_messages={"required": "Pilih periode", "invalid_choice": "Pilih periode dari daftar"},
    )  # fmt: skip
    order = order_field()
    file = UploadField(
        label="Berkas CSV atau XLSX",
        help_text="CSV sampai 30 MB, XLSX sampai 5 MB. Nama orang tidak diperlukan dan tidak dibaca.",
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        error_messages={"required": "Pilih berkasnya"},
    )

    def __init__(self, *args: Any, unit: ServiceUnit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["period"].queryset = open_periods(unit)
        fields["period"].label_from_instance = lambda period: period.label


def our_columns() -> dict[str, str]:
    """Our columns with what they hold."""
    return {
        **{element.value: element.label for element in Element},
        DAY: "Tanggal",
        SERVICE[0]: "Jenis layanan",
        POINT[0]: "Titik layanan",
        **{names[0]: ABOUT_LABELS[name] for name, names in ABOUT.items()},
    }


class ColumnsForm(forms.Form):
    """A list of the file's titles for each of our columns."""

    order = order_field()

    def __init__(self, *args: Any, row: AnswerFile, **kwargs: Any) -> None:
        initial = {"order": row.order, **{f"c_{k}": v for k, v in row.renamed.items()}}
        super().__init__(*args, initial=initial, **kwargs)
        titles = [("", "Seperti nama kolomnya"), *((title, title) for title in row.titles)]
        for name, label in our_columns().items():
            self.fields[f"c_{name}"] = forms.ChoiceField(
                label=label, required=False, choices=titles,
                error_messages={"invalid_choice": "Pilih kolom dari daftar"},
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen = [value for name, value in data.items() if name.startswith("c_") and value]
        for title in sorted({title for title in chosen if chosen.count(title) > 1}):
            self.add_error(None, TWICE.format(title=title))
        return data

    def renamed(self) -> dict[str, str]:
        data = self.cleaned_data
        return {name[2:]: value for name, value in data.items() if name.startswith("c_") and value}
