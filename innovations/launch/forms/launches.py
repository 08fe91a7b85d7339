"""Forms of a launch and of who signed its commitment."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from innovations.models import Innovation
from innovations.registry.forms.fields import LinkField, found_entry
from organizations.forms.dates import DayField
from organizations.forms.words import text

MOST_INNOVATIONS, MOST_LINKS = 40, 10


class LaunchForm(forms.Form):
    name = text("Acara", 200)
    held_on = DayField(label="Tanggal")
    place = text("Tempat", 200)
    innovations = text(
        "Inovasi yang diluncurkan",
        5_000,
        rows=4,
        hint="Nama inovasi di registri, satu setiap baris",
    )
    occasion = text("Keterangan", 5_000, required=False, rows=4)
    decree = text("Nomor keputusan", 160, required=False)
    press = text(
        "Tautan berita",
        3_000,
        required=False,
        rows=3,
        hint="Satu tautan setiap baris, paling banyak 10",
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_innovations(self) -> list[Innovation]:
        names = _lines(self.cleaned_data["innovations"])
        if len(names) > MOST_INNOVATIONS:
            raise ValidationError(f"Tulis paling banyak {MOST_INNOVATIONS} inovasi")
        found = {row.pk: row for row in (found_entry(self.user, name) for name in names)}
        return list(found.values())

    def clean_press(self) -> list[str]:
        links = _lines(self.cleaned_data["press"])
        if len(links) > MOST_LINKS:
            raise ValidationError(f"Tulis paling banyak {MOST_LINKS} tautan")
        return [LinkField(label="Tautan").clean(link) for link in links]


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]


class SignatoryForm(forms.Form):
    position = text("Jabatan", 160, hint="Jabatannya saja, bukan nama orang")
    institution = text("Instansi", 160, required=False)
    promise = text("Isi komitmen", 400, required=False, rows=3)
    signed_on = DayField(label="Tanggal ditandatangani", required=False)
