"""Who may know the person behind a report, and who reads a child's case."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils import timezone

from complaints.models import ChildReport, Complaint, IdentityRequest, SecretExport
from complaints.models.asked import Asked
from complaints.permissions import ERASED, can_exchange, can_view, is_desk
from organizations.access import ALLOWED, Decision, access_of, denied

HIDDEN = "Pelapor memilih anonim. Identitasnya hanya dibuka lewat permintaan beralasan."


def can_see_name(user: Any, case: Complaint) -> Decision:
    """The full name and contact of the reporter. Each look is recorded (`SecretRead`).

    Of a report that is not anonymous: the desk, and who answers for the unit. Of an anonymous
    one: whoever was granted a request, until it ends.
    """
    if not can_view(user, case):
        return denied("Laporan ini di luar tugas Anda.")
    if case.is_anonymous:
        granted = IdentityRequest.objects.filter(
            complaint=case, asked_by=user, is_granted=True, open_until__gt=timezone.now()
        )
        return ALLOWED if granted.exists() else denied(HIDDEN)
    if is_desk(user) or access_of(user).allows("complaints.answer", case.unit_id):
        return ALLOWED
    return denied("Identitas pelapor dibaca oleh petugas yang menjawab laporan ini.")


def can_ask_name(user: Any, case: Complaint) -> Decision:
    if case.erased_at is not None:
        return denied(ERASED)
    if access_of(user).has("complaints.request_identity") and can_view(user, case):
        return ALLOWED
    return denied("Permintaan membuka identitas diajukan petugas pengaduan kota atau Inspektorat.")


def can_grant_name(user: Any, request: Asked | None = None) -> Decision:
    """Decides on names and on files with secret reports that others ask for."""
    if not access_of(user).has("complaints.grant_identity"):
        return denied("Permintaan ini diputuskan penjaga identitas.")
    if request is not None and request.asked_by_id == user.pk:
        return denied("Permintaan diputuskan orang lain, bukan yang meminta.")
    return ALLOWED


def can_take_export(user: Any, request: SecretExport) -> Decision:
    """Whoever asked for the file, while it is granted and the right is still held."""
    if request.asked_by_id != user.pk:
        return denied("Berkas ini hanya untuk petugas yang memintanya.")
    if not request.is_granted or request.open_until is None:
        return denied("Permintaan ini belum disetujui.")
    if request.open_until <= timezone.now():
        return denied("Waktu mengunduh berkas ini sudah lewat. Ajukan permintaan baru.")
    return can_exchange(user)


def is_protector(user: Any) -> Decision:
    """Belongs to the team that protects children."""
    if access_of(user).has("complaints.protect_children"):
        return ALLOWED
    return denied("Halaman ini milik tim perlindungan anak.")


def can_retake_child(user: Any, report: ChildReport) -> Decision:
    if report.erased_at is not None:
        return denied("Isi laporan ini sudah dihapus menurut masa simpan.")
    return can_read_child(user, report)


def visible_child_reports(user: Any) -> Q:
    """Reports nobody has taken yet, and those the person is named in; for the team only."""
    if not is_protector(user):
        return Q(pk__in=())
    return Q(officers__user=user.pk) | Q(officers__isnull=True)


def can_read_child(user: Any, report: ChildReport) -> Decision:
    found = ChildReport.objects.filter(visible_child_reports(user), pk=report.pk).exists()
    return ALLOWED if found else denied("Laporan ini hanya untuk petugas yang ditunjuk.")
