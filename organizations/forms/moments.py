"""A moment on a form: a day with its hour, in the time of the city."""

from __future__ import annotations

from typing import Any

from django import forms

from organizations.forms.dates import in_calendar

LOCAL = "%Y-%m-%dT%H:%M"
FORMATS = [LOCAL, "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M", "%d/%m/%Y %H.%M", "%d-%m-%Y %H:%M"]


def moment(label: str, *, noun: str = "", hint: str = "", required: bool = True) -> Any:
    """Typed or chosen; the sentences name the field, as `noun` where the label alone is too short."""
    low = noun or f"{label[:1].lower()}{label[1:]}"
    return forms.DateTimeField(
        label=label,
        help_text=hint,
        required=required,
        input_formats=FORMATS,
        validators=[in_calendar],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL),
        error_messages={
            "required": f"Isi {low}",
            "invalid": f"Tulis {low} sebagai tanggal dan jam, misalnya 31/03/2026 09.30",
        },
    )
