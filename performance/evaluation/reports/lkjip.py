"""LKjIP of a unit and of the city: four chapters, the required comparisons, and annexes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from organizations.formatting import QUARTERS
from organizations.queries.signers import place_and_date
from performance.evaluation.queries.annual_report import Lkjip
from performance.evaluation.queries.lkjip import load_city_lkjip, load_lkjip
from performance.evaluation.queries.reviews import reviewed
from performance.evaluation.queries.traceability import TRACED, lkjip_figures
from performance.evaluation.reports.base import (
    UnitReport,
    number_of,
    refuse_unknown,
    reported_unit,
    signature,
    unit_of,
)
from performance.evaluation.reports.city import CityReport, city_unit, mayor
from performance.evaluation.reports.days import DAY, day_named, day_of_report
from performance.evaluation.reports.forms import CityLastYearForm, UnitLastYearForm
from performance.evaluation.reports.groups import YEARLY
from performance.evaluation.reports.lkjip_charts import goal_charts, measure_chart, plan_tree
from performance.evaluation.reports.lkjip_city import goal_money, supporters
from performance.evaluation.reports.lkjip_print import (
    empty_quarter,
    last_three,
    late_measures,
    planned_years,
    printed_goal,
    printed_line,
    quarter_lines,
    quarter_money,
    unit_statuses,
)
from performance.evaluation.reports.lkjip_review import statement
from performance.evaluation.reports.lkjip_tables import tables
from performance.evaluation.reports.lkjip_texts import Section, sections
from performance.evaluation.reports.lkjip_words import MARK, is_unwritten, paragraphs
from performance.evaluation.reports.rules import problem_rules, rules_of
from performance.stamps import city_stamp, stamp_of
from reports.definitions import Report, ReportData, Signer
from reports.registry import REPORTS


class LkjipReport:
    """What the reports of a unit and of the city share: pages, words, figures, tables."""

    template_name = "performance/documents/lkjip.html"
    body_template = "performance/documents/lkjip/body.html"
    regulation = "Perpres 29/2014; PermenPANRB 53/2014"
    aside = ("efisiensi.pagu_rp", "efisiensi.realisasi_rp")  # pages print what follows from them
    unseen = (*TRACED, "agreement:*", "text:*:follow_up_quarter")

    def build(self, data: Lkjip, stamp: str, signer: Signer, day: date) -> ReportData:
        words, name, year = sections(data), data.unit.name, data.year
        unwritten = unwritten_titles(words)
        mark = data.form.acceptance.marked
        return ReportData(
            title=f"LKjIP {name} Tahun {year}{mark}",
            subtitle=f"Laporan Kinerja Instansi Pemerintah {name} Tahun {year}{mark}",
            values={
                **values_of(data, words),
                "notes": (*data.not_accepted, *unwritten),
                **statement(reviewed(data.unit.pk, year)),
                "place_date": place_and_date(day, year),
            },
            tables=tables(data),
            figures=lkjip_figures(data, [(s.key, s.title, s.edited) for s in words]),
            stamp=stamp,
            file_stem=f"lkjip-{data.unit.code}-{year}",
            organization_id=data.unit.pk,
            year=year,
            signers=(signer,),
            is_draft=data.form.is_draft or bool(unwritten),
            versions=data.form.versions,
        )


@REPORTS.file
class LkjipUnitReport(LkjipReport, UnitReport, Report):
    slug = "lkjip-opd"
    title = "LKjIP Perangkat Daerah"
    group = YEARLY
    description = "Laporan kinerja tahunan satu perangkat daerah, empat bab dengan lampiran."
    form_class = UnitLastYearForm
    per_unit = True

    def resolve(self, natural: Mapping[str, str]) -> dict[str, Any]:
        refuse_unknown(natural, ("opd", "tahun", DAY))
        return {
            "organization": unit_of(natural).pk,
            "year": number_of(natural, "tahun", 2000, 2100),
            **day_named(natural),
        }

    def data(self, params: Mapping[str, Any]) -> ReportData:
        unit, year = reported_unit(params), params["year"]
        stamp = stamp_of(unit.pk, year)
        data = load_lkjip(unit, year)
        day = day_of_report(params, unit, data.form.acceptance)
        signer = signature("", unit, f"Kepala {unit.name}", day)
        return self.build(data, stamp, signer, day)


@REPORTS.file
class LkjipCityReport(LkjipReport, CityReport, Report):
    slug = "lkjip-kota"
    title = "LKjIP Kota"
    group = YEARLY
    description = "Laporan kinerja tahunan pemerintah kota dari sasaran RPJMD dan semua program."
    form_class = CityLastYearForm

    def resolve(self, natural: Mapping[str, str]) -> dict[str, Any]:
        refuse_unknown(natural, ("tahun", DAY))
        year = number_of(natural, "tahun", 2000, 2100)
        return {"organization": None, "year": year, **day_named(natural)}

    def data(self, params: Mapping[str, Any]) -> ReportData:
        year = params["year"]
        stamp = city_stamp(year)
        data = load_city_lkjip(city_unit(year), year)
        day = day_of_report(params, None, data.form.acceptance)
        return self.build(data, stamp, mayor("", day, year), day)


def unwritten_titles(words: list[Section]) -> list[str]:
    """The sentence that names the sections a report waits for; empty where all are written."""
    titles = [section.title for section in words if is_unwritten(section.text)]
    return [f"Ditandai {MARK}: {'; '.join(titles)}."] if titles else []


def values_of(data: Lkjip, words: list[Section]) -> dict[str, Any]:
    """The template context: every figure as it is printed."""
    text = {section.key: paragraphs(section.text) for section in words}
    years = sorted({point.year for m in data.all_measures() for point in m.years})
    goals = [
        {
            "goal": goal,
            "printed": printed,
            "promised": [line for line in printed if line["is_agreed"]],
            "text": text[f"analisis-{goal.node.pk}"],
            "supporters": supporters(goal) if data.is_city else [],
            "charts": [(m, data.year_of(m), measure_chart(m)) for m in goal.measures],
            "number": number,
        }
        for number, goal in enumerate(data.goals, start=1)
        for printed in [printed_goal(goal, years, data)]
    ]
    return {
        "lkjip": data,
        "form": data.form,
        "text": text,
        "goals": goals,
        "charts": goal_charts(data),
        "trees": plan_tree(data),
        "goal_money": goal_money(data) if data.is_city else [],
        "years": years,
        "last_three": last_three(years),
        "planned_years": planned_years(years, data.period),
        "late_measures": late_measures(data),
        "bands": data.scheme.bands,
        "lines": [printed_line(row) for row in data.form.rows if not row.is_heading],
        "quarter_lines": quarter_lines(data),
        "quarter_money": quarter_money(data),
        "statuses": [
            (data.form.submissions.get(quarter), empty_quarter(data, quarter))
            for quarter in QUARTERS
        ],
        "unit_statuses": unit_statuses(data),
        "rules": [
            *rules_of(data.form.versions, data.indicator_ids(), data.year),
            *problem_rules(data.form.rows, data.all_measures()),
        ],
    }
