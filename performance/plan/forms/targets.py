"""Targets of an indicator and rupiah of a node, version by version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms

from organizations.formatting import ROMAN
from organizations.forms.figures import RupiahField
from performance import formulas
from performance.formulas import Bounds
from performance.plan.forms.fields import FigureField, TargetField
from performance.plan.queries.sheets import PaguSheet, TargetSheet


class CarriedFields:
    """A field for each year something can be carried into."""

    sheet: TargetSheet | PaguSheet
    fields: dict[str, forms.Field]
    initial: dict[str, Any]
    data: Mapping[str, Any]
    cleaned_data: dict[str, Any]

    def add_carried(self, kind: type[forms.Field], unit: str = "") -> None:
        for year, amount in self.sheet.carried.items():
            label = f"Dibawa ke {year}: realisasi s.d. {year - 1}{unit}"
            self.fields[f"bawaan_{year}"] = kind(label=label)
            self.initial[f"bawaan_{year}"] = amount
            if year in self.sheet.locked.carried:
                self.lock(f"bawaan_{year}")

    @property
    def carried_fields(self) -> list[Any]:
        names = [
            f"{kind}_{year}" for year in self.sheet.carried for kind in ("bawaan", "milik_sendiri")
        ]
        return [self[name] for name in names if name in self.fields]  # type: ignore[index]

    def lock(self, name: str) -> None:
        """Shown as text. A box sent from a page of before stays with what was typed, is judged where
        it is saved, and cannot be typed in again."""
        field = self.fields[name]
        field.disabled = name not in self.data
        field.widget.attrs["readonly"] = True

    @property
    def is_open(self) -> bool:
        """Whether anything can still be typed."""
        return any(not field.disabled for field in self.fields.values())

    def ask_about_carried(self, names: Iterable[str]) -> None:
        """A box for each figure that might hold another unit's part; it agrees to that figure only."""
        self.data = data = self.data.copy()  # type: ignore[attr-defined]
        for name in names:
            typed, box = data[name], name.replace("bawaan", "milik_sendiri")
            data.pop(box, None)
            label = f"{typed} adalah bagian unit ini saja"
            widget = forms.CheckboxInput(attrs={"value": typed})
            self.fields[box] = forms.BooleanField(label=label, required=False, widget=widget)

    def own_part(self) -> set[int]:
        """The years whose figure somebody said to be of this unit alone."""
        return {
            year
            for year in self.sheet.carried
            if self.data.get(f"milik_sendiri_{year}", "") == self.data.get(f"bawaan_{year}")
        }

    def carried_values(self) -> dict[int, Any]:
        return {year: self.cleaned_data[f"bawaan_{year}"] for year in self.sheet.carried}


class TargetsForm(CarriedFields, forms.Form):
    """Baseline, end of period, and every year with its quarters, on one page."""

    baseline = FigureField(label="Kondisi awal")
    end_target = FigureField(label="Target akhir periode")

    NAMES = ("target", "q1", "q2", "q3", "q4")

    def __init__(
        self, *args: Any, sheet: TargetSheet, is_range: bool, scale: str = "", **kwargs: Any
    ) -> None:
        self.sheet, self.scale, self.is_range = sheet, scale, is_range
        stored = {
            f"{year}_{name}": self._bounds(row, name, is_range=year in sheet.ranges)
            for year, _, row in sheet.years
            for name in self.NAMES
        }
        end = self._bounds(sheet.period, "end_target", is_range=is_range)
        period = {n: getattr(sheet.period, n, None) for n in self.base_fields} | {"end_target": end}
        kwargs.setdefault("initial", {**period, **stored})
        super().__init__(*args, **kwargs)
        old = self.fields["end_target"]
        self.fields["end_target"] = TargetField(is_range=is_range, stored=end, label=old.label)
        for year, _, _ in sheet.years:
            for name in self.NAMES:
                label = "Target" if name == "target" else f"TW {ROMAN[int(name[1:])]}"
                field = TargetField(
                    is_range=year in sheet.ranges,
                    stored=stored[f"{year}_{name}"],
                    label=f"{label} {year}",
                )
                field.widget.attrs["class"] = "form-control form-control-sm number"
                self.fields[f"{year}_{name}"] = field
                if year in sheet.locked.years:
                    self.lock(f"{year}_{name}")
        for name in self.base_fields:
            stored_figure = end.low if name == "end_target" else period[name]
            if sheet.locked.locks_period(stored_figure):
                self.lock(name)
        self.add_carried(FigureField)
        for field in self.fields.values():
            if isinstance(field, FigureField):
                field.use_scale(scale)

    @property
    def legend(self) -> str:
        """What to type where targets are words, days or ranges; empty for plain numbers."""
        if self.is_range:
            return "Tulis kedua batas rentang dalam satu kotak, misalnya 5–6 atau 7,60–8,10."
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
            (year, version, [self[f"{year}_{name}"] for name in self.NAMES])
            for year, version, _ in self.sheet.years
        ]

    def _bounds(self, row: Any, name: str, *, is_range: bool) -> Bounds:
        """What is stored; an indicator that is no range shows no upper bound."""
        high = getattr(row, f"{name}_high", None) if is_range else None
        return Bounds(getattr(row, name, None), high)

    def _both(self, name: str, field: str, *, is_range: bool) -> dict[str, Decimal | None]:
        found = self.cleaned_data[field]
        return {name: found.low} | ({f"{name}_high": found.high} if is_range else {})

    def year_values(self) -> dict[int, dict[str, Decimal | None]]:
        return {
            year: {
                key: value
                for name in self.NAMES
                for key, value in self._both(
                    name, f"{year}_{name}", is_range=year in self.sheet.ranges
                ).items()
            }
            for year, _, _ in self.sheet.years
        }

    def period_values(self) -> dict[str, Any]:
        known = {name: self.cleaned_data[name] for name in self.base_fields}
        return known | self._both("end_target", "end_target", is_range=self.is_range)


class PaguForm(CarriedFields, forms.Form):
    """Pagu of a sub kegiatan for every year, and over the period."""

    end_amount = RupiahField(label="Pagu sampai akhir periode (Rp)")

    def __init__(self, *args: Any, sheet: PaguSheet, **kwargs: Any) -> None:
        self.sheet = sheet
        stored = {f"tahun_{year}": row.amount for year, _, row in sheet.years if row}
        period = {name: getattr(sheet.period, name, None) for name in self.base_fields}
        kwargs.setdefault("initial", {**period, **stored})
        super().__init__(*args, **kwargs)
        for year, version, _ in sheet.years:
            hint = str(version.label) if version else "Versi Murni dibuat saat disimpan"
            field = RupiahField(label=f"Pagu {year} (Rp)", help_text=hint)
            self.fields[f"tahun_{year}"] = field
            if year in sheet.locked.years:
                self.lock(f"tahun_{year}")
        if sheet.locked.locks_period(period["end_amount"]):
            self.lock("end_amount")
        self.add_carried(RupiahField, " (Rp)")

    @property
    def plan_fields(self) -> list[Any]:
        return [field for field in self if not field.name.startswith("bawaan_")]

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
