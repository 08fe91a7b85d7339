"""The tree and its matrix as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from performance.choices import NodeLevel
from performance.evaluation.queries.cascade import Branch, Cascade, Leaf
from performance.evaluation.reports.columns import once, target_cell
from reports.definitions import Cell, Column

TREE = (
    Column("no", "No", "integer", width=6, share=3),
    Column("level", "Tingkat", width=14, share=8),
    Column("kode_lengkap", "Kode", width=20, share=10),
    Column("nama", "Nama", width=56, share=28),
    Column("induk", "Menggantung pada", width=44, share=18),
    Column("indikator", "Indikator", width=48, share=22),
    Column("satuan", "Satuan", width=12, share=8),
    Column("target_k", "Target", "quantity", 6, 12, share=6),
    Column("pagu_rp", "Pagu (Rp)", "rupiah", 0, 18, share=10),
    Column("lintas", "Lintas perangkat daerah", width=36, share=12),
)
MATRIX = (
    Column("no", "No", "integer", width=6, share=2),
    Column("sasaran_daerah", "Sasaran daerah", width=36, share=9),
    Column("sasaran_pd", "Sasaran perangkat daerah", width=36, share=9),
    Column("program", "Program", width=36, share=10),
    Column("kegiatan", "Kegiatan", width=36, share=10),
    Column("kode_lengkap", "Kode", width=20, share=6),
    Column("nama", "Simpul terbawah", width=44, share=13),
    Column("indikator", "Indikator", width=48, share=14),
    Column("satuan", "Satuan", width=12, share=4),
    Column("target_k", "Target", "quantity", 6, 12, share=4),
    Column("pagu_rp", "Pagu (Rp)", "rupiah", 0, 18, share=7),
    Column("penanggung_jawab", "Penanggung jawab", width=16, share=6),
)


def tree_lines(found: Cascade) -> Iterator[dict[str, Cell]]:
    for branch in found.branches:
        for place, leaf in enumerate(branch.leaves):
            yield {
                "level": branch.node.get_level_display(),
                "kode_lengkap": branch.node.full_code,
                "nama": branch.node.name,
                "induk": branch.parent.name if branch.parent else "",
                "lintas": "; ".join(_linked(node) for node in branch.links),
                "pagu_rp": branch.pagu if place == 0 else None,
                **_measured(leaf),
                "_node": branch.node.pk if place == 0 else None,
                "_style": "strong" if branch.depth < 2 else "",
            }


def _linked(node: Any) -> str:
    owner = node.organization.short_name if node.organization else "Kota"
    return f"{owner}: {node.name}"


def _measured(leaf: Leaf) -> dict[str, Cell]:
    return {
        "indikator": leaf.indicator.name if leaf.indicator else "",
        "satuan": leaf.indicator.unit if leaf.indicator else "",
        "target_k": target_cell(leaf.due, leaf.indicator.scale if leaf.indicator else ""),
        "_indicator": leaf.indicator.pk if leaf.indicator else None,
    }


def matrix_columns(rows: Sequence[dict[str, Cell]]) -> list[Column]:
    """Of what stands above, paper leaves out what no row has: the city's matrix ends at programs."""
    return [
        replace(column, share=0)
        if column.name in ABOVE and not any(row.get(column.name) for row in rows)
        else column
        for column in MATRIX
    ]


ABOVE = ("sasaran_daerah", "sasaran_pd", "program", "kegiatan")


def matrix_lines(found: Cascade) -> Iterator[dict[str, Cell]]:
    return once(_matrix_lines(found), *ABOVE)


def _matrix_lines(found: Cascade) -> Iterator[dict[str, Cell]]:
    for branch in found.lowest:
        for place, leaf in enumerate(branch.leaves):
            yield {
                "sasaran_daerah": _name(branch, NodeLevel.SASARAN, NodeLevel.TUJUAN),
                "sasaran_pd": _name(branch, NodeLevel.SASARAN_PD, NodeLevel.TUJUAN_PD),
                "program": _name(branch, NodeLevel.PROGRAM),
                "kegiatan": _name(branch, NodeLevel.KEGIATAN),
                "kode_lengkap": branch.node.full_code,
                "nama": branch.node.name,
                "pagu_rp": branch.pagu if place == 0 else None,
                "penanggung_jawab": branch.node.organization.short_name
                if branch.node.organization
                else "Kota",
                **_measured(leaf),
            }


def _name(branch: Branch, *levels: str) -> str:
    node = branch.above(*levels)
    return node.name if node else ""
