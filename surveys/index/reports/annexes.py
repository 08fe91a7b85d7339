"""Tables of a report beside the figures: plans, what became of earlier ones, media, questions."""

from __future__ import annotations

from collections.abc import Sequence

from organizations.formatting import format_date, quarter_name
from reports.definitions import Cell, Column, Table
from surveys.index.queries.publications import publications_of
from surveys.index.reports.tables import named
from surveys.instrument.queries.questionnaires import items
from surveys.models import FollowUp, Period

Row = dict[str, Cell]
WHEN = Column("waktu", "Waktu", width=16, share=13)
OWNER = Column("penanggung_jawab", "Penanggung jawab", width=24, share=18)
STATE = Column("status", "Keadaan", width=16, share=18)
ACTION = Column("kegiatan", "Kegiatan", width=44, share=34)


def plan_table(plans: Sequence[FollowUp]) -> Table:
    columns = [named("Unsur prioritas"), ACTION, WHEN, OWNER, STATE]
    rows = _plans(plans)
    return Table("rencana", "Rencana tindak lanjut", columns, rows)


def carried_table(plans: Sequence[FollowUp]) -> Table:
    outcome = Column("hasil", "Hasil", width=36, share=26)
    columns = [named("Unsur"), ACTION, WHEN, STATE, outcome]
    rows = _plans(plans)
    return Table("tindak-lanjut-lalu", "Tindak lanjut hasil sebelumnya", columns, rows)


def _plans(plans: Sequence[FollowUp]) -> list[Row]:
    return [
        {
            "nama": plan.get_element_display() or plan.issue,
            "kegiatan": plan.action,
            "waktu": f"{quarter_name(plan.quarter)} {plan.due_on.year}",
            "penanggung_jawab": plan.owner,
            "status": plan.get_state_display(),
            "hasil": plan.reached,
        }
        for plan in plans
    ]


def publication_table(period: Period) -> Table:
    columns = [
        named("Media"),
        Column("tanggal", "Tanggal", "date", width=18, share=16),
        Column("alamat", "Alamat", width=40, share=30),
        Column("keterangan", "Keterangan", width=30, share=20),
    ]
    rows: list[Row] = [
        {
            "nama": shown.medium.label,
            "tanggal": format_date(shown.day),
            "alamat": shown.url,
            "keterangan": shown.note,
        }
        for shown in publications_of(period)
    ]
    return Table("publikasi", "Publikasi hasil", columns, rows)


def schedule_table(period: Period) -> Table:
    """What the portal knows of when the work was done; nothing is made up."""
    columns = [named("Kegiatan"), Column("waktu", "Waktu", width=30, share=30)]
    span = f"{format_date(period.starts_on)} – {format_date(period.ends_on)}"
    closed, shown = "belum: periode masih menerima jawaban", "belum diumumkan"
    if period.closed_at:
        closed = format_date(period.closed_at)
    if period.published_at:
        shown = format_date(period.published_at)
    rows: list[Row] = [
        {"nama": "Pengumpulan data", "waktu": span},
        {"nama": "Pengolahan dan pembekuan hasil", "waktu": closed},
        {"nama": "Pengumuman hasil", "waktu": shown},
    ]
    return Table("jadwal", "Waktu pelaksanaan", columns, rows)


def question_table(period: Period) -> Table:
    columns = [
        Column("unsur", "Unsur", share=8),
        named("Pertanyaan"),
        Column("pilihan", "Pilihan jawaban", width=50, share=44),
    ]
    rows: list[Row] = [
        {
            "unsur": item.number or "–",
            "nama": item.text,
            "pilihan": "; ".join(f"{choice.value} {choice.text}" for choice in item.choices)
            or "isian bebas",
        }
        for item in items(period.questionnaire)
    ]
    return Table("kuesioner", "Kuesioner", columns, rows)
