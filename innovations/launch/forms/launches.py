"""Forms of a launch and of who signed its commitment."""

from __future__ import annotations

from innovations.registry.forms.events import EventForm
from innovations.registry.forms.fields import MOST_LINKS, read_links
from organizations.forms.dates import DayField
from organizations.forms.marked import MarkedForm
from organizations.forms.words import text


class LaunchForm(EventForm):
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
        hint=f"Satu tautan setiap baris, paling banyak {MOST_LINKS}",
    )

    def clean_press(self) -> list[str]:
        return read_links(self.cleaned_data["press"])


class SignatoryForm(MarkedForm):
    position = text("Jabatan", 160, hint="Jabatannya saja, bukan nama orang")
    institution = text("Instansi", 160, required=False)
    promise = text("Isi komitmen", 400, required=False, rows=3)
    signed_on = DayField(label="Tanggal ditandatangani", required=False)
