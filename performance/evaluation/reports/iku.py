"""The sheet of main performance indicators (IKU): what is measured, how, by whom, how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from organizations.queries.signers import place_and_date
from performance.evaluation.queries.traceability_forms import years_figures
from performance.evaluation.queries.years import STRATEGIC, evaluate_goals, evaluate_renstra
from performance.evaluation.queries.years_row import YearsEvaluation, YearsRow
from performance.evaluation.reports.base import reported_unit, signature
from performance.evaluation.reports.city import city_unit, mayor
from performance.evaluation.reports.columns import numbered, reached, target_cell, whose
from performance.evaluation.reports.days import day_of_plan
from performance.evaluation.reports.groups import PLANNING
from performance.evaluation.reports.rules import version_rule
from performance.evaluation.reports.scope import UnitOrCityReport
from performance.evaluation.reports.yearly import later_targets
from performance.models import Indicator
from performance.plan.queries.partners import partners_of
from performance.stamps import city_stamp, stamp_of
from reports.definitions import Cell, Column, Report, ReportData, Table
from reports.registry import REPORTS


@REPORTS.file
class IkuReport(UnitOrCityReport, Report):
    slug = "iku"
    title = "Indikator Kinerja Utama (IKU)"
    group = PLANNING
    description = "Lembar IKU: alasan, formulasi, sumber data, penanggung jawab, dan target."
    regulation = "PermenPANRB 53/2014"
    template_name = "reports/documents/form.html"
    body_template = "performance/documents/form_body.html"
    landscape = True
    is_form = True

    def data(self, params: Mapping[str, Any]) -> ReportData:
        year, day = params["year"], day_of_plan(params)
        if params["organization"] is None:
            unit, stamp = None, city_stamp(year)
            form, name, code = evaluate_goals(year), city_unit(year).name, "kota"
            signer, head = mayor("", day, year), None
        else:
            unit = head = reported_unit(params)
            stamp = stamp_of(unit.pk, year)
            form = evaluate_renstra(unit, year, (*STRATEGIC, "program", "kegiatan", "subkegiatan"))
            name, code = unit.name, unit.code
            signer = signature("", unit, f"Kepala {unit.name}", day)
        rows, note = _chosen(form)
        span = f"{form.years[0]}–{form.years[-1]}"
        return ReportData(
            title=f"IKU {name} {span}",
            subtitle=f"Indikator Kinerja Utama {name} {span}",
            values={"heading": [f"Indikator Kinerja Utama {name}", f"Periode {span}"]},
            tables=[
                Table("iku", "Indikator kinerja utama", _columns(form), _lines(rows, form), note)
            ],
            figures=[f for f in years_figures(form) if _holds(f.key, rows)],
            stamp=stamp,
            file_stem=f"iku-{code}-{year}",
            organization_id=unit.pk if unit else None,
            year=year,
            signers=(signer,),
            versions=form.versions,
            place_date=place_and_date(day, year),
            letterhead=head,
        )


def _chosen(form: YearsEvaluation) -> tuple[list[YearsRow], list[str]]:
    """Rows marked as IKU; where none is marked, every indicator of the goals."""
    ids = [row.indicator_id for row in form.rows if row.indicator_id]
    marked = set(
        Indicator.objects.as_of(form.year).iku().filter(pk__in=ids).values_list("pk", flat=True)
    )
    notes = [*later_targets(form), *version_rule(form.versions)]
    if marked:
        return [row for row in form.rows if row.indicator_id in marked], notes
    goals = [
        r
        for r in form.rows
        if r.indicator_id and r.level not in ("program", "kegiatan", "subkegiatan")
    ]
    said = (
        "Belum ada indikator yang ditandai IKU; yang tercetak semua indikator tujuan dan sasaran."
    )
    return goals, [said, *notes]


def _holds(key: str, rows: list[YearsRow]) -> bool:
    kind, pk, *rest = key.split(":")
    return (
        kind == "indicator" and rest[-1] != "realized" and int(pk) in {r.indicator_id for r in rows}
    )


def _columns(form: YearsEvaluation) -> list[Column]:
    years = [
        Column(f"target_{year}", str(year), "quantity", 6, 12, "Target", share=4)
        for year in form.years
    ]
    return [
        Column("no", "No", "integer", width=6, share=2),
        Column("sasaran", "Tujuan/sasaran", width=36, share=11),
        Column("nama", "Indikator kinerja utama", width=44, share=12),
        Column("satuan", "Satuan", width=14, share=4),
        Column("definisi", "Alasan dan definisi operasional", width=44, share=14),
        Column("formulasi", "Formulasi", width=36, share=12),
        Column("penghitungan", "Tipe penghitungan", width=20, share=6),
        Column("sumber_data", "Sumber data", width=24, share=7),
        Column("penanggung_jawab", "Penanggung jawab", width=20, share=6),
        Column("kondisi_awal", "Kondisi awal", "quantity", 6, 12, share=4),
        *years,
        Column("target_akhir", "Akhir periode", "quantity", 6, 12, share=4),
    ]


def _lines(rows: list[YearsRow], form: YearsEvaluation) -> list[dict[str, Cell]]:
    ids = [row.indicator_id for row in rows if row.indicator_id]
    indicators = Indicator.objects.filter(pk__in=ids).as_of(form.year)
    found = {row.pk: row for row in indicators.select_related("organization")}
    partners = partners_of(ids, form.year)
    return numbered(
        _line(row, found[row.indicator_id], partners.get(row.indicator_id, ()), form.years)
        for row in rows
        if row.indicator_id
    )


def _responsible(indicator: Indicator, partners: Sequence[str]) -> str:
    """The owner, with the units that share the work."""
    owner = indicator.organization.short_name
    return f"{owner} (mitra: {', '.join(partners)})" if partners else owner


def _line(
    row: YearsRow, indicator: Indicator, partners: Sequence[str], years: range
) -> dict[str, Cell]:
    cells: dict[str, Cell] = {
        "sasaran": row.name,
        "nama": row.indicator,
        "satuan": row.unit,
        "definisi": indicator.definition,
        "formulasi": indicator.formula_text,
        "penghitungan": indicator.get_accumulation_display(),
        "sumber_data": indicator.data_source,
        "penanggung_jawab": _responsible(indicator, partners),
        **reached("kondisi_awal", row.baseline, row.scale),
        "target_akhir": target_cell(row.end, row.scale),
        **whose(row.indicator_id),
    }
    for year, target in zip(years, row.targets, strict=True):
        cells[f"target_{year}"] = target_cell(target, row.scale)
    return cells
