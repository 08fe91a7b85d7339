"""The evening of awards as a document."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from innovations.award.forms.document import EveningDocumentForm
from innovations.award.reports.results import GROUP
from innovations.permissions import competition as permissions
from organizations.access import Decision
from organizations.honours import Honour, honour_years, honours_of
from reports.definitions import (
    Cell,
    Column,
    Figure,
    Report,
    ReportData,
    ReportError,
    Table,
    mark_of_words,
)
from reports.registry import REPORTS

NOTHING = "Belum ada penghargaan yang diumumkan."
COLUMNS = (
    Column("nomor", "No.", "integer", width=6),
    Column("acara", "Dari", width=40),
    Column("penghargaan", "Penghargaan", width=24),
    Column("nama", "Penerima", width=44),
    Column("perangkat_daerah", "Perangkat daerah", width=36),
    Column("nilai", "Nilai", "quantity", width=16),
)


@REPORTS.file
class EveningReport(Report):
    slug = "malam-penghargaan"
    title = "Malam penghargaan"
    group = GROUP
    description = "Penghargaan setahun yang sudah diumumkan: predikat SAKIP dan kompetisi inovasi."
    regulation = "Aturan edisi kompetisi; PermenPANRB 88/2021"
    template_name = "reports/documents/form.html"
    body_template = "innovations/documents/evening_body.html"
    form_class = EveningDocumentForm

    def resolve(self, natural: Mapping[str, str]) -> dict[str, Any]:
        for name in natural:
            if name != "tahun":
                raise ReportError(f"Parameter “{name}” tidak dikenal. Yang dipakai: tahun.")
        year = natural.get("tahun", "").strip()
        if not year:
            return {"year": None}
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            raise ReportError("“tahun” harus empat angka, misalnya 2026.")
        return {"year": int(year)}

    def can_request(self, user: Any, params: Mapping[str, Any]) -> Decision:
        return permissions.can_open_work(user)

    def stamp(self, params: Mapping[str, Any]) -> str:
        year = _year(params)
        return _stamp(year, honours_of(year) if year else [])

    def data(self, params: Mapping[str, Any]) -> ReportData:
        year = _year(params)
        honours = honours_of(year) if year else []
        title = f"Malam penghargaan {year}" if year else self.title
        return ReportData(
            title=title,
            values={
                "title": title,
                "honours": honours,
                "nothing": NOTHING,
                "is_empty": not honours,
            },
            tables=[
                Table("penghargaan", "Penghargaan", COLUMNS, _rows(honours) or [{"nama": NOTHING}])
            ],
            figures=_figures(year, honours) if honours else [],
            stamp=_stamp(year, honours),
            file_stem=f"malam-penghargaan-{year}" if year else self.slug,
        )


def _year(params: Mapping[str, Any]) -> int | None:
    """The chosen one, or the last with an award; None where nothing was given yet."""
    return params["year"] or next(iter(honour_years()), None)


def _stamp(year: int | None, honours: Sequence[Honour]) -> str:
    return hashlib.sha256(repr((year, honours)).encode()).hexdigest()


def _figures(year: int | None, honours: Sequence[Honour]) -> list[Figure]:
    """How many, and a mark of who was given what: one winner for another is another evening."""
    told = "\n".join(map(repr, honours))
    return [
        Figure(f"penghargaan:{year}", "Jumlah penghargaan", str(len(honours))),
        Figure(f"penghargaan:{year}:isi", "Penerima penghargaan", mark_of_words(told)),
    ]


def _rows(honours: Sequence[Honour]) -> list[dict[str, Cell]]:
    return [
        {
            "nomor": number,
            "acara": honour.occasion,
            "penghargaan": honour.name,
            "nama": winner.name,
            "perangkat_daerah": winner.unit,
            "nilai": winner.score,
        }
        for honour in honours
        for number, winner in enumerate(honour.winners, 1)
    ]
