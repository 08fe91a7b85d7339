"""The performance tree, drawn and listed, and the cascading matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from organizations.queries.signers import place_and_date
from performance.evaluation.queries.cascade import Branch, Cascade, read_cascade
from performance.evaluation.queries.traceability import entry_url, text_of
from performance.evaluation.reports.base import reported_unit, signature
from performance.evaluation.reports.cascade_drawing import CITY_SHOWN, draw
from performance.evaluation.reports.cascade_tables import (
    TREE,
    matrix_columns,
    matrix_lines,
    tree_lines,
)
from performance.evaluation.reports.city import city_unit, mayor
from performance.evaluation.reports.columns import numbered
from performance.evaluation.reports.days import day_of_plan
from performance.evaluation.reports.groups import PLANNING
from performance.evaluation.reports.scope import UnitOrCityReport
from reports.definitions import FORMATS, Figure, Report, ReportData, Table
from reports.registry import REPORTS


class CascadeReport(UnitOrCityReport):
    """What both documents share: the same tree, and the figures of what they list of it."""

    landscape = True
    kind = ""

    def listed(self, found: Cascade) -> Sequence[Branch]:
        """The branches that are rows of the document."""
        return found.branches

    def read(self, params: Mapping[str, Any]) -> tuple[Cascade, dict[str, Any]]:
        year, day = params["year"], day_of_plan(params)
        stamp = self.stamp(params)
        unit = None if params["organization"] is None else reported_unit(params)
        levels = CITY_SHOWN if unit is None else None
        found = read_cascade(unit, year, levels)
        name = unit.name if unit else city_unit(year).name
        code = unit.code if unit else "kota"
        signer = signature("", unit, f"Kepala {unit.name}", day) if unit else mayor("", day, year)
        return found, {
            "title": f"{self.kind} {name} Tahun {year}",
            "subtitle": f"{self.kind} {name} Tahun {year}",
            "figures": _figures(self.listed(found), year),
            "stamp": stamp,
            "file_stem": f"{self.slug}-{code}-{year}",  # type: ignore[attr-defined]
            "organization_id": unit.pk if unit else None,
            "year": year,
            "signers": (signer,),
            "versions": found.versions,
            "place_date": place_and_date(day, year),
            "letterhead": unit,
            "values": {"heading": [self.kind, name, f"Tahun {year}"]},
        }


@REPORTS.file
class TreeReport(CascadeReport, Report):
    slug = "pohon-kinerja"
    title = kind = "Pohon Kinerja"
    group = PLANNING
    description = "Pohon kinerja dari tujuan sampai kegiatan, digambar dan didaftar."
    regulation = "PermenPANRB 89/2021"
    template_name = "reports/documents/form.html"
    body_template = "performance/documents/tree_body.html"

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
    group = PLANNING
    description = "Setiap sub kegiatan dengan kegiatan, program, sasaran, dan tujuan di atasnya."
    regulation = "PermenPANRB 89/2021"
    template_name = "reports/documents/form.html"
    body_template = "performance/documents/form_body.html"
    formats = FORMATS
    is_form = True
    unseen = ("node:*:pagu", "indicator:*:target")  # before, not every branch of them was a row

    def listed(self, found: Cascade) -> Sequence[Branch]:
        return found.lowest

    def data(self, params: Mapping[str, Any]) -> ReportData:
        found, common = self.read(params)
        rows = numbered(matrix_lines(found))
        return ReportData(
            tables=[Table("kaskade", "Matriks kaskade", matrix_columns(rows), rows)], **common
        )


def _figures(branches: Sequence[Branch], year: int) -> list[Figure]:
    rows = []
    for branch in branches:
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
