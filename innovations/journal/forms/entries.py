"""Forms of an activity and of its photos."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from innovations.choices.journal import JournalKind, JournalState
from innovations.registry.forms.events import EventForm
from innovations.registry.forms.fields import MOST_LINKS, lines_of, read_links
from organizations.forms.dates import DayField
from organizations.forms.uploads import UploadField
from organizations.forms.words import choice, clock, number, text

MOST_COUNT = 10_000_000
MOST_TOPICS, LONGEST_TOPIC = 20, 120
AFTERWARDS = "Diisi sesudah kegiatannya berlangsung"
PHOTO_HINT = "JPG, PNG, WebP, atau HEIC, paling besar 10 MB. Lokasi dan data kamera dihapus."
ALL = [("", "Semua")]


def _hour(label: str) -> Any:
    field = clock(label)
    field.required = False
    return field


def _count(label: str) -> Any:
    field = number(label, MOST_COUNT, hint=AFTERWARDS)
    field.required = False
    return field


class JournalEntryForm(EventForm):
    innovations = text("Inovasi", 5_000, rows=2, hint="Nama inovasi di registri, satu setiap baris")
    kind = choice("Jenis kegiatan", JournalKind.choices)
    title = text("Judul", 200)
    day = DayField(label="Tanggal", error_messages={"required": "Isi tanggal kegiatan"})
    begins_at = _hour("Jam mulai")
    last_day = DayField(
        label="Sampai tanggal", required=False, help_text="Hanya untuk kegiatan beberapa hari"
    )
    ends_at = _hour("Jam selesai")
    place = text("Tempat", 200, required=False)
    story = text(
        "Cerita kegiatan", 5_000, required=False, rows=5, hint="Tanpa nama warga yang dilayani"
    )
    topics = text(
        "Topik atau layanan", 3_000, required=False, rows=3,
        hint="Satu setiap baris: topik episode, atau layanan yang dibuka",
    )  # fmt: skip
    links = text(
        "Tautan", 3_000, required=False, rows=3,
        hint=f"Pemutar episode atau berita, satu setiap baris, paling banyak {MOST_LINKS}",
    )  # fmt: skip
    participants = _count("Peserta")
    served = _count("Orang dilayani")
    audience = _count("Penonton atau pendengar")
    is_public = forms.BooleanField(label="Tampil untuk umum", required=False, initial=True)

    def clean_topics(self) -> list[str]:
        topics = lines_of(self.cleaned_data["topics"])
        if len(topics) > MOST_TOPICS:
            raise ValidationError(f"Tulis paling banyak {MOST_TOPICS} topik")
        if any(len(topic) > LONGEST_TOPIC for topic in topics):
            raise ValidationError(f"Satu topik paling panjang {LONGEST_TOPIC} huruf")
        return topics

    def clean_links(self) -> list[str]:
        return read_links(self.cleaned_data["links"])


class JournalPhotoForm(forms.Form):
    file = UploadField(
        label="Foto", help_text=PHOTO_HINT, error_messages={"required": "Pilih fotonya"}
    )
    caption = text("Keterangan foto", 200, required=False, hint="Apa yang tampak pada foto")


class JournalFilterForm(forms.Form):
    kata = forms.CharField(
        label="Cari judul atau inovasi", required=False, max_length=80,
        error_messages={"max_length": "Kata pencarian paling panjang 80 huruf"},
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )  # fmt: skip
    jenis = choice("Jenis", [*ALL, *JournalKind.choices], required=False)
    status = choice("Status", [*ALL, *JournalState.choices], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("jenis", "status"):
            self.fields[name].widget.attrs["class"] = "form-select"

    @property
    def is_used(self) -> bool:
        return self.is_bound and any(self.data.get(name) for name in self.fields)
