"""Targets of an indicator and rupiah of a node, version by version."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from organizations.forms.figures import RupiahField, YearField
from performance import formulas
from performance.plan.forms.fields import FigureField
from performance.plan.queries.sheets import PaguSheet, TargetSheet


class TargetsForm(forms.Form):
    """Baseline, end of period, and every year with its quarters, on one page."""

    baseline = FigureField(label="Kondisi awal")
    end_target = FigureField(label="Target akhir periode")
    end_target_high = FigureField(label="Batas atas rentang")
    carried = FigureField(
        label="Realisasi bawaan", help_text="Yang sudah dicapai sebelum tahun-tahun di portal"
    )
    carried_until_year = YearField(label="Bawaan sampai tahun")

    NAMES = ("target", "target_high", "q1", "q2", "q3", "q4")

    def __init__(
        self, *args: Any, sheet: TargetSheet, is_range: bool, scale: str = "", **kwargs: Any
    ) -> None:
        self.sheet, self.scale = sheet, scale
        self.names = [name for name in self.NAMES if is_range or name != "target_high"]
        period = {n: getattr(sheet.period, n, None) for n in self.base_fields}
        rows = [(year, row) for year, _, row in sheet.years if row]
        stored = {f"{year}_{name}": getattr(row, name) for year, row in rows for name in self.names}
        kwargs.setdefault("initial", {**period, **stored})
        super().__init__(*args, **kwargs)
        if not is_range:
            del self.fields["end_target_high"]
        for year, _, _ in sheet.years:
            for name in self.names:
                known = {"target": "Target", "target_high": "Batas atas"}
                field = FigureField(label=f"{known.get(name, f'TW {name[1:]}')} {year}")
                field.widget.attrs["class"] = "form-control form-control-sm number"
                if year in sheet.locked.years:
                    field.widget.attrs["readonly"] = True
                self.fields[f"{year}_{name}"] = field
        for field in self.fields.values():
            if isinstance(field, FigureField):
                field.use_scale(scale)

    @property
    def legend(self) -> str:
        """What to type where targets are words or days; empty for plain numbers."""
        if not self.scale:
            return ""
        words = formulas.legend(self.scale)
        return f"Isi dengan kata: {words}." if words else "Tulis tanggal seperti 31/12/2025."

    @property
    def period_fields(self) -> list[Any]:
        return [self[name] for name in self.base_fields if name in self.fields]

    @property
    def table(self) -> list[tuple[int, Any, list[Any]]]:
        return [
            (year, version, [self[f"{year}_{name}"] for name in self.names])
            for year, version, _ in self.sheet.years
        ]

    def year_values(self) -> dict[int, dict[str, Decimal | None]]:
        data, years = self.cleaned_data, [year for year, _, _ in self.sheet.years]
        return {y: {name: data[f"{y}_{name}"] for name in self.names} for y in years}

    def period_values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.base_fields if name in self.fields}


class PaguForm(forms.Form):
    """Pagu of a sub kegiatan for every year, and over the period."""

    end_amount = RupiahField(label="Pagu sampai akhir periode (Rp)")
    carried_amount = RupiahField(
        label="Realisasi bawaan (Rp)",
        help_text="Yang sudah dibelanjakan sebelum tahun-tahun di portal",
    )
    carried_until_year = YearField(label="Bawaan sampai tahun")

    def __init__(self, *args: Any, sheet: PaguSheet, **kwargs: Any) -> None:
        self.sheet = sheet
        stored = {f"tahun_{year}": row.amount for year, _, row in sheet.years if row}
        period = {name: getattr(sheet.period, name, None) for name in self.base_fields}
        kwargs.setdefault("initial", {**period, **stored})
        super().__init__(*args, **kwargs)
        for year, version, _ in sheet.years:
            hint = str(version.label) if version else "Versi Murni dibuat saat disimpan"
            field = RupiahField(label=f"Pagu {year} (Rp)", help_text=hint)
            if year in sheet.locked.years:
                field.widget.attrs["readonly"] = True
                field.help_text = f"{hint}, terkunci"
            self.fields[f"tahun_{year}"] = field

    def ask(self) -> None:
        """Offer the box that lets a stated total grow."""
        self.fields["is_agreed"] = forms.BooleanField(
            label="Jumlah boleh bertambah",
            required=False,
            help_text="Jumlah yang dinyatakan untuk kegiatan atau programnya mengikuti rinciannya",
        )

    def year_values(self) -> dict[int, int | None]:
        return {year: self.cleaned_data[f"tahun_{year}"] for year, _, _ in self.sheet.years}

    def period_values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.base_fields}
