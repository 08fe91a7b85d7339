"""Documents of a result: the minutes with everything it follows from, and the ranking."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from innovations.award.forms.document import EditionDocumentForm
from innovations.award.queries.minutes import ENDS, course, criteria, panel, weighs_in_percent
from innovations.award.queries.page import corrections_of, hidden_numbers, places, public_result
from innovations.choices.competition import EditionState, SheetState, StageKind
from innovations.formulas.standing import BY_LADDER, BY_LOT, BY_SCORE
from innovations.models import Edition, Result
from innovations.permissions import competition, results
from organizations.access import Decision, denied
from organizations.exact import plain
from organizations.models import City
from organizations.queries.signers import head_of_city, place_and_date
from reports.definitions import (
    Cell,
    Column,
    Figure,
    Report,
    ReportData,
    ReportError,
    ReportGroup,
    Signer,
    Table,
)
from reports.registry import REPORTS

GROUP = ReportGroup("Inovasi", "Inovasi daerah", order=60)
NOTHING = "Hasil edisi ini belum dibekukan."
NOT_PUBLIC = "Hasil edisi ini belum diumumkan."
COLUMNS = (
    Column("kelompok", "Kelompok", width=16),
    Column("peringkat", "Peringkat", "integer", width=10),
    Column("nomor", "Nomor", width=10),
    Column("judul", "Judul", width=44),
    Column("perangkat_daerah", "Perangkat daerah", width=36),
    Column("kategori", "Kategori", width=28),
    Column("nilai", "Nilai akhir", "quantity", width=12),
    Column("penentu", "Penentu urutan", width=16),
    Column("penghargaan", "Penghargaan", width=20),
)
SHEETS = (
    Column("tahap", "Tahap", width=16),
    Column("nomor", "Proposal", width=10),
    Column("juri", "Juri", width=10),
    Column("kriteria", "Kriteria", width=36),
    Column("nilai", "Nilai", "quantity", width=12),
)
PANEL = (
    Column("nama", "Nama", width=30),
    Column("kedudukan", "Kedudukan", width=14),
    Column("unsur", "Unsur", width=20),
    Column("instansi", "Instansi", width=36),
)
# How the place of an entry was told from that of an equal one.
PARTED = {BY_SCORE: "Nilai", BY_LADDER: "Kriteria penentu", BY_LOT: "Undian"}
SHORT_ENDS = {SheetState.RECUSED: "Mundur"}


@REPORTS.file
class MinutesReport(Report):
    slug = "kompetisi-berita-acara"
    title = "Berita acara kompetisi"
    group = GROUP
    description = "Aturan, jalannya penilaian, dan peringkat yang dibekukan, dengan sidiknya."
    regulation = "Aturan edisi kompetisi"
    template_name = "reports/documents/form.html"
    body_template = "innovations/documents/minutes_body.html"
    form_class = EditionDocumentForm
    is_personal = True  # holds every sheet; `can_request` is asked again of whoever asked for it
    aside = ("lembar", "peringkat.nomor", "peringkat.kategori", "peringkat.penentu")

    def resolve(self, natural: Mapping[str, str]) -> dict[str, Any]:
        for name in natural:
            if name != "edisi":
                raise ReportError(f"Parameter “{name}” tidak dikenal. Yang dipakai: edisi.")
        slug = natural.get("edisi", "").strip()
        if not slug:
            return {"edition": None}
        found = Edition.objects.exclude(state=EditionState.DRAFT).filter(slug=slug).first()
        if found is None:
            raise ReportError(f"Edisi “{slug}” tidak ada. Periksa alamatnya.")
        return {"edition": found.pk}

    def can_request(self, user: Any, params: Mapping[str, Any]) -> Decision:
        """It holds every sheet: before the announcement not for somebody in conflict with one."""
        edition = chosen_edition(params)
        decision = competition.can_run(user)
        if not decision or edition is None or edition.state == EditionState.PUBLISHED:
            return decision
        return denied(competition.CONFLICT) if hidden_numbers(edition, user) else decision

    def stamp(self, params: Mapping[str, Any]) -> str:
        edition = chosen_edition(params)
        held = held_result(edition) if edition else None
        told = f"{edition and edition.state}:{f'{held.number}:{held.digest}' if held else ''}"
        if held is not None and self.is_personal:
            told = f"{told}:{panel(held)!r}"  # a juror may be called otherwise since
        return hashlib.sha256(told.encode()).hexdigest()

    def data(self, params: Mapping[str, Any]) -> ReportData:
        edition = chosen_edition(params)
        held = held_result(edition) if edition else None
        found = _data(edition, held, self, params, NOTHING)
        return replace(
            found,
            values={**found.values, **_told(held)},
            tables=[*found.tables, *_tables(held)],
            signers=_signers(held) if held else (),
            place_date=_place(held) if held else "",
        )


@REPORTS.file
class RankingReport(MinutesReport):
    is_personal = False  # says only what was announced
    slug = "kompetisi-peringkat"
    title = "Peringkat kompetisi"
    description = "Peringkat dan penghargaan yang sudah diumumkan."
    body_template = "innovations/documents/ranking_body.html"

    def can_request(self, user: Any, params: Mapping[str, Any]) -> Decision:
        edition = chosen_edition(params)
        if edition is None or edition.state == EditionState.PUBLISHED:
            return competition.can_open_work(user)
        return competition.can_run(user)

    def data(self, params: Mapping[str, Any]) -> ReportData:
        edition = chosen_edition(params)
        result = public_result(edition) if edition else None
        return _data(edition, result, self, params, NOT_PUBLIC)


def _signers(result: Result) -> tuple[Signer, ...]:
    """The head of the city, who announces the result; of the day on which it was frozen."""
    day = _frozen_on(result)
    title = City.as_of(day.year).mayor_title
    official = head_of_city(day, title)
    if official is None:
        return (Signer("Mengetahui", title, ""),)
    told = (official.position, official.name, official.rank, official.employee_number)
    return (Signer("Mengetahui", *told),)


def _frozen_on(result: Result) -> date:
    return timezone.localdate(result.frozen_at)


def _place(result: Result) -> str:
    day = _frozen_on(result)
    return place_and_date(day, day.year)


def held_result(edition: Edition) -> Result | None:
    """What was announced; before the announcement what is frozen."""
    if edition.state == EditionState.PUBLISHED:
        return public_result(edition)
    return results.holding_result(edition)


def chosen_edition(params: Mapping[str, Any]) -> Edition | None:
    """The chosen one, or the last with an announced result; None where there is none yet."""
    rows = Edition.objects.exclude(state=EditionState.DRAFT)
    if params.get("edition") is None:  # the catalogue asks before one is chosen
        return rows.filter(state=EditionState.PUBLISHED).order_by("-year", "-pk").first()
    found = rows.filter(pk=params["edition"]).first()
    if found is None:
        raise ReportError("Edisi dokumen ini tidak ada lagi.")
    return found


def _data(
    edition: Edition | None,
    result: Result | None,
    report: Report,
    params: Mapping[str, Any],
    nothing: str,
) -> ReportData:
    groups = places(result.content) if result else []
    return ReportData(
        title=f"{report.title} {edition.name}" if edition else report.title,
        subtitle=str(edition.year) if edition else "",
        values={
            "edition": edition,
            "result": result,
            "groups": groups,
            "corrections": corrections_of(edition, result) if edition and result else [],
            "nothing": nothing,
            "is_empty": result is None,  # what says nothing vouches for nothing
        },
        tables=[Table("peringkat", "Peringkat", COLUMNS, _rows(groups) or [{"judul": nothing}])],
        figures=_figures(edition, groups) if edition else [],
        stamp=report.stamp(params),
        file_stem=f"{report.slug}-{edition.slug}" if edition else report.slug,
        organization_id=None,
    )


def _rows(groups: list[dict[str, Any]]) -> list[dict[str, Cell]]:
    return [
        {
            "kelompok": group["name"],
            "peringkat": line["rank"],
            "nomor": line["number"],
            "judul": line["title"],
            "perangkat_daerah": line["unit"],
            "kategori": line["category"],
            "nilai": line["score"],
            "penentu": PARTED[line["by"]],
            "penghargaan": line["tier"] or "",
        }
        for group in groups
        for line in group["places"]
    ]


def _told(result: Result | None) -> dict[str, Any]:
    """What the minutes say beside the places."""
    if result is None:
        return {}
    return {
        "criteria": criteria(result.content),
        "in_percent": weighs_in_percent(result.content),
        "course": course(result.content),
        "heads": [SHORT_ENDS.get(state, str(state.label)) for state in ENDS],
        "panel": panel(result),
    }


def _tables(result: Result | None) -> list[Table]:
    sheets = _sheets(result.content) if result else []
    jurors: list[dict[str, Cell]] = [
        {
            "nama": row.name,
            "kedudukan": row.place,
            "unsur": row.element,
            "instansi": row.institution,
        }
        for row in (panel(result) if result else ())
    ]
    return [
        Table("lembar", "Lembar nilai", SHEETS, sheets),
        Table("juri", "Juri", PANEL, jurors),
    ]


def _sheets(content: Mapping[str, Any]) -> list[dict[str, Cell]]:
    """Every score, by the number of its juror: the committee knows who that is."""
    return [
        {
            "tahap": str(StageKind(sheet["stage"]).label),
            "nomor": sheet["proposal"],
            "juri": f"Juri {sheet['juror']}",
            "kriteria": name,
            "nilai": None if value is None else Decimal(value),
        }
        for sheet in content["sheets"]
        for name, value in sheet["scores"].items()
    ]


def _figures(edition: Edition, groups: list[dict[str, Any]]) -> list[Figure]:
    return [
        Figure(
            f"kompetisi:{edition.slug}:{line['number']}",
            f"Nilai akhir {line['number']} {line['title']}",
            plain(line["score"]),
        )
        for group in groups
        for line in group["places"]
    ]
