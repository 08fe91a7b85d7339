"""Rencana Aksi: targets of every quarter for goals, programs and what is done under them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from organizations.formatting import QUARTERS, ROMAN
from organizations.queries.signers import place_and_date
from performance.choices import PlanDocument
from performance.evaluation.queries.goals import Goal
from performance.evaluation.queries.lkpj import Problem, problems_of
from performance.evaluation.queries.measures import Measure
from performance.evaluation.queries.row import Row
from performance.evaluation.queries.source import preferred
from performance.evaluation.queries.traceability import TRACED, lkjip_figures
from performance.evaluation.reports.columns import (
    numbered,
    quantity,
    share_cell,
    style_of,
    target_cell,
    whole,
    whose,
)
from performance.evaluation.reports.days import day_of_plan, day_of_report
from performance.evaluation.reports.groups import PLANNING
from performance.evaluation.reports.lkjip_words import explained
from performance.evaluation.reports.rules import problem_rules, rules_of, running_rules
from performance.evaluation.reports.scope import LEVEL_WORDS, Scope, UnitOrCityReport, read_scope
from performance.formulas import Plan
from performance.models import Indicator, YearTarget
from performance.plan.queries import versions
from performance.plan.queries.policies import plan_of
from reports.definitions import RULE, Cell, Column, Report, ReportData, Table
from reports.registry import REPORTS

Plans = dict[int, Plan]


@REPORTS.file
class ActionPlanReport(UnitOrCityReport, Report):
    slug = "rencana-aksi"
    title = "Rencana Aksi"
    group = PLANNING
    description = "Target tiap triwulan untuk sasaran, program, kegiatan, dan sub kegiatan."
    regulation = "PermenPANRB 53/2014"
    template_name = "reports/documents/form.html"
    body_template = "performance/documents/form_body.html"
    landscape = True
    is_form = True
    unseen = (*TRACED, "agreement:*", "note:*", f"{RULE}bands")  # it prints no predicate

    def data(self, params: Mapping[str, Any]) -> ReportData:
        scope = read_scope(params)
        name, year = scope.unit.name, scope.year
        form, day = scope.data.form, _day(params, scope)
        # Before the first figures it is the plan alone, and nothing of it is provisional.
        mark = form.acceptance.marked if scope.data.last_quarter else ""
        return ReportData(
            title=f"Rencana Aksi {name} Tahun {year}{mark}",
            subtitle=f"Rencana aksi atas Perjanjian Kinerja {name} Tahun {year}{mark}",
            values={
                "heading": ["Rencana Aksi atas Perjanjian Kinerja", name, f"Tahun {year}{mark}"],
            },
            tables=[
                Table(
                    "rencana-aksi",
                    "Rencana aksi",
                    COLUMNS,
                    lines(scope),
                    [
                        *running_rules(form.acceptance),
                        (
                            "Target triwulan mengikuti cara penggabungan indikator: "
                            "dijumlahkan, nilai terakhir, atau rata-rata."
                        ),
                        *rules_of(
                            form.versions,
                            scope.data.indicator_ids(),
                            form.year,
                            with_bands=False,
                        ),
                        *problem_rules(form.rows, scope.data.all_measures()),
                    ],
                )
            ],
            figures=lkjip_figures(scope.data, []),
            stamp=scope.stamp,
            file_stem=f"rencana-aksi-{scope.stem}",
            organization_id=scope.unit.pk,
            year=year,
            signers=(scope.signer(day),),
            is_draft=form.is_draft,
            versions=form.versions,
            place_date=place_and_date(day, year),
            letterhead=scope.organization,
        )


def _day(params: Mapping[str, Any], scope: Scope) -> date:
    """When the plan took effect; once it holds figures, the day of those."""
    if not scope.data.last_quarter:
        return day_of_plan(params)
    return day_of_report(params, scope.organization, scope.data.form.acceptance)


COLUMNS: tuple[Column, ...] = (
    Column("no", "No", "integer", width=6, share=1.8),
    Column("level", "Tingkat", width=12, share=4),
    Column("kode_lengkap", "Kode", width=20, share=5.4),
    Column("nama", "Sasaran/program/kegiatan/sub kegiatan", width=48, share=13),
    Column("indikator", "Indikator kinerja", width=48, share=13),
    Column("satuan", "Satuan", width=14, share=4),
    Column("target_k", "Target tahun", "quantity", 6, 12, share=4),
    *(
        Column(f"target_tw{n}_k", f"TW {ROMAN[n]}", "quantity", 6, 12, "Target triwulan", share=3.6)
        for n in QUARTERS
    ),
    *(
        Column(f"tw{n}_k", f"TW {ROMAN[n]}", "quantity", 6, 12, "Realisasi triwulan", share=3.6)
        for n in QUARTERS
    ),
    Column("capaian_tahun_k_persen", "Capaian (%)", "percent", 6, 12, share=3.6),
    Column("pagu_rp", "Anggaran (Rp)", "rupiah", 0, 18, share=6.4),
    Column("realisasi_rp", "Realisasi (Rp)", "rupiah", 0, 18, share=6.4),
    Column("penanggung_jawab", "Penanggung jawab", width=24, share=5),
    Column("keterangan", "Kendala dan tindak lanjut", width=36, share=8),
)


def lines(scope: Scope) -> list[dict[str, Cell]]:
    return numbered(_all(scope, _plans(scope)))


def _plans(scope: Scope) -> Plans:
    """Targets of the year with their quarters, of the Perjanjian Kinerja or the plan under it."""
    chain = versions.chain_for(PlanDocument.PK, scope.year)
    ids = {m.indicator.pk for m in scope.data.all_measures()}
    ids |= {row.indicator_id for row in scope.data.form.rows if row.indicator_id}
    rows = YearTarget.objects.filter(indicator__in=ids, year=scope.year, version__in=chain)
    found = preferred(rows, chain)
    masters = Indicator.objects.as_of(scope.year).in_bulk(found)
    return {pk: plan_of(masters[pk], row) for pk, row in found.items()}


def _all(scope: Scope, plans: Plans) -> Iterator[dict[str, Cell]]:
    if scope.data.has_goals:
        for goal in scope.goals:
            for measure in goal.measures:
                yield _goal_line(scope, goal, measure, plans)
    rows = [row for row in scope.data.form.rows if not row.is_heading]
    problems = problems_of([row.indicator_id for row in rows if row.indicator_id], scope.year)
    for row in rows:
        yield _row_line(row, plans, problems.get(row.indicator_id or 0))


def _goal_line(scope: Scope, goal: Goal, measure: Measure, plans: Plans) -> dict[str, Cell]:
    now, scale = measure.now, measure.indicator.scale
    cells: dict[str, Cell] = {
        "level": LEVEL_WORDS.get(goal.node.level, ""),
        "kode_lengkap": goal.node.code,
        "nama": goal.node.name,
        "indikator": measure.indicator.name,
        "satuan": measure.indicator.unit,
        "target_k": target_cell(now.due, scale),
        "capaian_tahun_k_persen": share_cell(now.exact, now.problem),
        "penanggung_jawab": measure.indicator.organization.short_name,
        "keterangan": " ".join(
            filter(None, (explained(measure, name) for name in ("inhibiting", "follow_up")))
        ),
        "_style": style_of(goal.node.level),
        **whose(measure.indicator.pk),
    }
    for place, value in enumerate(now.quarters, start=1):
        cells[f"tw{place}_k"] = quantity(value, scale)
    return cells | _quarters(plans.get(measure.indicator.pk), scale)


def _row_line(row: Row, plans: Plans, problem: Problem | None) -> dict[str, Cell]:
    cells: dict[str, Cell] = {
        "level": LEVEL_WORDS.get(row.level, ""),
        "kode_lengkap": row.full_code,
        "nama": row.name,
        "indikator": row.indicator,
        "satuan": row.unit,
        "target_k": target_cell(row.target, row.scale),
        "capaian_tahun_k_persen": share_cell(row.annual_k, row.annual_problem),
        "pagu_rp": whole(row.pagu_rp),
        "realisasi_rp": whole(row.columns.col12_rp),
        "penanggung_jawab": row.owner,
        "keterangan": "; ".join(filter(None, (*row.notes, *_words_of(problem)))),
        "_style": style_of(row.level),
        **whose(row.indicator_id, row.node_id if row.has_money else None),
    }
    for place, value in enumerate(row.k, start=1):
        cells[f"tw{place}_k"] = quantity(value, row.scale)
    return cells | _quarters(plans.get(row.indicator_id or 0), row.scale)


def _words_of(problem: Problem | None) -> tuple[str, ...]:
    if problem is None:
        return ()
    return problem.text.strip().rstrip("."), problem.solution.strip().rstrip(".")


def _quarters(plan: Plan | None, scale: str) -> dict[str, Cell]:
    if plan is None:
        return {}
    quarters = enumerate(plan.quarters, start=1)
    return {f"target_tw{n}_k": target_cell(target, scale) for n, target in quarters}
