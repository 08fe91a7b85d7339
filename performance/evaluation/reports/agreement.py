"""Perjanjian Kinerja: the statement of two people, what is promised, and the money for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from organizations.formatting import format_date, format_number, format_rupiah
from organizations.models import City, Organization
from performance import formulas
from performance.evaluation.queries.agreement import Agreement, Promise, read_agreement
from performance.evaluation.queries.agreement_versions import choose_version
from performance.evaluation.queries.traceability import entry_url, text_of
from performance.evaluation.reports.base import place_and_date, reported_unit, signature
from performance.evaluation.reports.city import city_unit, mayor
from performance.evaluation.reports.columns import quantity, whose
from performance.evaluation.reports.forms import UnitOrCityYearForm
from performance.evaluation.reports.scope import UnitOrCityReport
from performance.stamps import city_stamp, stamp_of
from reports.definitions import Cell, Column, Figure, Report, ReportData, ReportError, Signer, Table
from reports.registry import REPORTS

VERSIONS = [("terbaru", "Yang terbaru"), ("induk", "Induk (murni)"), ("perubahan", "Perubahan")]


class AgreementForm(UnitOrCityYearForm):
    versi = forms.ChoiceField(label="Versi", choices=VERSIONS, initial="terbaru")

    def params(self) -> dict[str, Any]:
        return {**super().params(), "version": self.cleaned_data["versi"]}


@REPORTS.file
class AgreementReport(UnitOrCityReport, Report):
    slug = "perjanjian-kinerja"
    title = "Perjanjian Kinerja"
    description = "Pernyataan, target sasaran, dan anggaran program; induk atau perubahan."
    regulation = "PermenPANRB 53/2014"
    template_name = "performance/documents/form.html"
    body_template = "performance/documents/agreement_body.html"
    form_class = AgreementForm
    names = ("opd", "tahun", "versi", "tanggal")

    def resolve(self, natural: Mapping[str, str]) -> dict[str, Any]:
        params = super().resolve(natural)
        version = natural.get("versi", "").strip() or "terbaru"
        if version not in dict(VERSIONS):
            raise ReportError(
                f"Parameter versi berisi induk, perubahan, atau terbaru, bukan “{version}”."
            )
        day = natural.get("tanggal", "").strip()
        try:
            found = date.fromisoformat(day).isoformat() if day else ""
        except ValueError:
            raise ReportError(
                f"Parameter tanggal ditulis tahun-bulan-hari, mis. 2025-01-31, bukan “{day}”."
            ) from None
        return {**params, "version": version, **({"day": found} if found else {})}

    def data(self, params: Mapping[str, Any]) -> ReportData:
        year, unit = params["year"], _unit(params)
        stamp = stamp_of(unit.pk, year) if unit else city_stamp(year)
        version = choose_version(year, params["version"])
        if params["version"] == "perubahan" and version is None:
            raise ReportError(
                f"Belum ada perubahan rencana tahun {year}. Bappeda membuatnya di halaman Aturan, "
                "atau pilih versi induk."
            )
        day = date.fromisoformat(params["day"]) if params.get("day") else None
        found = read_agreement(unit, year, version, day)
        name = unit.name if unit else city_unit().name
        kind = "Perubahan Perjanjian Kinerja" if found.is_change else "Perjanjian Kinerja"
        first, second = _parties(unit, found.day)
        return ReportData(
            title=f"{kind} {name} Tahun {year}",
            subtitle=f"{kind} {name} Tahun {year}",
            values=_values(found, kind, name, (first, second)),
            tables=tables_of(found),
            figures=_figures(found, unit),
            stamp=stamp,
            file_stem=f"pk-{unit.code if unit else 'kota'}-{year}-{version.sequence if version else 0}",
            organization_id=unit.pk if unit else None,
            year=year,
            signers=(second, first) if second else (first,),
            versions={str(found.version): found.version.decree or found.version.label}
            if found.version
            else {},
            place_date=place_and_date(found.day),
            letterhead=unit,
        )


def _unit(params: Mapping[str, Any]) -> Organization | None:
    return None if params["organization"] is None else reported_unit(params)


def _parties(unit: Organization | None, day: date) -> tuple[Signer, Signer | None]:
    """Who promises and to whom, by the assignments valid on the day."""
    if unit is None:
        return mayor("", day), None
    return signature("Pihak pertama", unit, f"Kepala {unit.name}", day), mayor("Pihak kedua", day)


def _values(
    found: Agreement, kind: str, name: str, parties: tuple[Signer, Signer | None]
) -> dict[str, Any]:
    goals: list[dict[str, Any]] = []
    for promise in found.promises:
        if not goals or goals[-1]["goal"] is not promise.goal:
            goals.append({"goal": promise.goal, "promises": []})
        goals[-1]["promises"].append(
            {
                "indicator": promise.indicator,
                "target": target_text(promise),
                "first": _said(promise, promise.first),
            }
        )
    return {
        "agreement": found,
        "signs_inside": True,
        "kind": kind,
        "unit_name": name,
        "first": parties[0],
        "second": parties[1],
        "goals": goals,
        "day": format_date(found.day),
        "programs": [
            (row, format_rupiah(row.pagu), format_rupiah(row.first) if found.is_change else "")
            for row in found.programs
        ],
        "total": format_rupiah(found.total),
        "city_name": City.current().name,
    }


def target_text(promise: Promise) -> str:
    """A target as printed; a range with both bounds."""
    if promise.target is None:
        return "–"
    low = _said(promise, promise.target)
    if promise.target_high is None:
        return low
    return f"{low}–{_said(promise, promise.target_high)}"


def _said(promise: Promise, value: Decimal | None) -> str:
    """A target as it is read: a number, or the word or day of its scale; "" for none."""
    if value is None:
        return ""
    scale = promise.indicator.scale
    return formulas.word_of(value, scale) if scale else format_number(value)


def tables_of(found: Agreement) -> list[Table]:
    goals = Table(
        "perjanjian",
        "Sasaran dan target",
        (
            Column("no", "No", "integer", width=6),
            Column("sasaran", "Sasaran", width=44),
            Column("indikator", "Indikator kinerja", width=48),
            Column("satuan", "Satuan", width=14),
            Column("target", "Target", "quantity", 6, 14),
            Column("target_atas", "Batas atas", "quantity", 6, 14),
            Column("target_semula", "Semula", "quantity", 6, 14),
        ),
        [_line(number, promise) for number, promise in enumerate(found.promises, start=1)],
    )
    money = Table(
        "program",
        "Program dan anggaran",
        (
            Column("kode_lengkap", "Kode", width=16),
            Column("nama", "Program", width=60),
            Column("pagu_rp", "Anggaran", "rupiah", 0, 20),
            Column("pagu_semula_rp", "Semula", "rupiah", 0, 20),
        ),
        [
            {
                "kode_lengkap": row.code,
                "nama": row.name,
                "pagu_rp": row.pagu,
                "pagu_semula_rp": row.first if found.is_change else None,
                **whose(None, row.node_id),
            }
            for row in found.programs
        ]
        + [{"nama": "Jumlah", "pagu_rp": found.total, "_style": "total"}],
    )
    return [goals, money]


def _line(number: int, promise: Promise) -> dict[str, Cell]:
    return {
        "no": number,
        "sasaran": promise.goal.name,
        "indikator": promise.indicator.name,
        "satuan": promise.indicator.unit,
        "target": quantity(promise.target, promise.indicator.scale),
        "target_atas": quantity(promise.target_high, promise.indicator.scale),
        "target_semula": quantity(promise.first, promise.indicator.scale),
        **whose(promise.indicator.pk),
    }


def _figures(found: Agreement, unit: Organization | None) -> list[Figure]:
    year, code = found.year, unit.code if unit else ""
    rows = []
    for promise in found.promises:
        pk = promise.indicator.pk
        url = entry_url(code, year, 4, f"baris-i{pk}") if code else ""
        label = f"{promise.indicator.name}: target {year}"
        rows.append(Figure(f"indicator:{pk}:{year}:target", label, text_of(promise.target), url))
    for program in found.programs:
        key = f"program:{unit.pk if unit else 0}:{program.code}:{year}:pagu"
        label = f"{program.code} {program.name}: pagu {year}"
        rows.append(Figure(key, label, text_of(program.pagu), ""))
    return rows
