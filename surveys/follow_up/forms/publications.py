"""Forms of publication media and of the levels PEKPPP gives."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from organizations.formatting import format_number, parse_number
from organizations.forms.dates import DayField
from organizations.forms.marked import MarkedForm
from organizations.forms.words import choice
from organizations.forms.words import text as text_field
from surveys.choices import Medium
from surveys.follow_up.queries.review import Item

LEVELS = range(6)
MOST = Decimal("99999.99")
OUT_OF_ORDER = "Batas tingkat {level} harus {word} dari batas tingkat di bawahnya"
WEB = "Tulis alamat lengkap, misalnya https://contoh.go.id/skm"


class PublicationForm(MarkedForm):
    medium = choice(
        "Media",
        [("", "Pilih media"), *(pair for pair in Medium.choices if pair[0] != Medium.PORTAL)],
    )
    published_on = DayField(
        label="Tanggal publikasi", error_messages={"required": "Isi tanggal publikasi"}
    )
    url = forms.URLField(
        label="Alamat halaman", required=False, assume_scheme="https", max_length=200,
        help_text="Untuk situs web dan media sosial",
        error_messages={"invalid": WEB, "max_length": "Alamat paling panjang 200 huruf"},
    )  # fmt: skip
    note = text_field(
        "Keterangan", 200, required=False, hint="Misalnya di mana papan pengumumannya terpasang"
    )


class BoundField(forms.CharField):
    """A bound as people write it; empty: the level is reached by nothing."""

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            found = parse_number(text)
        except ValueError as error:
            raise ValidationError("Tulis batasnya dengan angka, misalnya 80 atau 80,01") from error
        if found is None or found < 0 or found > MOST:
            raise ValidationError("Batas harus antara 0 dan 99.999,99")
        return found.quantize(Decimal("0.01"))


class LevelsForm(forms.Form):
    """The six levels of one item."""

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_at_most = item.item.is_at_most
        known = {row.level: row for row in item.levels}
        word = "paling banyak" if item.item.is_at_most else "paling sedikit"
        for level in LEVELS:
            row = known.get(level)
            bound = "" if row is None or row.bound is None else format_number(row.bound)
            self.fields[f"label{level}"] = text_field(f"Uraian tingkat {level}", 200)
            self.fields[f"bound{level}"] = BoundField(
                label=f"Batas tingkat {level} ({word})", required=False, max_length=12,
                error_messages={"max_length": "Batas paling panjang 12 angka"},
            )  # fmt: skip
            self.initial |= {f"label{level}": row.label if row else "", f"bound{level}": bound}
        self.fields["basis"] = text_field(
            "Dasar hukum", 200, hint="Instrumen yang naskahnya dibaca, misalnya Pedoman Menteri"
        )
        self.fields["is_checked"] = forms.BooleanField(
            label="Semua tingkat sudah diperiksa dengan naskah instrumennya", required=False
        )
        self.initial |= {"basis": item.basis, "is_checked": item.is_checked}

    def clean(self) -> dict[str, Any]:
        """A higher level asks for more: bounds that fall would give the better level to less."""
        data = super().clean() or {}
        bounds = [(n, data[f"bound{n}"]) for n in LEVELS if data.get(f"bound{n}") is not None]
        for (_, before), (level, bound) in pairwise(bounds):
            if bound >= before if self.is_at_most else bound <= before:
                word = "kurang" if self.is_at_most else "lebih"
                self.add_error(f"bound{level}", OUT_OF_ORDER.format(level=level, word=word))
        return data

    def rows(self) -> list[tuple[Decimal | None, str]]:
        given = self.cleaned_data
        return [(given[f"bound{level}"], given[f"label{level}"]) for level in LEVELS]
