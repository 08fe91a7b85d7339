"""The tables of the agreement and the figures they hold."""

from __future__ import annotations

from organizations.models import Organization
from performance.evaluation.queries.agreement import Agreement, Promise
from performance.evaluation.queries.traceability import bounds_text, entry_url, text_of
from performance.evaluation.reports.columns import quantity, target_cell, whose
from reports.definitions import Cell, Column, Figure, Table


def tables_of(found: Agreement) -> list[Table]:
    goals = Table(
        "perjanjian",
        "Sasaran dan target",
        (
            Column("no", "No", "integer", width=6),
            Column("sasaran", "Sasaran", width=44),
            Column("indikator", "Indikator kinerja", width=48),
            Column("satuan", "Satuan", width=14),
            Column("target", "Target", "quantity", 6, 14),
            Column("target_atas", "Batas atas", "quantity", 6, 14),
            Column("target_semula", "Semula", "quantity", 6, 14),
        ),
        [_line(number, promise) for number, promise in enumerate(found.promises, start=1)],
    )
    money = Table(
        "program",
        "Program dan anggaran",
        (
            Column("kode_lengkap", "Kode", width=16),
            Column("nama", "Program", width=60),
            Column("pagu_rp", "Anggaran", "rupiah", 0, 20),
            Column("pagu_semula_rp", "Semula", "rupiah", 0, 20),
        ),
        [
            {
                "kode_lengkap": row.code,
                "nama": row.name,
                "pagu_rp": row.pagu,
                "pagu_semula_rp": row.first if found.is_change else None,
                **whose(None, row.node_id),
            }
            for row in found.programs
        ]
        + [{"nama": "Jumlah", "pagu_rp": found.total, "_style": "total"}],
    )
    return [goals, money]


def _line(number: int, promise: Promise) -> dict[str, Cell]:
    return {
        "no": number,
        "sasaran": promise.goal.name,
        "indikator": promise.indicator.name,
        "satuan": promise.indicator.unit,
        "target": quantity(promise.target, promise.indicator.scale),
        "target_atas": quantity(promise.target_high, promise.indicator.scale),
        "target_semula": target_cell(promise.before, promise.indicator.scale),
        **whose(promise.indicator.pk),
    }


def figures_of(found: Agreement, unit: Organization | None) -> list[Figure]:
    year, code = found.year, unit.code if unit else ""
    rows = []
    for promise in found.promises:
        pk = promise.indicator.pk
        url = entry_url(code, year, 4, f"baris-i{pk}") if code else ""
        label = f"{promise.indicator.name}: target {year}"
        rows.append(Figure(f"indicator:{pk}:{year}:target", label, bounds_text(promise.now), url))
    for program in found.programs:
        key = f"program:{unit.pk if unit else 0}:{program.code}:{year}:pagu"
        label = f"{program.code} {program.name}: pagu {year}"
        rows.append(Figure(key, label, text_of(program.pagu), ""))
    return rows
