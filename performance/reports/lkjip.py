"""LKjIP of a unit: four chapters, the required comparisons, and annexes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from performance.queries.lkjip import Lkjip, load_lkjip
from performance.queries.stamps import stamp_of
from performance.queries.traceability import lkjip_figures
from performance.reports.base import (
    UnitReport,
    find_unit,
    number_of,
    place_and_date,
    refuse_unknown,
    signature,
    unit_of,
)
from performance.reports.forms import UnitLastYearForm
from performance.reports.lkjip_charts import goal_charts, measure_chart, plan_tree
from performance.reports.lkjip_print import (
    last_three,
    printed_goal,
    printed_line,
    quarter_lines,
    quarter_money,
)
from performance.reports.lkjip_tables import tables
from performance.reports.lkjip_texts import sections
from reports.definitions import Report, ReportData, ReportError


class LkjipUnitReport(UnitReport, Report):
    slug = "lkjip-opd"
    title = "LKjIP Perangkat Daerah"
    description = "Laporan kinerja tahunan satu perangkat daerah, empat bab dengan lampiran."
    regulation = "Perpres 29/2014; PermenPANRB 53/2014"
    template_name = "performance/documents/lkjip.html"
    body_template = "performance/documents/lkjip/body.html"
    form_class = UnitLastYearForm

    def resolve(self, natural: Mapping[str, str]) -> dict[str, Any]:
        refuse_unknown(natural, ("opd", "tahun"))
        return {
            "organization": unit_of(natural).pk,
            "year": number_of(natural, "tahun", 2000, 2100),
        }

    def data(self, params: Mapping[str, Any]) -> ReportData:
        unit, year = find_unit(params), params["year"]
        stamp = stamp_of(unit.pk, year)
        data = load_lkjip(unit, year)
        if not data.goals and not data.form.rows:
            raise ReportError(
                f"Rencana {unit.name} tahun {year} belum ada. Isi atau impor rencananya lebih dulu."
            )
        words = sections(data)
        signer = signature("", unit, f"Kepala {unit.name}")
        return ReportData(
            title=f"LKjIP {unit.name} Tahun {year}",
            subtitle=f"Laporan Kinerja Instansi Pemerintah {unit.name} Tahun {year}",
            values=self._values(data, words),
            tables=tables(data),
            figures=lkjip_figures(data, [(s.key, s.title, s.edited) for s in words]),
            stamp=stamp,
            file_stem=f"lkjip-{unit.code}-{year}",
            organization_id=unit.pk,
            year=year,
            signers=(signer,),
            is_draft=data.form.is_draft,
        )

    def _values(self, data: Lkjip, words: list) -> dict[str, Any]:
        text = {section.key: section.text for section in words}
        years = sorted({point.year for m in data.all_measures() for point in m.years})
        goals = [
            {
                "goal": goal,
                "printed": printed_goal(goal, years),
                "text": text[f"analisis-{goal.node.pk}"],
                "charts": [(m, measure_chart(m)) for m in goal.measures],
                "number": number,
            }
            for number, goal in enumerate(data.goals, start=1)
        ]
        return {
            "lkjip": data,
            "form": data.form,
            "text": text,
            "goals": goals,
            "charts": goal_charts(data),
            "trees": plan_tree(data),
            "place_date": place_and_date(),
            "years": years,
            "last_three": last_three(years),
            "bands": data.scheme.bands,
            "lines": [printed_line(row) for row in data.form.rows if not row.is_heading],
            "quarter_lines": quarter_lines(data),
            "quarter_money": quarter_money(data),
            "statuses": [data.form.submissions.get(quarter) for quarter in (1, 2, 3, 4)],
        }
