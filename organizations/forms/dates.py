"""Days as Indonesians write them: 27 3 2026, 27/03/2026, 27 Maret 2026."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from organizations.formatting import MONTHS, format_date

_NUMBERS = {name.casefold(): number for number, name in enumerate(MONTHS, start=1)}
_SHORT = {name[:3].casefold(): number for number, name in enumerate(MONTHS, start=1)} | {"agt": 8}


def parse_day(text: str) -> date | None:
    """A day from digits or with the name of the month; None when it cannot be read."""
    parts = [part for part in re.split(r"[\s./-]+", text.strip()) if part]
    if len(parts) != 3:
        return None
    if len(parts[0]) == 4:
        parts.reverse()
    day, month, year = parts
    word = month.casefold()
    number = _NUMBERS.get(word) or _SHORT.get(word) or (int(month) if month.isdecimal() else 0)
    try:
        return date(int(year), number, int(day)) if len(year) == 4 else None
    except ValueError:
        return None


EARLIEST, LATEST = 1945, 2100
OUTSIDE = f"Tulis tanggal antara tahun {EARLIEST} dan {LATEST}"


def in_calendar(day: date) -> None:
    """A validator of every field of a day or moment: at the edges of the calendar nobody can count."""
    if not EARLIEST <= day.year <= LATEST:
        raise ValidationError(OUTSIDE)


class DayField(forms.Field):
    """A day typed as text; what cannot be read is answered with an example."""

    widget = forms.TextInput
    default_validators = (in_calendar,)

    def __init__(self, **kwargs: Any) -> None:
        label = str(kwargs.get("label", "Tanggal")).lower().removeprefix("tanggal ")
        kwargs.setdefault("help_text", "Misalnya 27 Maret 2026 atau 27/3/2026")
        kwargs.setdefault("error_messages", {"required": f"Isi tanggal {label}"})
        super().__init__(**kwargs)
        self.widget.attrs.update(inputmode="text", autocomplete="off", size=20)

    def prepare_value(self, value: Any) -> Any:
        return format_date(value) if isinstance(value, date) else value

    def to_python(self, value: str | None) -> date | None:
        if value is None or not value.strip():
            return None
        found = parse_day(value)
        if found is None:
            raise ValidationError("Tulis tanggal lengkap, misalnya 27 Maret 2026 atau 27/3/2026")
        return found
