"""Forms of the parts of an edition's rules: groups, sections, criteria and what else there is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from innovations.choices.competition import StageKind
from innovations.formulas.scale import band_fault
from innovations.models import (
    CheckItem,
    Criterion,
    Edition,
    EditionCategory,
    Group,
    Paper,
    Question,
    Section,
    Stage,
    Tier,
)
from organizations.formatting import parse_number
from organizations.forms.figures import NumberField
from organizations.forms.words import choice, number, text
from organizations.values import NumberError, plain_number

BAND = re.compile(
    r"^\s*(?P<low>[\d.,]+)\s*(?:-|–|sampai)\s*(?P<high>[\d.,]+)\s*[:=]\s*(?P<label>.+)$"
)
LONGEST_LABEL = 160
NO_BAND = "Tulis setiap baris seperti “61-80: Terlihat jelas”, bukan “{line}”"


def _figure(label: str, decimals: int = 3, **more: Any) -> Any:
    return NumberField(
        label=label, required=True, decimals=decimals, allow_negative=False,
        error_messages={"required": f"Isi {label.lower()}"}, **more,
    )  # fmt: skip


class PartForm(forms.Form):
    """A part that hangs on the edition, on one of its groups or on one of its stages."""

    order = number("Urutan", 999, least=1)

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("group", edition.groups.all()), ("stage", edition.stages.all())):
            if name in self.fields:
                field: Any = self.fields[name]
                field.queryset = rows.order_by("order", "pk")

    def values(self) -> dict[str, Any]:
        """What is stored in the row itself."""
        return dict(self.cleaned_data)


def _owner(label: str, model: type[models.Model]) -> Any:
    return forms.ModelChoiceField(
        label=label,
        queryset=model._default_manager.none(),
        empty_label=f"Pilih {label.lower()}",
        error_messages={
            "required": f"Pilih {label.lower()}",
            "invalid_choice": f"Pilih {label.lower()} dari daftar",
        },
    )


class CategoryForm(PartForm):
    name = text("Kategori", 120)
    field_order = ("name", "order")


class CheckItemForm(PartForm):
    text = text("Yang diperiksa", 240)
    field_order = ("text", "order")


class GroupForm(PartForm):
    name = text("Nama", 80, hint="Misalnya: Umum")
    code = forms.SlugField(
        label="Kode",
        max_length=20,
        help_text="Huruf kecil tanpa spasi, misalnya: umum",
        error_messages={
            "required": "Isi kode", "invalid": "Tulis kode dengan huruf, angka, atau garis saja",
            "max_length": "Kode paling panjang 20 huruf",
        },
    )  # fmt: skip
    minimum_months = number(
        "Umur inovasi paling sedikit (bulan)", 240,
        hint="Dari mulai diterapkan sampai penutupan pendaftaran",
    )  # fmt: skip
    shortlisted = NumberField(
        label="Yang maju sesudah penilaian proposal", decimals=0, allow_negative=False,
        help_text="Kosongkan bila semua maju",
    )  # fmt: skip
    takes_replications = forms.BooleanField(label="Untuk replikasi", required=False)
    by_invitation = forms.BooleanField(
        label="Hanya yang diundang: pemenang edisi sebelumnya", required=False
    )
    field_order = ("name", "code", "minimum_months", "shortlisted")

    def clean_shortlisted(self) -> int | None:
        found = self.cleaned_data["shortlisted"]
        if found is not None and not 1 <= found <= 1000:
            raise ValidationError("Tulis 1 sampai 1000, atau kosongkan bila semua maju")
        return None if found is None else int(found)


class SectionForm(PartForm):
    group = _owner("Kelompok", Group)
    title = text("Bagian", 120)
    hint = text("Petunjuk", 400, required=False, rows=2)
    most_words = number("Paling banyak kata", 5_000, least=1)
    is_required = forms.BooleanField(label="Wajib diisi", required=False, initial=True)
    field_order = ("group", "title", "hint", "most_words", "order")


class PaperForm(PartForm):
    group = _owner("Kelompok", Group)
    title = text("Dokumen", 120)
    most_megabytes = number("Paling besar (MB)", 10, least=1)
    is_required = forms.BooleanField(label="Wajib ada", required=False, initial=True)
    field_order = ("group", "title", "most_megabytes", "order")


class StageForm(PartForm):
    kind = choice("Tahap", StageKind.choices)
    weight = _figure("Bobot (%)", 2)
    jurors_each = number("Juri tiap proposal", 30, least=1)
    is_blind = forms.BooleanField(
        label="Pengusul disamarkan dari juri",
        required=False,
        help_text="Juri hanya melihat naskah yang sudah disamarkan sekretariat",
    )
    field_order = ("kind", "weight", "jurors_each", "is_blind", "order")


class QuestionForm(PartForm):
    stage = _owner("Tahap", Stage)
    text = text("Pertanyaan di luar nilai", 160, hint="Misalnya: Layak diusulkan ke nasional")
    field_order = ("stage", "text", "order")


class TierForm(PartForm):
    group = _owner("Kelompok", Group)
    name = text("Penghargaan", 80, hint="Misalnya: 5 terbaik")
    places = number("Banyaknya", 200, least=1)
    field_order = ("group", "name", "places", "order")


class CriterionForm(PartForm):
    stage = _owner("Tahap", Stage)
    group = _owner("Kelompok", Group)
    name = text("Kriteria", 120)
    description = text("Penjelasan", 400, required=False, rows=2)
    weight = _figure("Bobot")
    lowest = _figure("Nilai terendah", initial=Decimal(0))
    highest = _figure("Nilai tertinggi", initial=Decimal(100))
    step = _figure("Kelipatan nilai", initial=Decimal(1))
    tie_break = NumberField(
        label="Urutan penentu nilai sama", decimals=0, allow_negative=False,
        help_text="1 diperiksa lebih dulu; kosongkan bila tidak menentukan",
    )  # fmt: skip
    bands = text(
        "Arti nilai",
        4_000,
        required=False,
        rows=5,
        hint="Satu baris satu rentang, misalnya 61-80: Terlihat jelas. Tidak boleh ada celah.",
    )
    field_order = ("stage", "group", "name", "description", "weight", "lowest", "highest", "step")

    def clean_tie_break(self) -> int | None:
        found = self.cleaned_data["tie_break"]
        if found is not None and not 1 <= found <= 99:
            raise ValidationError("Tulis 1 sampai 99, atau kosongkan")
        return None if found is None else int(found)

    def clean_bands(self) -> list[tuple[Decimal, Decimal, str]]:
        lines = [line for line in self.cleaned_data["bands"].splitlines() if line.strip()]
        return [_band(line) for line in lines]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        scale = [given.get(name) for name in ("lowest", "highest", "step")]
        if any(value is None for value in scale):
            return given
        lowest, highest, step = scale
        if step <= 0:
            self.add_error("step", "Kelipatan nilai harus lebih dari 0")
        elif lowest >= highest:
            self.add_error("highest", "Nilai tertinggi harus di atas nilai terendah")
        elif (highest - lowest) % step:
            self.add_error("step", "Nilai tertinggi tidak tercapai dengan kelipatan ini")
        elif fault := band_fault(
            lowest, highest, step, [row[:2] for row in given.get("bands") or ()]
        ):
            self.add_error("bands", fault)
        return given

    def values(self) -> dict[str, Any]:
        return {name: v for name, v in self.cleaned_data.items() if name != "bands"}


def _band(line: str) -> tuple[Decimal, Decimal, str]:
    shown = line.strip()[:80]
    found = BAND.match(line)
    low = high = None
    if found is not None:
        low, high = _read(found["low"]), _read(found["high"])
    if found is None or low is None or high is None:
        raise ValidationError(NO_BAND.format(line=shown))
    label = found["label"].strip()
    if len(label) > LONGEST_LABEL:
        raise ValidationError(f"Arti nilai paling panjang {LONGEST_LABEL} huruf")
    if low > high:
        raise ValidationError(f"Pada “{shown}” angka pertama lebih besar")
    return low, high, label


def _read(words: str) -> Decimal | None:
    try:
        return parse_number(words)
    except NumberError:
        return None


def bands_text(criterion: Criterion) -> str:
    """The bands as they are typed."""
    return "\n".join(
        f"{plain_number(row.lowest)}-{plain_number(row.highest)}: {row.label}"
        for row in criterion.anchors.all()
    )


@dataclass(frozen=True)
class Part:
    """One kind of part: its word in addresses, its rows, its form and where its rows hang."""

    model: Any
    form: type[PartForm]
    owner: str  # the way from a row to its edition
    heading: str

    def rows(self, edition: Edition) -> models.QuerySet[Any]:
        return self.model._default_manager.filter(**{self.owner: edition})


PARTS: Mapping[str, Part] = {
    "kategori": Part(EditionCategory, CategoryForm, "edition", "Kategori"),
    "kelompok": Part(Group, GroupForm, "edition", "Kelompok"),
    "bagian": Part(Section, SectionForm, "group__edition", "Bagian proposal"),
    "dokumen": Part(Paper, PaperForm, "group__edition", "Dokumen"),
    "pemeriksaan": Part(CheckItem, CheckItemForm, "edition", "Butir pemeriksaan"),
    "tahap": Part(Stage, StageForm, "edition", "Tahap penilaian"),
    "kriteria": Part(Criterion, CriterionForm, "stage__edition", "Kriteria"),
    "pertanyaan": Part(Question, QuestionForm, "stage__edition", "Pertanyaan di luar nilai"),
    "penghargaan": Part(Tier, TierForm, "group__edition", "Tingkat penghargaan"),
}
