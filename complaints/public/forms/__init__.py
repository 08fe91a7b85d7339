"""What a citizen asks the public pages for."""

from __future__ import annotations

import re
import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator

from complaints.choices import ComplaintClass
from complaints.formulas import words_of
from complaints.intake.forms.report import ContactForm
from complaints.models import Area, Category
from complaints.public.queries.listing import STATUSES
from organizations.models import Organization

_PLACE = re.compile(r"(-?[0-9]{1,2}(?:\.[0-9]{1,3})?),(-?[0-9]{1,3}(?:\.[0-9]{1,3})?)")
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def _rows(label: str) -> forms.ModelChoiceField:
    wrong = {"invalid_choice": f"{label} ini tidak ada. Pilih dari daftar."}
    return forms.ModelChoiceField(
        label=label, required=False, queryset=Category.objects.none(), to_field_name="code",
        empty_label="Semua", error_messages=wrong,
    )  # fmt: skip


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=DayInput(),
        error_messages={"invalid": "Tulis tanggal, misalnya 2026-03-31"},
        validators=[
            MinValueValidator(FIRST_DAY, "Tanggal ini terlalu lama; tulis sejak tahun 2000"),
            MaxValueValidator(LAST_DAY, "Tanggal ini terlalu jauh; tulis sampai tahun 2100"),
        ],
    )  # fmt: skip


class PublicFilterForm(forms.Form):
    """Search and filters of the list and the map; codes, so that a link lives long."""

    kata = forms.CharField(label="Cari kata atau nomor", required=False, max_length=120)
    kategori = _rows("Kategori")
    wilayah = _rows("Kecamatan atau kelurahan")
    opd = _rows("Perangkat daerah")
    status = forms.ChoiceField(label="Status", required=False)
    jenis = forms.ChoiceField(
        label="Jenis", required=False, choices=[("", "Semua"), *ComplaintClass.choices]
    )
    dari = _day("Diterima sejak")
    sampai = _day("sampai")
    titik = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows: dict[str, Any] = {
            "kategori": Category.objects.filter(is_active=True),
            "wilayah": Area.objects.filter(is_active=True),
            "opd": Organization.objects.reporting().order_by("name"),
        }
        for name, found in rows.items():
            self.fields[name].queryset = found  # type: ignore[attr-defined]
        chosen = [("", "Semua"), *STATUSES.items()]
        self.fields["status"].choices = chosen  # type: ignore[attr-defined]
        for field in self.fields.values():
            is_choice = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if is_choice else "form-control"

    @property
    def is_used(self) -> bool:
        return any(self.data.get(name) for name in self.fields)

    @property
    def is_narrowed(self) -> bool:
        return any(self.data.get(name) for name in self.fields if name != "kata")

    def clean_kata(self) -> str:
        typed: str = self.cleaned_data["kata"]
        if typed and not words_of(typed):
            raise ValidationError("Tulis kata dengan huruf atau angka, misalnya “lampu”")
        return typed

    def clean_titik(self) -> tuple[Decimal, Decimal] | None:
        """A place of the map, as "-6.888,109.675"."""
        typed = self.cleaned_data["titik"]
        if not typed:
            return None
        if not (found := _PLACE.fullmatch(typed)):
            raise ValidationError("Titik ini tidak ada di peta.")
        return Decimal(found[1]), Decimal(found[2])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("dari") and found.get("sampai") and found["dari"] > found["sampai"]:
            self.add_error("sampai", "Tanggal akhir mendahului tanggal awal")
        return found


class FollowForm(ContactForm):
    """“Saya juga”; sent twice it is one follower. `website` is a field no person sees."""

    website = forms.CharField(
        required=False, label="Kosongkan kolom ini", max_length=200,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )  # fmt: skip
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
