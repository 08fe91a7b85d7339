"""Fields of every form with sentences of their own: texts, whole numbers, choices, hours."""

from __future__ import annotations

from typing import Any

from django import forms


def _low(label: str) -> str:
    """A label inside a sentence."""
    return f"{label[:1].lower()}{label[1:]}"


def text(label: str, longest: int, *, hint: str = "", required: bool = True, rows: int = 0) -> Any:
    """A text with an end and sentences of its own."""
    low = _low(label)
    return forms.CharField(
        label=label,
        max_length=longest,
        help_text=hint,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(),
        error_messages={
            "required": f"Isi {low}",
            "max_length": f"{label} paling panjang {longest} huruf",
        },
    )


def number(label: str, most: int, *, hint: str = "", least: int = 0) -> Any:
    low = _low(label)
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        help_text=hint,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": f"Isi {low}; tulis 0 bila belum diketahui" if not least else f"Isi {low}",
            "invalid": f"Tulis {low} dengan angka saja, tanpa titik",
            "min_value": f"{label} tidak boleh kurang dari {least}",
            "max_value": f"{label} terlalu besar. Periksa lagi jumlah angkanya.",
        },
    )


def choice(label: str, choices: Any, *, hint: str = "", required: bool = True) -> Any:
    low = _low(label)
    return forms.ChoiceField(
        label=label,
        choices=choices,
        help_text=hint,
        required=required,
        error_messages={
            "required": f"Pilih {low}", "invalid_choice": f"Pilih {low} dari daftar"
        },
    )  # fmt: skip


def clock(label: str) -> Any:
    low = _low(label)
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": f"Isi {low}", "invalid": "Tulis jam seperti 08:00"},
    )
