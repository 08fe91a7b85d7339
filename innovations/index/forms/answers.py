"""Forms of the index: an answer to an indicator, the verdict on it, the rules of a year."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from innovations.choices.index import IndexPart, Verdict
from innovations.index.actions.answers import mark_of
from innovations.models import IndexAnswer, IndexRow
from organizations.forms.figures import NumberField
from organizations.forms.uploads import UploadField
from organizations.forms.words import choice
from organizations.forms.words import text as text_field

PARAMETERS = [(0, "Belum ada"), (1, "Parameter 1"), (2, "Parameter 2"), (3, "Parameter 3")]
UNKNOWN = "uraiannya tidak ditemukan dalam sumber"
NOT_A_LINK = "Tulis alamat lengkap yang diawali https://"
MOST_VALUE = 10**14
BAD_LINK = "Hanya alamat http atau https yang diterima"


class AnswerForm(forms.Form):
    """What is asked depends on the row: a value or a parameter, perhaps a basis, a file or a link."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)
    basis = choice("Dasar pengukuran", [], required=False, hint="Pilih tepat satu")
    value = NumberField(label="Nilai", decimals=4)
    parameter = forms.TypedChoiceField(
        label="Parameter", coerce=int, choices=PARAMETERS, widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih parameter", "invalid_choice": "Pilih parameter dari daftar"
        },
    )  # fmt: skip
    information = text_field(
        "Informasi", 1_000, required=False, rows=3, hint="Nomor dan tanggal dokumen, misalnya"
    )
    link = forms.URLField(
        label="Tautan bukti", required=False, max_length=300, assume_scheme="https",
        error_messages={
            "invalid": NOT_A_LINK, "max_length": "Tautan paling panjang 300 huruf"
        },
    )  # fmt: skip
    file = UploadField(label="Bukti", required=False)

    def clean_value(self) -> Decimal | None:
        found = self.cleaned_data["value"]
        if found is not None and abs(found) >= MOST_VALUE:
            raise ValidationError("Angka terlalu besar. Periksa lagi jumlah digitnya.")
        return found

    def __init__(
        self, *args: Any, row: IndexRow, answer: IndexAnswer | None, **kwargs: Any
    ) -> None:
        held = ("basis", "value", "parameter", "information")
        initial = {name: getattr(answer, name) for name in held} if answer else {"parameter": 0}
        super().__init__(*args, initial={**initial, "seen": mark_of(answer)}, **kwargs)
        by_value = row.part == IndexPart.REGIONAL and row.thresholds is not None
        del self.fields["parameter" if by_value else "value"]
        if by_value:
            self.fields["value"].help_text = _steps(row)
        else:
            field: Any = self.fields["parameter"]
            field.choices = [(0, "Belum ada"), *_parameters(row)]
        if row.bases:
            basis: Any = self.fields["basis"]
            basis.widget = forms.RadioSelect()
            basis.choices = [(one["code"], _basis(one)) for one in row.bases]
        else:
            del self.fields["basis"]
        if not row.takes_link:
            del self.fields["link"]
        hint = f"PDF atau foto, paling besar {row.most_megabytes} MB"
        self.fields["file"].help_text = hint

    def clean_link(self) -> str:
        link = self.cleaned_data["link"]
        if link and not link.startswith(("http://", "https://")):
            raise ValidationError(BAD_LINK)
        return link


def _parameters(row: IndexRow) -> list[tuple[int, str]]:
    if row.bases:
        return PARAMETERS[1:]
    return [(n, f"{n}. {words or UNKNOWN}") for n, words in enumerate(row.words, 1)]


def _steps(row: IndexRow) -> str:
    return "; ".join(f"parameter {n}: {words}" for n, words in enumerate(row.words, 1)).capitalize()


def _basis(one: dict[str, Any]) -> str:
    steps = "; ".join(f"parameter {n}: {words}" for n, words in enumerate(one["words"], 1))
    return f"{one['name']} ({steps})"


class VerdictForm(forms.Form):
    verdict = choice("Hasil pemeriksaan", Verdict.choices)
    remark = text_field(
        "Catatan", 1_000, required=False, rows=3, hint="Wajib bila perlu diperbaiki"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verdict"].widget = forms.RadioSelect(choices=Verdict.choices)
