"""The sheet of the committee: every score with its reason, agreement, recommendations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from innovations.award.queries.committee import CommitteeSheet, agreements, committee_sheets
from innovations.award.queries.minutes import course, criteria, weighs_in_percent
from innovations.award.queries.page import hidden_numbers
from innovations.award.reports.results import (
    NOTHING,
    MinutesReport,
    chosen_edition,
    held_result,
)
from innovations.choices.competition import Aggregate, Rounding
from innovations.models import Result
from innovations.permissions import competition as permissions
from organizations.access import Decision, denied
from organizations.exact import plain
from organizations.formatting import format_datetime, format_number
from reports.definitions import Cell, Column, Figure, ReportData, Table, mark_of_words
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
CRITERIA = (
    Column("kelompok", "Kelompok", width=20, share=3), STAGE,
    Column("kriteria", "Kriteria", width=40, share=6),
    Column("bobot", "Bobot", "quantity", share=1.4),
    Column("terendah", "Skala terendah", "quantity", share=1.4),
    Column("tertinggi", "Skala tertinggi", "quantity", share=1.4),
)  # fmt: skip
CONFIDENTIAL = "Rahasia. Hanya untuk panitia, tidak dibagikan keluar."
# What a juror may leave out: left out of the document where every juror did.
OPTIONAL = ("alasan", "di_luar_nilai", "saran", "catatan")
PERCENT = "Nilai seorang juri: jumlah bobot × nilai ÷ skala tertinggi."
FACTOR = "Nilai seorang juri: jumlah bobot × nilai."
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
    csv_table = "sebaran"
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
            values={
                "heading": [title, *_days(held)],
                "remark": CONFIDENTIAL,
                "is_empty": held is None,
            },
            tables=list(_tables(held)),
            figures=_figures(held) if held else [],
            stamp=self.stamp(params),
            file_stem=f"{self.slug}-{edition.slug}" if edition else self.slug,
        )


def _tables(held: Result | None) -> Iterable[Table]:
    sheets = committee_sheets(held) if held else []
    nothing: list[dict[str, Cell]] = [{"judul": NOTHING}]
    notes = [f"Sidik SHA-256 hasil: {held.digest}"] if held else []
    agreed = _agreements(held) if held else []
    if held:
        yield Table("kriteria", "Kriteria dan bobot", CRITERIA, _criteria(held), _rules(held))
    yield Table("sebaran", "Sebaran nilai tiap proposal", AGREEMENT, agreed or nothing, notes)
    scores, advice = _scores(sheets), [_advice(sheet) for sheet in sheets]
    yield Table("lembar", "Nilai tiap juri", _filled(SCORES, scores), scores or nothing)
    columns = _filled(ADVICE, advice)
    yield Table("rekomendasi", "Rekomendasi tiap juri", columns, advice or nothing)


def _filled(columns: Sequence[Column], rows: Sequence[Mapping[str, Cell]]) -> list[Column]:
    """Without the columns in which nobody wrote anything."""
    return [
        column
        for column in columns
        if column.name not in OPTIONAL or any(row[column.name] for row in rows)
    ]


def _days(held: Result | None) -> list[str]:
    if held is None:
        return []
    frozen = f"Hasil dibekukan {format_datetime(held.frozen_at)}"
    told = held.published_at
    return [f"{frozen}, diumumkan {format_datetime(told)}" if told else frozen]


def _criteria(held: Result) -> list[dict[str, Cell]]:
    return [
        {
            "kelompok": row.group,
            "tahap": row.stage,
            "kriteria": row.name,
            "bobot": row.weight,
            "terendah": row.lowest,
            "tertinggi": row.highest,
        }
        for row in criteria(held.content)
    ]


def _rules(held: Result) -> list[str]:
    """How the scores below become one: what else is needed to compute a total again."""
    rules = held.content["rules"]["edition"]
    shares = (f"{row.stage} {format_number(row.weight)}%" for row in course(held.content))
    return [
        PERCENT if weighs_in_percent(held.content) else FACTOR,
        f"Nilai tahap dari beberapa juri: {Aggregate(rules['aggregate']).label.lower()}.",
        f"Pembulatan: {Rounding(rules['rounding']).label.lower()}.",
        f"Bagian tiap tahap dalam nilai akhir: {', '.join(shares)}.",
    ]


def _figures(held: Result) -> list[Figure]:
    """Every score by stage, proposal and juror, and what else a juror said as one mark."""
    about = f"lembar-panitia:{held.edition.slug}"
    found = [
        Figure(
            f"{about}:{row.stage}:{row.number}",
            f"Nilai tahap {row.number}",
            plain(row.figures["score"]),
        )
        for row in agreements(held)
    ]
    for sheet in committee_sheets(held):
        key = f"{about}:{sheet.stage}:{sheet.number}:{sheet.juror}"
        label = f"{sheet.number}, {sheet.juror}"
        words = (*(given.words for given in sheet.scores), sheet.answers, sheet.advice, sheet.note)
        found += [
            Figure(
                f"{key}:{given.criterion}", f"{label}: {given.criterion}", plain(given.value) or ""
            )
            for given in sheet.scores
        ]
        found.append(Figure(f"{key}:naskah", label, mark_of_words("\n".join(words).strip())))
    return found


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
