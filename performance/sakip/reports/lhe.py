"""Laporan Hasil Evaluasi (LHE): the SAKIP evaluation of a unit, or its own assessment before.

Evaluators' and quality assurance's answers are working papers; they are never printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from organizations.access import Decision
from organizations.queries.signers import place_and_date
from performance import permissions
from performance.choices import SakipState
from performance.evaluation.reports.base import (
    UnitReport,
    inspectorate,
    number_of,
    refuse_unknown,
    reported_unit,
    signature,
    unit_of,
)
from performance.evaluation.reports.days import DAY, chosen_day, day_named
from performance.evaluation.reports.groups import SAKIP
from performance.permissions import sakip as rights
from performance.sakip.queries.lhe import Lhe, load_lhe
from performance.sakip.queries.sheet import find_evaluation
from performance.sakip.reports import lhe_results as results
from performance.sakip.reports import lhe_texts as texts
from performance.sakip.reports.forms import SakipUnitForm
from performance.sakip.reports.lhe_figures import figures
from performance.sakip.reports.lhe_print import values_of
from performance.sakip.reports.lhe_tables import tables
from performance.stamps import stamp_of
from reports.definitions import Report, ReportData, Signer
from reports.registry import REPORTS

SENTENCES = {
    "kind": texts.kind,
    "heading": texts.heading,
    "next_step": texts.next_step,
    "missing": texts.missing,
    "background": texts.background,
    "scope": texts.scope,
    "method": texts.method,
    "overview": texts.overview,
    "result": results.result,
    "comparison": results.comparison,
    "closing": results.closing,
}


@REPORTS.file
class LheReport(UnitReport, Report):
    slug = "lke-lhe"
    title = "Laporan Hasil Evaluasi SAKIP (LHE)"
    group = SAKIP
    description = (
        "Hasil evaluasi akuntabilitas kinerja satu perangkat daerah dengan rekomendasi dan LKE; "
        "sebelum konsepnya dikirim, penilaian mandiri."
    )
    regulation = "Perpres 29/2014; PermenPANRB 88/2021"
    template_name = "performance/documents/lhe.html"
    body_template = "performance/documents/lhe_body.html"
    form_class = SakipUnitForm
    per_unit = True
    aside = ("tindak_lanjut.batas_waktu", "rekomendasi.tindak_lanjut")
    is_personal = True  # drafts and self-assessments open to some, results to all

    def resolve(self, natural: Mapping[str, str]) -> dict[str, Any]:
        refuse_unknown(natural, ("opd", "tahun", DAY))
        return {
            "organization": unit_of(natural).pk,
            "year": number_of(natural, "tahun", 2000, 2100),
            **day_named(natural),
        }

    def can_request(self, user: Any, params: Mapping[str, Any]) -> Decision:
        """Everybody who may ask for the unit's documents, and read what this one prints."""
        may_ask = permissions.can_request_report(user, params["organization"])
        evaluation = find_evaluation(params["organization"], params["year"])
        if not may_ask or evaluation is None or evaluation.state == SakipState.FINAL:
            return may_ask
        if evaluation.state in SakipState.shared():
            return rights.can_read_result(user, evaluation, timezone.localdate())
        return rights.can_view_lke(user, evaluation)

    def data(self, params: Mapping[str, Any]) -> ReportData:
        unit, year = reported_unit(params), params["year"]
        stamp = stamp_of(unit.pk, year)
        lhe = load_lhe(unit, year)
        day = chosen_day(params) or _day(lhe)
        title = f"{texts.kind(lhe).removesuffix(' (LHE)')} Akuntabilitas Kinerja {unit.name} Tahun {year}"
        sentences = {name: said(lhe) for name, said in SENTENCES.items()}
        return ReportData(
            title=title,
            subtitle=sentences["heading"] or title,
            values={**values_of(lhe), "text": sentences},
            tables=tables(lhe),
            figures=figures(lhe),
            stamp=stamp,
            file_stem=f"lhe-{unit.code}-{year}",
            organization_id=unit.pk,
            year=year,
            signers=signers(lhe, day),
            is_draft=not lhe.is_final,
            place_date=place_and_date(day, year),
            letterhead=inspectorate(year) if lhe.is_shared else unit,
        )


def signers(lhe: Lhe, day: date | None) -> tuple[Signer, ...]:
    """The Inspektur signs results and drafts; a self-assessment is the unit's own paper."""
    if lhe.is_shared:
        return (signature("", inspectorate(lhe.year), "Inspektur", day),)
    if lhe.evaluation is None:
        return ()
    return (signature("", lhe.unit, f"Kepala {lhe.unit.name}", day),)


def _day(lhe: Lhe) -> date | None:
    """The day the result was announced; a reprint keeps it."""
    found = lhe.evaluation
    made = found.finalized_at if found and lhe.is_final else None
    return timezone.localdate(made) if made else None
