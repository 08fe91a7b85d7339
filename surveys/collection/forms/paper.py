"""What is typed from paper: the bundle, a form of it, the same form again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import uuid4

from django import forms

from organizations.forms.dates import DayField
from surveys.collection.actions.judging import ABOUT_LABELS, Given
from surveys.collection.forms.answer import LONGEST
from surveys.collection.queries.about import ABOUT
from surveys.collection.queries.batches import open_periods
from surveys.collection.queries.sheets import Item
from surveys.models import ServiceUnit

NO_NUMBER = -1


class BatchForm(forms.Form):
    period = forms.ModelChoiceField(
        None, label="Periode", empty_label=None,
        error_messages={"required": "Pilih periode", "invalid_choice": "Pilih periode dari daftar"},
    )  # fmt: skip
    filled_on = DayField(label="Tanggal pengisian", help_text="Hari kuesioner ini diisi responden")
    service = forms.ModelChoiceField(
        None, label="Jenis layanan", required=False,
        empty_label="Berbeda-beda, dientri setiap kuesioner",
        error_messages={"invalid_choice": "Layanan ini tidak ada di unit ini. Pilih dari daftar"},
    )  # fmt: skip
    point = forms.ModelChoiceField(
        None, label="Titik layanan", required=False, empty_label="Tidak dicatat",
        error_messages={"invalid_choice": "Pilih titik layanan dari daftar"},
    )  # fmt: skip
    source = forms.CharField(
        label="Keterangan",
        required=False,
        max_length=160,
        help_text="Mis. kotak di ruang tunggu, minggu kedua",
        error_messages={"max_length": "Keterangan paling panjang 160 huruf"},
    )

    def __init__(self, *args: Any, unit: ServiceUnit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["period"].queryset = open_periods(unit)
        fields["period"].label_from_instance = lambda period: period.label
        fields["service"].queryset = unit.services.filter(is_active=True)
        fields["point"].queryset = unit.points.filter(is_active=True)


class RowRemoveForm(forms.Form):
    comment = forms.CharField(
        label="Awal saran pada kuesioner itu",
        required=False,
        max_length=200,
        help_text="Bila kuesionernya memuat saran: ketik kata-kata pertamanya seperti waktu dientri, "
        "supaya sarannya ikut dikeluarkan. Kosongkan bila tidak ada saran.",
        error_messages={"max_length": "Cukup kata-kata pertamanya, paling panjang 200 huruf"},
    )


def digit(item: Item, number: int) -> forms.CharField:
    """A field of one digit; what is wrong with it is told with its number."""
    options = ", ".join(f"{choice.value} {choice.text}" for choice in item.choices)
    attrs = {"inputmode": "numeric", "maxlength": 2, "autocomplete": "off", "data-digit": ""}
    return forms.CharField(
        label=f"{number}. {item.text}",
        help_text=options,
        required=item.is_required,
        error_messages={"required": f"Nomor {number}: belum diisi"},
        max_length=LONGEST,
        validators=[_offered(item, number)],
        widget=forms.TextInput(attrs=attrs),
    )


def _offered(item: Item, number: int) -> Callable[[str], None]:
    values = [str(choice.value) for choice in item.choices]

    def check(text: str) -> None:
        if text.strip() not in values:
            wanted = f"{', '.join(values[:-1])}, atau {values[-1]}"
            raise forms.ValidationError(f"Nomor {number}: isi {wanted}, bukan {text[:20]}")

    return check


class DigitsForm(forms.Form):
    """The digits of a form's questions."""

    def __init__(self, *args: Any, items: Sequence[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, item in enumerate((one for one in items if one.choices), 1):
            self.fields[item.field] = digit(item, number)
        self.begin_at_first()

    def begin_at_first(self) -> None:
        """A new form opens with the keyboard in what is filled first."""
        for at, shown in enumerate(self.visible_fields()):
            shown.field.widget.attrs["autofocus"] = at == 0 and not self.is_bound

    def chosen(self) -> dict[str, int]:
        """Question → number; what is no digit counts as a value nobody offers."""
        given = {
            name[2:]: text.strip()
            for name, text in self.cleaned_data.items()
            if name.startswith("q_") and "data-digit" in self.fields[name].widget.attrs
        }
        return {code: _number(text) for code, text in given.items() if text}


class RowForm(DigitsForm):
    """A whole form: digits first, then who answered and what they wrote."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(
        self, *args: Any, items: Sequence[Item], services: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, items=items, **kwargs)
        if services:
            choices = [("", "Pilih layanan"), *services]
            self.fields["service"] = forms.ChoiceField(
                label="Jenis layanan",
                choices=choices,
                error_messages={
                    "required": "Pilih layanan pada kuesioner ini",
                    "invalid_choice": "Layanan ini tidak ada di unit ini.",
                },
            )
        for name, choices in ABOUT.items():
            self.fields[name] = forms.ChoiceField(
                label=ABOUT_LABELS[name],
                required=False,
                choices=[("", "Tidak diisi"), *choices.choices],
            )
        written = [item for item in items if item.is_text]
        for item in written:
            self.fields[item.field] = _words(item.text)
        self.fields["comment"] = _words("Saran atau keluhan")
        self.order_fields(["service"])  # as on the paper
        self.begin_at_first()

    def given(self) -> Given:
        data = self.cleaned_data
        return Given(
            chosen=self.chosen(),
            written={name[2:]: data[name] for name in data if name.startswith("q_")},
            comment=data["comment"],
            about={name: data[name] for name in ABOUT},
            service=int(data["service"]) if data.get("service") else None,
        )


def _words(label: str) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(
        label=label, required=False, widget=area, max_length=LONGEST,
        error_messages={"max_length": f"Tulisan paling panjang {LONGEST} huruf"},
    )  # fmt: skip


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() else NO_NUMBER
