"""The form of a merger: where to, from when, why, and what becomes of each indicator."""

from __future__ import annotations

from typing import Any

from django import forms

from organizations.forms.figures import YearField
from organizations.models import Organization
from performance.plan.forms.carry import MISSING_YEAR, PICK
from performance.plan.queries.merging import FATES, MergePlan

PREFIX = "indikator_"


class MergeForm(forms.Form):
    target = forms.ModelChoiceField(
        Organization.objects.none(),
        label="Digabung ke",
        empty_label="Pilih perangkat daerah",
        error_messages=PICK,
    )
    year = YearField(label="Mulai tahun", required=True, error_messages=MISSING_YEAR)
    reason = forms.CharField(
        label="Dasar penggabungan",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Tulis dasar penggabungannya, mis. perda susunan perangkat",
            "max_length": "Dasar penggabungan paling panjang 2.000 huruf",
        },
    )
    ends = forms.BooleanField(
        label="Akhiri unit ini pada 31 Desember tahun sebelumnya",
        required=False,
        help_text="Unit tetap mengisi dan mengirim laporannya sampai triwulan IV tahun itu. "
        "Kosongkan bila unit masih ada sesudah rencananya digabung.",
    )
    mark = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)

    def __init__(self, *args: Any, unit: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        target: Any = self.fields["target"]
        target.queryset = Organization.objects.reporting().exclude(pk=unit.pk)

    def choices(self) -> dict[int, str]:
        """Fates by indicator, as far as they were sent and are known."""
        found = {}
        for name, fate in self.data.items():
            pk = name.removeprefix(PREFIX)
            if name.startswith(PREFIX) and pk.isdecimal() and len(pk) < 19 and fate in FATES:
                found[int(pk)] = fate
        return found

    def shown(self, plan: MergePlan) -> None:
        """The page holds the mark of what it shows."""
        data: Any = self.data.copy()
        data["mark"] = plan.mark
        self.data = data
