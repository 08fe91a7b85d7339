"""Reports in the categories and words of SP4N-LAPOR!, as rows of a file. No reporter is in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from complaints.choices import ComplaintState, Outcome
from complaints.models import Complaint
from complaints.permissions import visible_cases
from organizations.models import Organization
from reports.definitions import Cell, Column, ReportData, Table

NAME = "sp4n-lapor"
TITLE = "Laporan warga menurut kategori SP4N-LAPOR!"
COLUMNS = (
    Column("tracking_id", "Tracking ID", width=16),
    Column("nomor_portal", "Nomor di portal", width=16),
    Column("tanggal_laporan", "Tanggal laporan", width=14),
    Column("kategori_utama", "Kategori utama", width=30),
    Column("sub_kategori", "Sub kategori", width=30),
    Column("klasifikasi", "Klasifikasi", width=24),
    Column("judul", "Judul laporan", width=36),
    Column("isi_laporan", "Isi laporan", width=60),
    Column("kelurahan", "Kelurahan", width=20),
    Column("alamat", "Alamat", width=30),
    Column("instansi", "Instansi", width=30),
    Column("status", "Status", width=18),
    Column("tanggal_disposisi", "Tanggal disposisi", width=14),
    Column("tanggal_tanggapan", "Tanggal tanggapan", width=14),
    Column("tanggal_selesai", "Tanggal selesai", width=14),
    Column("saluran", "Saluran", width=16),
    Column("anonim", "Anonim", width=10),
    Column("rahasia", "Rahasia", width=10),
)
S = ComplaintState
# What each state is called there; what the city could not solve is told by its outcome.
STATES = {
    S.RECEIVED: "Terverifikasi",
    S.INCOMPLETE: "Tertunda",
    S.ROUTED: "Terdisposisi",
    S.IN_PROGRESS: "Diproses",
    S.ANSWERED: "Ditanggapi",
    S.CLOSED: "Selesai",
    S.ARCHIVED: "Diarsipkan",
}
OUTCOMES = {Outcome.UNSOLVED: "Tidak terselesaikan", Outcome.NOT_OURS: "Bukan kewenangan"}


def chosen_cases(
    user: Any,
    *,
    first: date | None = None,
    last: date | None = None,
    channel: str = "",
    unit: Organization | None = None,
    with_secret: bool = False,
) -> QuerySet[Complaint]:
    """Reports of the choice that the person may read; secret ones only when asked for.

    Reports about children stand in tables of their own and are never among them.
    """
    rows = Complaint.objects.filter(visible_cases(user), erased_at=None)
    if not with_secret:
        rows = rows.filter(is_secret=False)
    if first:
        rows = rows.filter(received_at__date__gte=first)
    if last:
        rows = rows.filter(received_at__date__lte=last)
    if channel:
        rows = rows.filter(channel=channel)
    if unit:
        rows = rows.filter(unit=unit)
    return rows.order_by("received_at", "pk")


def export_data(rows: QuerySet[Complaint], subtitle: str) -> ReportData:
    table = Table(NAME, TITLE, COLUMNS, list(_rows(rows)))
    return ReportData(
        title=TITLE, values={}, tables=[table], figures=[], stamp="", file_stem=NAME, subtitle=subtitle
    )  # fmt: skip


def _rows(rows: QuerySet[Complaint]) -> Iterator[Mapping[str, Cell]]:
    found = rows.select_related("category__sp4n", "unit", "area", "merged_into")
    for case in found.iterator(1_000):
        yield _row(case)


def _row(case: Complaint) -> Mapping[str, Cell]:
    national = case.category.sp4n if case.category else None
    main = case.merged_into or case
    return {
        "tracking_id": case.sp4n_id or "",
        "nomor_portal": case.number,
        "tanggal_laporan": _day(case.received_at),
        "kategori_utama": national.main if national else "",
        "sub_kategori": national.name if national else "",
        "klasifikasi": case.get_kind_display(),
        "judul": case.subject,
        "isi_laporan": case.text,
        "kelurahan": case.area.name if case.area else "",
        "alamat": case.address,
        "instansi": case.unit.name if case.unit else "",
        "status": OUTCOMES.get(Outcome(main.outcome)) if main.outcome in OUTCOMES else _state(main),
        "tanggal_disposisi": _day(case.routed_at),
        "tanggal_tanggapan": _day(case.answered_at),
        "tanggal_selesai": _day(main.closed_at),
        "saluran": case.get_channel_display(),
        "anonim": "Ya" if case.is_anonymous else "Tidak",
        "rahasia": "Ya" if case.is_secret else "Tidak",
    }


def _state(case: Complaint) -> str:
    return STATES.get(S(case.state), str(case.get_state_display()))


def _day(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%d/%m/%Y}" if moment else ""
