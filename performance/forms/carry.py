"""Forms of the plan's bulk tools."""

from __future__ import annotations

from typing import Any

from django import forms

from organizations.models import Organization
from performance.choices import NodeLevel
from performance.forms.plan_fields import YearField
from performance.models import NomenclatureVersion, PlanningPeriod, PlanNode

PICK = {"required": "Pilih dari daftar", "invalid_choice": "Pilih dari daftar"}


class CopyYearForm(forms.Form):
    source = YearField(label="Salin dari tahun", required=True)
    year = YearField(label="Ke tahun", required=True)
    with_pagu = forms.BooleanField(label="Salin pagu juga", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("source", "year"):
            self.fields[name].error_messages["required"] = "Isi tahun"


class RollForm(forms.Form):
    source = forms.ModelChoiceField(
        PlanningPeriod.objects.all(), label="Periode asal", error_messages=PICK
    )
    target = forms.ModelChoiceField(
        PlanningPeriod.objects.all(), label="Periode tujuan", error_messages=PICK
    )
    organization = forms.ModelChoiceField(
        Organization.objects.reporting(),
        label="Perangkat daerah",
        required=False,
        empty_label="Rencana kota (visi sampai sasaran)",
        error_messages=PICK,
    )


class MoveForm(forms.Form):
    """Programs of a unit, the unit they go to, and from when."""

    programs = forms.ModelMultipleChoiceField(
        PlanNode.objects.none(),
        label="Program yang pindah",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih paling sedikit satu program"},
    )
    target = forms.ModelChoiceField(
        Organization.objects.reporting(), label="Pindah ke", error_messages=PICK
    )
    year = YearField(label="Mulai tahun", required=True)
    reason = forms.CharField(
        label="Dasar pemindahan",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tulis dasar pemindahannya, mis. perda susunan perangkat"},
    )

    def __init__(self, *args: Any, unit: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = PlanNode.objects.filter(
            organization=unit, level=NodeLevel.PROGRAM, valid_to_year=None
        )
        programs: Any = self.fields["programs"]
        programs.queryset = rows.select_related("organization").order_by("code")
        target: Any = self.fields["target"]
        target.queryset = Organization.objects.reporting().exclude(pk=unit.pk)
        self.fields["year"].error_messages["required"] = "Isi tahun"


class MappingForm(forms.Form):
    """A CSV of two columns: kode_lama, kode_baru."""

    old = forms.ModelChoiceField(None, label="Daftar lama", error_messages=PICK)
    new = forms.ModelChoiceField(None, label="Daftar baru", error_messages=PICK)
    file = forms.FileField(
        label="Berkas CSV",
        help_text="Dua kolom berjudul kode_lama dan kode_baru",
        error_messages={"required": "Pilih berkasnya", "empty": "Berkas ini kosong"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("old", "new"):
            field: Any = self.fields[name]
            field.queryset = NomenclatureVersion.objects.order_by("code")
