"""The performance tree, drawn and listed, and the cascading matrix."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.safestring import SafeString

from organizations.formatting import format_rupiah_short
from performance.choices import NodeLevel
from performance.evaluation.queries.cascade import Branch, Cascade, Leaf, read_cascade
from performance.evaluation.queries.traceability import entry_url, text_of
from performance.evaluation.reports.base import place_and_date, reported_unit, signature
from performance.evaluation.reports.city import city_unit, mayor
from performance.evaluation.reports.columns import numbered, quantity
from performance.evaluation.reports.scope import LEVEL_WORDS, UnitOrCityReport
from reports.definitions import Cell, Column, Figure, Report, ReportData, Table
from reports.registry import REPORTS
from reports.rendering.charts import Branch as Box
from reports.rendering.charts import split_tree, tree_chart

CITY_SHOWN = (NodeLevel.TUJUAN_PD, NodeLevel.SASARAN_PD, NodeLevel.PROGRAM)
START = (NodeLevel.SASARAN_PD,)


class CascadeReport(UnitOrCityReport):
    """What both documents share: the same tree, the same figures."""

    landscape = True
    kind = ""

    def read(self, params: Mapping[str, Any]) -> tuple[Cascade, dict[str, Any]]:
        year = params["year"]
        stamp = self.stamp(params)
        unit = None if params["organization"] is None else reported_unit(params)
        levels = CITY_SHOWN if unit is None else None
        found = read_cascade(unit, year, levels)
        name = unit.name if unit else city_unit().name
        code = unit.code if unit else "kota"
        signer = signature("", unit, f"Kepala {unit.name}") if unit else mayor("")
        return found, {
            "title": f"{self.kind} {name} Tahun {year}",
            "subtitle": f"{self.kind} {name} Tahun {year}",
            "figures": _figures(found),
            "stamp": stamp,
            "file_stem": f"{self.slug}-{code}-{year}",  # type: ignore[attr-defined]
            "organization_id": unit.pk if unit else None,
            "year": year,
            "signers": (signer,),
            "versions": found.versions,
            "place_date": place_and_date(),
            "letterhead": unit,
            "values": {"heading": [self.kind, name, f"Tahun {year}"]},
        }


@REPORTS.file
class TreeReport(CascadeReport, Report):
    slug = "pohon-kinerja"
    title = kind = "Pohon Kinerja"
    description = "Pohon kinerja dari tujuan sampai kegiatan, digambar dan didaftar."
    regulation = "PermenPANRB 89/2021"
    template_name = "performance/documents/form.html"
    body_template = "performance/documents/tree_body.html"
    is_large_form = False

    def data(self, params: Mapping[str, Any]) -> ReportData:
        found, common = self.read(params)
        common["values"] = {
            **common["values"],
            "trees": draw(found, is_city=params["organization"] is None),
            "name": common["title"],
        }
        rows = numbered(tree_lines(found))
        return ReportData(tables=[Table("pohon", "Daftar simpul", TREE, rows)], **common)


@REPORTS.file
class MatrixReport(CascadeReport, Report):
    slug = "kaskade"
    title = kind = "Matriks Kaskade Kinerja"
    description = "Setiap sub kegiatan dengan kegiatan, program, sasaran, dan tujuan di atasnya."
    regulation = "PermenPANRB 89/2021"
    template_name = "performance/documents/form.html"
    body_template = "performance/documents/form_body.html"
    is_large_form = True

    def data(self, params: Mapping[str, Any]) -> ReportData:
        found, common = self.read(params)
        rows = numbered(_matrix_lines(found))
        return ReportData(tables=[Table("kaskade", "Matriks kaskade", MATRIX, rows)], **common)


TREE = (
    Column("no", "No", "integer", width=6, share=3),
    Column("level", "Tingkat", width=14, share=8),
    Column("kode_lengkap", "Kode", width=20, share=10),
    Column("nama", "Nama", width=56, share=30),
    Column("induk", "Menggantung pada", width=44, share=18),
    Column("indikator", "Indikator", width=48, share=22),
    Column("satuan", "Satuan", width=12, share=6),
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
        "target_k": quantity(leaf.target, leaf.indicator.scale if leaf.indicator else ""),
        "_indicator": leaf.indicator.pk if leaf.indicator else None,
    }


def _matrix_lines(found: Cascade) -> Iterator[dict[str, Cell]]:
    parents = {branch.parent.pk for branch in found.branches if branch.parent}
    for branch in found.branches:
        if branch.node.pk in parents:
            continue
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


def draw(found: Cascade, *, is_city: bool) -> list[SafeString]:
    """A picture for each root of what is drawn, split where it grows taller than a page."""
    wanted = NodeLevel.TUJUAN if is_city else NodeLevel.TUJUAN_PD
    roots = [b for b in found.branches if b.node.level == wanted]
    if not roots:
        roots = [b for b in found.branches if b.parent is None or b.node.level in START]
    return [
        tree_chart(f"Pohon kinerja: {box.text}", [box])
        for root in roots
        for box in split_tree(_box(found, root, 3))
    ]


def _box(found: Cascade, branch: Branch, depth: int) -> Box:
    word = LEVEL_WORDS.get(branch.node.level, branch.node.get_level_display()).upper()
    kicker = f"{word} {branch.node.full_code}".strip()
    children = found.children(branch.node.pk) if depth > 1 else []
    below = tuple(_box(found, child, depth - 1) for child in children)
    return Box(kicker, branch.node.name, _remark(branch), below)


def _remark(branch: Branch) -> str:
    measured = [leaf for leaf in branch.leaves if leaf.indicator]
    if branch.pagu is not None:
        return f"pagu {format_rupiah_short(branch.pagu)}"
    if len(measured) == 1 and measured[0].target is not None:
        unit = measured[0].indicator.unit if measured[0].indicator else ""
        return f"target {measured[0].target_text} {unit}"
    return f"{len(measured)} indikator" if measured else "belum ada indikator"


def _figures(found: Cascade) -> list[Figure]:
    year, rows = found.year, []
    for branch in found.branches:
        code = branch.node.organization.code if branch.node.organization else ""
        for leaf in branch.leaves:
            if leaf.indicator is None:
                continue
            pk = leaf.indicator.pk
            label = f"{leaf.indicator.name}: target {year}"
            url = entry_url(code, year, 4, f"baris-i{pk}") if code else ""
            rows.append(Figure(f"indicator:{pk}:{year}:target", label, text_of(leaf.target), url))
        if branch.pagu is not None:
            label = f"{branch.node.full_code} {branch.node.name}: pagu {year}"
            url = entry_url(code, year, 4, f"baris-n{branch.node.pk}") if code else ""
            key = f"node:{branch.node.pk}:{year}:pagu"
            rows.append(Figure(key, label, text_of(branch.pagu), url))
    return rows
