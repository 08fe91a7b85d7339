"""Forms of an edition and of its calendar."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from innovations.choices.competition import Aggregate, PhaseKind, Rounding, Weighting
from innovations.competition.queries.samples import templates
from innovations.models import Edition
from organizations.choices import OrganizationKind
from organizations.forms.figures import NumberField, YearField
from organizations.forms.marked import MarkedForm
from organizations.forms.moments import moment
from organizations.forms.words import choice, number, text

COPY, SAMPLE = "edisi:", "contoh:"


class EditionCreateForm(forms.Form):
    name = text("Nama", 160, hint="Misalnya: KOVABLIK Kota 2026")
    year = YearField(label="Tahun", required=True)
    organizer = text("Penyelenggara", 200, hint="Misalnya: Bagian Organisasi Sekretariat Daerah")
    begin = forms.ChoiceField(
        label="Mulai dari",
        required=False,
        help_text="Semua aturannya disalin dan masih dapat diubah; jadwal ditentukan sendiri",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        former = [(f"{COPY}{row.pk}", str(row)) for row in Edition.objects.all()[:50]]
        samples = [(f"{SAMPLE}{code}", label) for code, label in templates()]
        begin: Any = self.fields["begin"]
        begin.choices = [
            ("", "Aturan kosong"), ("Edisi sebelumnya", former), ("Contoh aturan", samples),
        ]  # fmt: skip
        begin.error_messages["invalid_choice"] = "Pilih dari daftar"

    def origin(self) -> dict[str, Any]:
        """What `create_edition` begins from."""
        chosen = self.cleaned_data["begin"]
        if chosen.startswith(COPY):
            return {"origin": Edition.objects.get(pk=int(chosen.removeprefix(COPY)))}
        return {"sample": chosen.removeprefix(SAMPLE)}


class EditionForm(MarkedForm):
    name = text("Nama", 160)
    year = YearField(label="Tahun", required=True)
    organizer = text("Penyelenggara", 200)
    theme = text("Tema", 300, required=False, rows=2)
    legal_basis = text("Dasar hukum", 2_000, required=False, rows=3)
    about = text("Penjelasan untuk pengusul", 8_000, required=False, rows=5)
    entrants = forms.MultipleChoiceField(
        label="Yang boleh mengikuti",
        choices=OrganizationKind.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih sekurang-kurangnya satu"},
    )
    quota = NumberField(
        label="Proposal paling banyak tiap perangkat daerah", decimals=0, allow_negative=False,
        help_text="Kosongkan bila tidak dibatasi",
    )  # fmt: skip
    barred_years = number(
        "Pemenang tidak boleh ikut lagi selama (tahun)", 20, hint="0: boleh ikut lagi"
    )
    weighting = choice(
        "Arti bobot kriteria", Weighting.choices,
        hint="Persen: nilai penuh semua kriteria menjadi 100. Pengali: nilai dikalikan bobotnya.",
    )  # fmt: skip
    aggregate = choice("Gabungan nilai para juri", Aggregate.choices)
    rounding = choice("Pembulatan", Rounding.choices, hint="Dua desimal, setengah ke atas")
    outlier_points = NumberField(
        label="Selisih nilai juri yang dibahas", required=True, decimals=2, allow_negative=False,
        help_text="Juri yang berbeda lebih dari ini dengan juri lain ditandai untuk dibicarakan",
        error_messages={"required": "Isi selisih nilai juri yang dibahas"},
    )  # fmt: skip
    objection_answer_days = number("Hari kerja menjawab sanggahan", 60, least=1)
    statement = text("Pernyataan pengusul", 2_000, rows=3)

    def clean_quota(self) -> int | None:
        found = self.cleaned_data["quota"]
        if found is not None and not 1 <= found <= 1000:
            raise ValidationError("Tulis 1 sampai 1000, atau kosongkan bila tidak dibatasi")
        return None if found is None else int(found)


class PhaseForm(forms.Form):
    kind = choice("Tahap", PhaseKind.choices)
    opens_at = moment("Dibuka")
    closes_at = moment("Ditutup", hint="Tepat pada saat ini tidak dapat lagi")
    reason = text("Alasan jadwal diubah", 500, required=False, hint="Wajib sesudah edisi dibuka")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        opens, closes = given.get("opens_at"), given.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", "Penutupan harus sesudah pembukaan")
        return given
