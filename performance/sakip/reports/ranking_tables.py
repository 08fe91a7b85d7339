"""The ranking, its predicates and who is still waited for, as tables."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.text import slugify

from performance.choices import SakipLevel
from performance.evaluation.reports.columns import quantity
from performance.models import SakipEdition, SakipItem
from performance.sakip.queries.ranking import Ranking, RankLine
from performance.sakip.reports.lhe_results import predicate_scale
from reports.definitions import Cell, Column, Table

Line = dict[str, Cell]
Components = Sequence[tuple[str, SakipItem]]  # column name → component


def component_columns(edition: SakipEdition | None) -> Components:
    """The components of the year's sheet, each under a column name of its own words."""
    if edition is None:
        return ()
    items = edition.instrument.items.filter(level=SakipLevel.COMPONENT).order_by("order")
    return [(f"nilai_{slugify(item.name).replace('-', '_')}", item) for item in items]


def ranking_tables(found: Ranking, year: int, names: Components) -> list[Table]:
    """The ranking is drawn by the document's own page, the other two as they are."""
    return [
        Table("peringkat", "Peringkat", _columns(year, names), rank_rows(found, names)),
        Table("predikat", "Rekapitulasi predikat", PREDICATES, _predicates(found)),
        Table("menunggu", "Hasil yang belum ditetapkan", WAITING, _waiting(found)),
    ]


def _columns(year: int, names: Components) -> list[Column]:
    return [
        Column("peringkat", "Peringkat", "integer", width=10),
        Column("kode", "Kode", width=24),
        Column("perangkat_daerah", "Perangkat daerah", width=48),
        *(Column(name, item.name, "quantity", 6, 14) for name, item in names),
        Column("nilai", "Nilai", "quantity", 6, 10),
        Column("predikat", "Predikat", width=10),
        Column("keterangan", "Keterangan", width=20),
        Column("nilai_tahun_lalu", f"Nilai {year - 1}", "quantity", 6, 12),
        Column("selisih", "Selisih", "quantity", 6, 10),
    ]


PREDICATES = (
    Column("predikat", "Predikat", width=10, share=8),
    Column("keterangan", "Keterangan", width=20, share=14),
    Column("rentang", "Nilai", width=14, share=10),
    Column("jumlah", "Jumlah", "integer", 0, 10, share=7),
    Column("perangkat_daerah", "Perangkat daerah", width=80, share=61),
)
WAITING = (
    Column("kode", "Kode", width=24, share=26),
    Column("perangkat_daerah", "Perangkat daerah", width=48, share=54),
    Column("status", "Status", width=22, share=20),
)


def rank_rows(found: Ranking, names: Components) -> list[Line]:
    return [_line(line, names) for line in found.lines]


def _line(line: RankLine, names: Components) -> Line:
    return {
        "peringkat": line.rank,
        "kode": line.unit.code,
        "perangkat_daerah": line.unit.name,
        **{name: quantity(line.components.get(item.code)) for name, item in names},
        "nilai": quantity(line.total),
        "predikat": line.predicate,
        "keterangan": line.label,
        "nilai_tahun_lalu": quantity(line.before),
        "selisih": quantity(None if line.before is None else line.total - line.before),
    }


def _predicates(found: Ranking) -> list[Line]:
    rows = [
        (predicate, bounds, label, found.with_predicate(predicate))
        for predicate, bounds, label in predicate_scale()
    ]
    return [
        {
            "predikat": predicate,
            "keterangan": label,
            "rentang": bounds,
            "jumlah": len(lines),
            "perangkat_daerah": ", ".join(line.unit.name for line in lines) or "–",
        }
        for predicate, bounds, label, lines in rows
    ]


def _waiting(found: Ranking) -> list[Line]:
    return [
        {"kode": unit.code, "perangkat_daerah": unit.name, "status": state}
        for unit, state in found.waiting
    ]
