"""The open data of complaints: public reports, their state and clock; nothing about persons."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from complaints.choices import ComplaintState
from complaints.clock.queries.terms import stated_due
from complaints.models import Complaint
from complaints.public.queries import tallies
from complaints.public.queries.periods import Period
from reports.datasets import DATA_SETS, DataSet, Field
from reports.definitions import Cell


def complaint_rows(
    year: int, after: int, limit: int | None
) -> Iterator[tuple[int, Mapping[str, Cell]]]:
    start, end = Period(year).span
    rows = Complaint.objects.published().exclude(state=ComplaintState.MERGED)
    rows = rows.filter(received_at__gte=start, received_at__lt=end)
    rows = rows.select_related("category", "area__parent", "unit").order_by("received_at", "pk")
    rows = _after(rows, after) if after else rows
    found = rows[:limit] if limit is not None else rows
    for row in found.iterator(chunk_size=1_000):
        yield row.pk, _cells(row, year)


def _after(rows: QuerySet[Complaint], key: int) -> QuerySet[Complaint]:
    """What was received later than the report of that key, along the index of the moment. A key
    of no published report leads nowhere, so that nobody finds out which others there are."""
    last = (
        Complaint.objects.published().filter(pk=key).values_list("received_at", flat=True).first()
    )
    if last is None:
        return rows.none()
    return rows.filter(Q(received_at__gt=last) | Q(pk__gt=key), received_at__gte=last)


def _cells(row: Complaint, year: int) -> dict[str, Cell]:
    due = stated_due(row)
    district = row.area.parent or row.area if row.area else None
    return {
        "tahun": year,
        "nomor": row.number,
        "judul": row.public_subject,
        "jenis": row.kind,
        "kategori": row.category.name if row.category else "",
        "kecamatan": district.name if district else "",
        "kelurahan": row.area.name if row.area and row.area.parent_id else "",
        "lintang": row.public_latitude,
        "bujur": row.public_longitude,
        "kode_opd": row.unit.code if row.unit else "",
        "nama_opd": row.unit.name if row.unit else "",
        "saluran": row.channel,
        "status": row.state,
        "hasil": row.outcome,
        "diterima": _day(row.received_at),
        "tenggat": str(due.day or ""),
        "dijawab": _day(row.answered_at),
        "hari_kerja": row.answer_days,
        "ditutup": _day(row.closed_at),
        "saya_juga": row.supporters,
        "jam_berhenti": str(due.stands_since or ""),
    }


def _day(moment: datetime | None) -> str:
    return timezone.localdate(moment).isoformat() if moment else ""


def complaint_years() -> list[int]:
    """From the year of the last public report to that of the first; two looks along the index."""
    rows = Complaint.objects.published().order_by("-received_at", "-pk")
    last, first = (
        found.values_list("received_at", flat=True).first() for found in (rows, rows.reverse())
    )
    if last is None or first is None:
        return []
    return list(range(timezone.localtime(last).year, timezone.localtime(first).year - 1, -1))


def complaint_stamp(year: int) -> str:
    """Changes with every report that is new or changes in any way, of whatever year, but for
    secret ones."""
    return hashlib.sha256(f"{year}:{tallies.version()}".encode()).hexdigest()[:16]


DAY = "tanggal, misalnya 2026-03-31"
DATA_SETS.file(
    DataSet(
        slug="pengaduan",
        title="Laporan warga",
        description=(
            "Laporan warga yang ditayangkan: status, tenggat, dan lama penanganan. Tanpa data "
            "pribadi; tempat dibulatkan ke 0,001 derajat. Laporan rahasia tidak ada di dalamnya."
        ),
        fields=(
            Field("tahun", "bilangan", "Tahun laporan diterima"),
            Field("nomor", "teks", "Nomor laporan"),
            Field("judul", "teks", "Judul yang ditayangkan; kosong sesudah masa simpan"),
            Field("jenis", "teks", "pengawasan, non_pengawasan, aspirasi, atau informasi"),
            Field("kategori", "teks", "Kategori kota"),
            Field("kecamatan", "teks", "Kecamatan; kosong bila tidak disebut"),
            Field("kelurahan", "teks", "Kelurahan; kosong bila tidak disebut"),
            Field("lintang", "bilangan", "Garis lintang, dibulatkan sekitar 100 meter", "derajat"),
            Field("bujur", "bilangan", "Garis bujur, dibulatkan sekitar 100 meter", "derajat"),
            Field("kode_opd", "teks", "Kode perangkat daerah yang menangani"),
            Field("nama_opd", "teks", "Nama perangkat daerah yang menangani"),
            Field("saluran", "teks", "Cara laporan masuk"),
            Field("status", "teks", "Status sekarang"),
            Field("hasil", "teks", "selesai, tidak_terselesaikan, bukan_kewenangan; kosong: belum"),
            Field("diterima", "teks", "Hari diterima", DAY),
            Field("tenggat", "teks", "Hari terakhir penyelesaian; kosong: jam berhenti", DAY),
            Field("dijawab", "teks", "Hari dijawab; kosong: belum", DAY),
            Field("hari_kerja", "bilangan", "Hari kerja sampai dijawab, tanpa jeda", "hari kerja"),
            Field("ditutup", "teks", "Hari ditutup; kosong: belum", DAY),
            Field("saya_juga", "bilangan", "Warga lain yang mengalami hal sama", "orang"),
            Field("jam_berhenti", "teks", "Hari pelapor diminta melengkapi; kosong: berjalan", DAY),
        ),
        rows=complaint_rows,
        years=complaint_years,
        stamp=complaint_stamp,
    )
)
