"""Perjanjian Kinerja: the statement of two people, what is promised, and the money for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms

from organizations.formatting import format_date, format_rupiah
from organizations.models import City, Organization
from organizations.queries.signers import place_and_date
from performance.evaluation.queries.agreement import Agreement, Promise, read_agreement
from performance.evaluation.reports.agreement_tables import figures_of, tables_of
from performance.evaluation.reports.base import reported_unit, signature
from performance.evaluation.reports.city import city_unit, mayor
from performance.evaluation.reports.days import chosen_day
from performance.evaluation.reports.forms import UnitOrCityYearForm
from performance.evaluation.reports.groups import PLANNING
from performance.evaluation.reports.scope import UnitOrCityReport
from performance.formulas import NOTHING
from performance.plan.queries.agreement_versions import (
    ONE_CHANGE,
    changes_offered,
    choose_version,
)
from performance.plan.queries.versions import reason_of
from performance.stamps import city_stamp, stamp_of
from performance.words import bounds_said
from reports.definitions import Report, ReportData, ReportError, Signer
from reports.registry import REPORTS

VERSIONS = [
    ("terbaru", "Yang terbaru"),
    ("induk", "Induk (murni)"),
    ("perubahan", "Perubahan yang terakhir"),
]


def offered_versions() -> list[tuple[str, str]]:
    """Those named by their place, and each Perubahan some year has."""
    return [*VERSIONS, *changes_offered()]


class AgreementForm(UnitOrCityYearForm):
    versi = forms.ChoiceField(label="Versi", choices=offered_versions, initial="terbaru")

    def params(self) -> dict[str, Any]:
        return {**super().params(), "version": self.cleaned_data["versi"]}


@REPORTS.file
class AgreementReport(UnitOrCityReport, Report):
    slug = "perjanjian-kinerja"
    title = "Perjanjian Kinerja"
    group = PLANNING
    description = "Pernyataan, target sasaran, dan anggaran program; induk atau perubahan."
    regulation = "PermenPANRB 53/2014"
    template_name = "reports/documents/form.html"
    body_template = "performance/documents/agreement_body.html"
    form_class = AgreementForm
    names = ("opd", "tahun", "versi")

    def resolve(self, natural: Mapping[str, str]) -> dict[str, Any]:
        params = super().resolve(natural)
        version = natural.get("versi", "").strip() or "terbaru"
        number = version.removeprefix(ONE_CHANGE)
        if version not in dict(VERSIONS) and (number == version or not number.isdecimal()):
            raise ReportError(
                "Parameter versi berisi induk, perubahan, perubahan-1 (2, 3, dan seterusnya), atau "
                f"terbaru, bukan “{version}”."
            )
        return {**params, "version": version}

    def data(self, params: Mapping[str, Any]) -> ReportData:
        year, unit = params["year"], _unit(params)
        stamp = stamp_of(unit.pk, year) if unit else city_stamp(year)
        version = choose_version(year, params["version"])
        if params["version"].startswith("perubahan") and version is None:
            raise ReportError(
                f"Belum ada perubahan rencana itu untuk tahun {year}. Pilih versi lain."
            )
        found = read_agreement(unit, year, version, chosen_day(params))
        name = unit.name if unit else city_unit(year).name
        kind = "Perubahan Perjanjian Kinerja" if found.is_change else "Perjanjian Kinerja"
        first, second = _parties(unit, found.day, year)
        return ReportData(
            title=f"{kind} {name} Tahun {year}",
            subtitle=f"{kind} {name} Tahun {year}",
            values=_values(found, kind, name, (first, second)),
            tables=tables_of(found),
            figures=figures_of(found, unit),
            stamp=stamp,
            file_stem=f"pk-{unit.code if unit else 'kota'}-{year}-{version.sequence if version else 0}",
            organization_id=unit.pk if unit else None,
            year=year,
            signers=(second, first) if second else (first,),
            versions={str(found.version): found.version.decree or found.version.label}
            if found.version
            else {},
            place_date=place_and_date(found.day, year),
            letterhead=unit,
        )


def _unit(params: Mapping[str, Any]) -> Organization | None:
    return None if params["organization"] is None else reported_unit(params)


def _parties(unit: Organization | None, day: date, year: int) -> tuple[Signer, Signer | None]:
    """Who promises and to whom, by the assignments valid on the day."""
    if unit is None:
        return mayor("", day, year), None
    first = signature("Pihak pertama", unit, f"Kepala {unit.name}", day)
    return first, replace(mayor("Pihak kedua", day, year), turn=1)


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
                "first": _first_text(promise),
            }
        )
    return {
        "agreement": found,
        "signs_inside": True,
        "kind": kind,
        "reason": reason_of(found.version) if found.version and found.is_change else "",
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
        "city_name": City.as_of(found.year).name,
    }


def target_text(promise: Promise) -> str:
    """A target as printed; a range with both bounds."""
    return bounds_said(promise.now, promise.indicator.scale)


def _first_text(promise: Promise) -> str:
    """The target of the first version; "" where none was another."""
    known = promise.before != NOTHING
    return bounds_said(promise.before, promise.indicator.scale) if known else ""
