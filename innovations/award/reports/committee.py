"""The sheet of the committee: every score with its reason, agreement, recommendations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from innovations.award.queries.committee import CommitteeSheet, agreements, committee_sheets
from innovations.award.queries.page import hidden_numbers
from innovations.award.reports.results import (
    NOTHING,
    MinutesReport,
    chosen_edition,
    held_result,
)
from innovations.models import Result
from innovations.permissions import competition as permissions
from organizations.access import Decision, denied
from reports.definitions import Cell, Column, ReportData, Table
from reports.registry import REPORTS

STAGE = Column("tahap", "Tahap", width=20, share=2)
PROPOSAL = (
    Column("nomor", "Nomor", width=10, share=1.2),
    Column("judul", "Proposal", width=40, share=5),
)
JUROR = Column("juri", "Juri", width=26, share=3)
AGREEMENT = (
    STAGE, *PROPOSAL,
    Column("nilai", "Nilai tahap", "quantity", share=1.4),
    Column("rata_rata", "Rata-rata", "quantity", share=1.4),
    Column("median", "Median", "quantity", share=1.4),
    Column("terpangkas", "Tanpa nilai ujung", "quantity", share=1.4),
    Column("terendah", "Terendah", "quantity", share=1.4),
    Column("tertinggi", "Tertinggi", "quantity", share=1.4),
)  # fmt: skip
SCORES = (
    STAGE, *PROPOSAL, JUROR,
    Column("kriteria", "Kriteria", width=30, share=3),
    Column("nilai", "Nilai", "quantity", share=1.2),
    Column("alasan", "Alasan", width=50, share=6),
)  # fmt: skip
ADVICE = (
    STAGE, *PROPOSAL, JUROR,
    Column("status", "Lembar", width=22, share=2),
    Column("di_luar_nilai", "Di luar nilai", width=40, share=4),
    Column("saran", "Saran untuk pengusul", width=50, share=5),
    Column("catatan", "Catatan untuk panitia", width=50, share=5),
)  # fmt: skip
NAMES = ("nilai", "rata_rata", "median", "terpangkas", "terendah", "tertinggi")


@REPORTS.file
class CommitteeReport(MinutesReport):
    slug = "kompetisi-lembar-panitia"
    title = "Lembar panitia kompetisi"
    description = (
        "Semua nilai dan alasan tiap juri, sebaran nilai, jawaban di luar nilai, saran, dan catatan "
        "untuk panitia. Tidak dibagikan keluar."
    )
    body_template = "performance/documents/form_body.html"
    landscape = True
    is_form = True
    aside = ()

    def can_request(self, user: Any, params: Mapping[str, Any]) -> Decision:
        """With names of jurors: never for somebody in conflict with a proposal of the edition."""
        decision = permissions.can_run(user)
        edition = chosen_edition(params)
        if decision and edition is not None and hidden_numbers(edition, user):
            return denied(permissions.CONFLICT)
        return decision

    def data(self, params: Mapping[str, Any]) -> ReportData:
        edition = chosen_edition(params)
        held = held_result(edition) if edition else None
        title = f"{self.title} {edition.name}" if edition else self.title
        return ReportData(
            title=title,
            values={"heading": [title], "is_empty": held is None},
            tables=list(_tables(held)),
            figures=[],
            stamp=self.stamp(params),
            file_stem=f"{self.slug}-{edition.slug}" if edition else self.slug,
        )


def _tables(held: Result | None) -> Iterable[Table]:
    sheets = committee_sheets(held) if held else []
    nothing: list[dict[str, Cell]] = [{"judul": NOTHING}]
    notes = [f"Sidik SHA-256 hasil: {held.digest}"] if held else []
    agreed = _agreements(held) if held else []
    yield Table("sebaran", "Sebaran nilai tiap proposal", AGREEMENT, agreed or nothing, notes)
    yield Table("lembar", "Nilai tiap juri", SCORES, _scores(sheets) or nothing)
    advice = [_advice(sheet) for sheet in sheets]
    yield Table("rekomendasi", "Rekomendasi tiap juri", ADVICE, advice or nothing)


def _agreements(held: Result) -> list[dict[str, Cell]]:
    return [
        {
            "tahap": row.stage,
            "nomor": row.number,
            "judul": row.title,
            **dict(zip(NAMES, row.figures.values(), strict=True)),
        }
        for row in agreements(held)
    ]


def _scores(sheets: Iterable[CommitteeSheet]) -> list[dict[str, Cell]]:
    return [
        {
            **_whose(sheet),
            "kriteria": given.criterion,
            "nilai": given.value,
            "alasan": given.words,
        }
        for sheet in sheets
        for given in sheet.scores
    ]


def _advice(sheet: CommitteeSheet) -> dict[str, Cell]:
    return {
        **_whose(sheet),
        "status": sheet.state,
        "di_luar_nilai": sheet.answers,
        "saran": sheet.advice,
        "catatan": sheet.note,
    }


def _whose(sheet: CommitteeSheet) -> dict[str, Cell]:
    return {
        "tahap": sheet.stage,
        "nomor": sheet.number,
        "judul": sheet.title,
        "juri": sheet.juror,
    }
