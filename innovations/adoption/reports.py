"""How far the lists of public innovations are fulfilled, as a document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from innovations.adoption.forms.document import AdoptionDocumentForm
from innovations.adoption.queries.document import public_checklists
from innovations.adoption.queries.progress import AdoptionProgress, progress_of_many, state_of
from organizations.access import ALLOWED, Decision, access_of, denied
from organizations.formatting import format_date
from organizations.forms.dates import parse_day
from organizations.models import City
from reports.definitions import (
    Cell,
    Column,
    Figure,
    Report,
    ReportData,
    ReportError,
    ReportGroup,
    Table,
)
from reports.registry import REPORTS

GROUP = ReportGroup("Inovasi", "Inovasi daerah", order=60)
NAMES = ("inovasi", "pada")
NOTHING = "Belum ada inovasi tayang dengan daftar adopsi menurut pilihan ini."
FULFILLED = (
    Column("memenuhi", "Memenuhi", "integer", width=12),
    Column("dari", "Dari", "integer", width=10),
    Column("bagian", "Bagian", "percent", width=10),
)
# Of a group the share is the mean of its units, not the first number by the second.
MEANS = (
    Column("memenuhi", "Memenuhi semuanya", "integer", width=12),
    Column("dari", "Dari", "integer", width=10),
    Column("bagian", "Rata-rata pemenuhan", "percent", width=14),
)
ITEMS = (
    Column("inovasi", "Inovasi", width=24),
    Column("butir", "Butir", width=40),
    *FULFILLED,
)
PLACES = (
    Column("inovasi", "Inovasi", width=24),
    Column("kecamatan", "Kecamatan", width=30),
    *MEANS,
)
EARNED = (
    Column("inovasi", "Inovasi", width=24),
    Column("kategori", "Kategori", width=30),
    Column("kode", "Kode", width=20),
    Column("satuan", "Satuan", width=44),
)


@REPORTS.file
class AdoptionReport(Report):
    slug = "inovasi-adopsi"
    title = "Kemajuan adopsi inovasi"
    group = GROUP
    description = "Berapa satuan, misalnya sekolah, sudah memenuhi butir sebuah inovasi."
    regulation = "PP 38/2017"
    template_name = "reports/documents/form.html"
    body_template = "innovations/documents/adoption_body.html"
    form_class = AdoptionDocumentForm
    csv_table = "kecamatan"
    aside = ("kategori.kode",)

    def resolve(self, natural: Mapping[str, str]) -> dict[str, Any]:
        for name in natural:
            if name not in NAMES:
                known = ", ".join(NAMES)
                raise ReportError(f"Parameter “{name}” tidak dikenal. Yang dipakai: {known}.")
        slug, asked = natural.get("inovasi", "").strip(), natural.get("pada", "").strip()
        if slug and not public_checklists(slug).exists():
            raise ReportError(f"Tidak ada daftar adopsi inovasi “{slug}” yang tayang.")
        day = parse_day(asked) if asked else timezone.localdate()
        if day is None or day > timezone.localdate():
            raise ReportError("Tanggal harus seperti 31/12/2025 dan tidak sesudah hari ini.")
        return {"innovation": slug, "day": day.isoformat()}

    def can_request(self, user: Any, params: Mapping[str, Any]) -> Decision:
        """Of one innovation its unit as well, of all of them whoever serves the city."""
        asked = params.get("innovation")  # the list of documents asks before anything is chosen
        first = public_checklists(asked).first() if asked else None
        unit = first.innovation.organization_id if first else None
        if access_of(user).allows("reports.request", unit):
            return ALLOWED
        return denied("Peran Anda tidak mencakup dokumen ini.")

    def stamp(self, params: Mapping[str, Any]) -> str:
        told = state_of(list(public_checklists(params["innovation"])))
        return hashlib.sha256(repr((params["day"], told)).encode()).hexdigest()[:16]

    def data(self, params: Mapping[str, Any]) -> ReportData:
        stamp = self.stamp(params)
        day = date.fromisoformat(params["day"])
        found = progress_of_many(list(public_checklists(params["innovation"])), day)
        name = City.current().name
        return ReportData(
            title=f"Kemajuan adopsi inovasi {name}",
            subtitle=f"Keadaan pada {format_date(day)}",
            values={"lists": found, "name": name, "day": day, "nothing": NOTHING},
            tables=[
                Table("butir", "Butir", ITEMS, list(_items(found)) or [{"butir": NOTHING}]),
                Table(
                    "kecamatan",
                    "Kecamatan",
                    PLACES,
                    list(_places(found)) or [{"kecamatan": NOTHING}],
                ),
                Table("kategori", "Kategori", EARNED, list(_earned(found))),
            ],
            figures=list(_figures(found)),
            stamp=stamp,
            file_stem=f"kemajuan-adopsi-{params['innovation'] or 'kota'}-{params['day']}",
        )


def _items(found: Sequence[AdoptionProgress]) -> Iterator[dict[str, Cell]]:
    for one in found:
        for row in one.items:
            yield {"inovasi": one.checklist.innovation.name, "butir": row.label, **_cells(row)}


def _places(found: Sequence[AdoptionProgress]) -> Iterator[dict[str, Cell]]:
    for one in found:
        for row in one.places:
            yield {"inovasi": one.checklist.innovation.name, "kecamatan": row.label, **_cells(row)}


def _cells(row: Any) -> dict[str, Cell]:
    counted = row.counted
    return {"memenuhi": counted.fulfilled, "dari": counted.units, "bagian": counted.share}


def _earned(found: Sequence[AdoptionProgress]) -> Iterator[dict[str, Cell]]:
    for one in found:
        for earned in one.earned:
            for unit in earned.units:
                yield {
                    "inovasi": one.checklist.innovation.name,
                    "kategori": earned.band.label,
                    "kode": unit.code,
                    "satuan": unit.name,
                }


def _figures(found: Sequence[AdoptionProgress]) -> Iterator[Figure]:
    for one in found:
        innovation, share = one.checklist.innovation, one.whole.share
        value = "" if share is None else str(share)
        yield Figure(f"adopsi:{innovation.pk}", f"Pemenuhan {innovation.name}", value)
