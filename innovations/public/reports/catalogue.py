"""The printed catalogue: public innovations, one a block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from innovations.choices import Category
from innovations.public.forms.document import CatalogueDocumentForm
from innovations.public.queries.printed import Block, blocks, in_catalogue
from innovations.public.queries.rows import state_of
from organizations.access import ALLOWED, Decision, access_of, denied
from organizations.models import City, Organization
from reports.definitions import (
    Cell,
    Column,
    Figure,
    Report,
    ReportData,
    ReportError,
    ReportGroup,
    Table,
    mark_of_words,
)
from reports.registry import REPORTS

GROUP = ReportGroup("Inovasi", "Inovasi daerah", order=60)
NAMES = ("opd", "kategori")
NOTHING = "Belum ada inovasi yang tayang menurut pilihan ini."
COLUMNS = (
    Column("nomor", "No.", "integer", width=6),
    Column("nama", "Nama", width=30),
    Column("kepanjangan", "Kepanjangan", width=40),
    Column("opd", "Perangkat daerah atau instansi asal", width=36),
    Column("kategori", "Kategori", width=24),
    Column("tahapan", "Tahapan", width=14),
    Column("mulai_diterapkan", "Mulai diterapkan", "date", width=18),
    Column("ringkasan", "Ringkasan", width=60),
    Column("penghargaan", "Penghargaan", width=40),
    Column("akhir", "Akhir", width=16),
    Column("berakhir_pada", "Berakhir pada", "date", width=18),
)


@REPORTS.file
class InnovationCatalogue(Report):
    slug = "inovasi-katalog"
    title = "Katalog inovasi"
    group = GROUP
    description = "Inovasi yang tayang, satu per satu dengan foto; menurut OPD dan kategori."
    regulation = "PP 38/2017"
    template_name = "reports/documents/form.html"
    body_template = "innovations/documents/catalogue_body.html"
    form_class = CatalogueDocumentForm
    aside = ("inovasi.ringkasan",)

    def resolve(self, natural: Mapping[str, str]) -> dict[str, Any]:
        for name in natural:
            if name not in NAMES:
                known = ", ".join(NAMES)
                raise ReportError(f"Parameter “{name}” tidak dikenal. Yang dipakai: {known}.")
        category = natural.get("kategori", "").strip()
        if category and category not in Category.values:
            known = ", ".join(Category.values)
            raise ReportError(f"Kategori “{category}” tidak ada. Yang ada: {known}.")
        return {"organization": _unit(natural.get("opd", "").strip()), "category": category}

    def can_request(self, user: Any, params: Mapping[str, Any]) -> Decision:
        if access_of(user).allows("reports.request", params["organization"]):
            return ALLOWED
        return denied("Peran Anda tidak mencakup dokumen unit ini.")

    def stamp(self, params: Mapping[str, Any]) -> str:
        return state_of(in_catalogue(params["organization"], params["category"]))

    def data(self, params: Mapping[str, Any]) -> ReportData:
        stamp = self.stamp(params)
        unit = _unit_of(params)
        found = blocks(in_catalogue(params["organization"], params["category"]))
        name = unit.name if unit else City.current().name
        kind = Category(params["category"]).label if params["category"] else ""
        return ReportData(
            title=f"Katalog inovasi {name}",
            subtitle=kind,
            values={
                "blocks": found,
                "order": _order(found),
                "name": name,
                "kind": kind,
                "nothing": NOTHING,
            },
            tables=[_table(found)],
            figures=_figures(found),
            stamp=stamp,
            file_stem=_stem(unit, params["category"]),
            organization_id=unit.pk if unit else None,
            letterhead=unit,
        )


def _order(found: Sequence[Block]) -> str:
    """In which order they stand: of one there is none, of one owner's nobody comes first."""
    owners = {block.entry.is_from_elsewhere for block in found}
    if len(found) < 2:
        return ""
    return ", milik kota lebih dulu" if len(owners) > 1 else ", menurut abjad"


def _figures(found: Sequence[Block]) -> list[Figure]:
    """How many, and a mark of which with what is said of each."""
    told = "\n".join(repr(_row(block)) for block in found)
    return [
        Figure("inovasi:jumlah", "Jumlah inovasi", str(len(found))),
        Figure("inovasi:isi", "Inovasi yang ditayangkan", mark_of_words(told)),
    ]


def _stem(unit: Organization | None, category: str) -> str:
    of = unit.code if unit else "kota"
    return "-".join(part for part in ("katalog-inovasi", of, category) if part)


def _table(found: Sequence[Block]) -> Table:
    rows: list[dict[str, Cell]] = [_row(block) for block in found]
    return Table("inovasi", "Inovasi", COLUMNS, rows or [{"nama": NOTHING}])


def _row(block: Block) -> dict[str, Cell]:
    entry = block.entry
    return {
        "nomor": block.number,
        "nama": entry.name,
        "kepanjangan": entry.expansion,
        "opd": entry.organization.name if entry.organization else entry.source,
        "kategori": entry.get_category_display() if entry.category else "",
        "tahapan": entry.get_stage_display(),
        "mulai_diterapkan": entry.implemented_on.isoformat() if entry.implemented_on else "",
        "ringkasan": entry.summary,
        "penghargaan": "; ".join(block.awards),
        "akhir": entry.get_ending_display() if entry.ending else "",
        "berakhir_pada": entry.ended_on.isoformat() if entry.ended_on else "",
    }


def _unit(code: str) -> int | None:
    if not code:
        return None
    unit = Organization.objects.filter(code=code).first()
    if unit is None:
        raise ReportError(f"Perangkat daerah dengan kode “{code}” tidak ada. Periksa kodenya.")
    return unit.pk


def _unit_of(params: Mapping[str, Any]) -> Organization | None:
    if params["organization"] is None:
        return None
    unit = Organization.objects.filter(pk=params["organization"]).first()
    if unit is None:
        raise ReportError("Perangkat daerah dokumen ini tidak ada lagi.")
    return unit
