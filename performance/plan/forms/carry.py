"""Forms of the plan's bulk tools."""

from __future__ import annotations

from typing import Any

from django import forms

from organizations.forms.figures import YearField
from organizations.forms.uploads import UploadField
from organizations.models import Organization
from performance.choices import NodeLevel
from performance.models import NomenclatureVersion, PlanningPeriod, PlanNode

MISSING_YEAR = {"required": "Isi tahun"}
PICK = {"required": "Pilih dari daftar", "invalid_choice": "Pilih dari daftar"}


class CopyYearForm(forms.Form):
    source = YearField(label="Salin dari tahun", required=True, error_messages=MISSING_YEAR)
    year = YearField(label="Ke tahun", required=True, error_messages=MISSING_YEAR)
    with_pagu = forms.BooleanField(label="Salin pagu juga", required=False)
    is_agreed = forms.BooleanField(
        label="Jumlah boleh bertambah",
        required=False,
        help_text="Centang hanya bila pagu yang disalin melebihi jumlah yang sudah dinyatakan",
    )


class RollForm(forms.Form):
    source = forms.ModelChoiceField(
        PlanningPeriod.objects.all(),
        label="Periode asal",
        empty_label="Pilih periode",
        error_messages=PICK,
    )
    target = forms.ModelChoiceField(
        PlanningPeriod.objects.all(),
        label="Periode tujuan",
        empty_label="Pilih periode",
        error_messages=PICK,
    )
    organization = forms.ChoiceField(
        label="Rencana milik",
        required=False,
        help_text="Rencana kota dilanjutkan lebih dulu karena rencana unit bergantung padanya",
        error_messages=PICK,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Organization.objects.reporting().order_by("name")
        own: Any = self.fields["organization"]
        own.choices = [
            ("semua", "Kota dan semua perangkat daerah"),
            ("", "Kota saja (visi sampai sasaran)"),
            *((str(unit.pk), unit.name) for unit in units),
        ]

    @property
    def is_whole_city(self) -> bool:
        return self.cleaned_data["organization"] == "semua"

    @property
    def unit(self) -> Organization | None:
        chosen = self.cleaned_data["organization"]
        return Organization.objects.get(pk=chosen) if chosen.isdecimal() else None


class ProgramsField(forms.ModelMultipleChoiceField):
    """Programs with their period: the same program stands in each."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} ({obj.period})"


class MoveForm(forms.Form):
    """Programs of a unit, the unit they go to, and from when."""

    programs = ProgramsField(
        PlanNode.objects.none(),
        label="Program yang pindah",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih paling sedikit satu program"},
    )
    target = forms.ModelChoiceField(
        Organization.objects.reporting(),
        label="Pindah ke",
        empty_label="Pilih perangkat daerah",
        error_messages=PICK,
    )
    year = YearField(label="Mulai tahun", required=True, error_messages=MISSING_YEAR)
    reason = forms.CharField(
        label="Dasar pemindahan",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Tulis dasar pemindahannya, mis. perda susunan perangkat",
            "max_length": "Dasar pemindahan paling panjang 2.000 huruf",
        },
    )

    def __init__(self, *args: Any, unit: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = PlanNode.objects.filter(
            organization=unit, level=NodeLevel.PROGRAM, valid_to_year=None
        )
        programs: Any = self.fields["programs"]
        programs.queryset = rows.select_related("organization", "period").order_by(
            "-period__start_year", "code"
        )
        target: Any = self.fields["target"]
        target.queryset = Organization.objects.reporting().exclude(pk=unit.pk)


class MappingForm(forms.Form):
    """A CSV with the columns kode_lama and kode_baru; others are not read."""

    old = forms.ModelChoiceField(
        None, label="Daftar lama", empty_label="Pilih daftar", error_messages=PICK
    )
    new = forms.ModelChoiceField(
        None, label="Daftar baru", empty_label="Pilih daftar", error_messages=PICK
    )
    file = UploadField(
        label="Berkas CSV",
        help_text=("Kolomnya berjudul kode_lama dan kode_baru; baris tanpa kode baru dilewati"),
        error_messages={"required": "Pilih berkasnya", "empty": "Berkas ini kosong"},
    )
    is_whole = forms.BooleanField(
        label="Ganti seluruh padanan kedua daftar ini",
        required=False,
        help_text="Tanpa centang, padanan yang tidak disebut di berkas tetap tersimpan",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("old", "new"):
            field: Any = self.fields[name]
            field.queryset = NomenclatureVersion.objects.order_by("code")
