"""Messages about entries: one function a message, each put into the mail outbox."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from organizations.actions.mail import queue_mail
from organizations.formatting import format_date, format_datetime, quarter_name
from organizations.models import Organization, User
from organizations.queries.holders import holders
from performance.models import (
    ReportingWindow,
    SakipEdition,
    SakipEvaluation,
    Submission,
    UnlockRequest,
)
from performance.words import days_left

# Who reads what happened: the right that the next step needs.
NEXT_RIGHT = {
    "submit": "performance.verify",
    "verify": "performance.accept",
    "return": "performance.enter",
    "reopen": "performance.enter",
    "accept": "performance.enter",
}
SUBJECTS = {
    "submit": "Menunggu verifikasi",
    "verify": "Menunggu penerimaan",
    "return": "Dikembalikan untuk diperbaiki",
    "reopen": "Dibuka kembali untuk perbaikan",
    "accept": "Diterima",
}
SENTENCES = {
    "submit": "Pengisian {what} telah diajukan dan menunggu verifikasi Anda.",
    "verify": "Pengisian {what} telah diverifikasi kepala dan menunggu penerimaan.",
    "return": "Pengisian {what} dikembalikan. Perbaiki, lalu ajukan lagi.",
    "reopen": "Pengisian {what} dibuka kembali. Perbaiki, lalu ajukan lagi.",
    "accept": "Pengisian {what} telah diterima. Angkanya kini tampil di halaman publik.",
}

SHEET_RIGHTS = ("performance.fill_lke", "performance.submit_lke")
# The same for a SAKIP evaluation: move → right of those whose turn it is, and what they read.
SAKIP_NEXT = {
    "submit": ("performance.evaluate_sakip", "Penilaian mandiri diajukan dan menunggu evaluasi."),
    "send-back": ("performance.fill_lke", "Penilaian mandiri dikembalikan. Perbaiki LKE-nya."),
    "hand-over": (
        "performance.evaluate_sakip",
        "Kertas kerja evaluator selesai dan menunggu penjaminan mutu.",
    ),
    "return": ("performance.evaluate_sakip", "Kertas kerja dikembalikan ke evaluator."),
    "share": (
        "performance.submit_lke",
        "Konsep laporan hasil evaluasi sudah dikirim. Baca, lalu kirim tanggapan.",
    ),
    "reply": ("performance.evaluate_sakip", "Tanggapan sudah dikirim; hasil menunggu penetapan."),
    "finalize": (
        "performance.fill_lke",
        "Hasil evaluasi ditetapkan. Baca laporannya dan tindak lanjuti rekomendasinya.",
    ),
    "reopen": ("performance.submit_lke", "Penetapan hasil evaluasi dibuka kembali."),
}


def tell_next(submission: Submission, move: str, *, note: str, by: User) -> None:
    """The people whose turn it is now (never the one who has just acted)."""
    right = NEXT_RIGHT.get(move)
    if right is None:
        return
    text = SENTENCES[move].format(what=_name(submission))
    if note:
        text += f"\n\nCatatan: {note}"
    people = [user for user in holders(right, submission.organization) if user.pk != by.pk]
    _send(people, f"{SUBJECTS[move]}: {_name(submission)}", text, submission.get_absolute_url())


def tell_sakip(evaluation: SakipEvaluation, move: str, *, note: str, by: User) -> None:
    """The people whose turn it is in the evaluation (never the one who has just acted)."""
    right, text = SAKIP_NEXT[move]
    if note:
        text += f"\n\nCatatan: {note}"
    unit, year = evaluation.organization, evaluation.edition.year
    people = [user for user in holders(right, unit) if user.pk != by.pk]
    _send(people, f"SAKIP {year} {unit.short_name}", text, evaluation.get_absolute_url())


def tell_unlock_asked(request: UnlockRequest) -> None:
    submission = request.submission
    text = f"Permintaan buka kunci untuk {_name(submission)}.\n\nAlasan: {request.reason}"
    people = holders("performance.decide_unlock", submission.organization)
    _send(
        people,
        f"Permintaan buka kunci: {_name(submission)}",
        text,
        reverse("performance:unlock-list"),
    )


def tell_unlock_decided(request: UnlockRequest) -> None:
    submission = request.submission
    verdict = request.get_state_display().lower()
    text = f"Permintaan buka kunci untuk {_name(submission)} {verdict}."
    if request.decision_note:
        text += f"\n\nCatatan: {request.decision_note}"
    subject = f"Buka kunci {verdict}: {_name(submission)}"
    _send([request.requested_by], subject, text, submission.get_absolute_url())


def remind_due(submission: Submission, window: ReportingWindow, days: int, *, key: str) -> int:
    """The window closes soon and this unit has not handed in; once a key for each person."""
    when = days_left(days)
    text = (
        f"Jadwal pengisian {_name(submission)} ditutup {format_datetime(window.closes_at)} "
        f"({when}). Isi angkanya, periksa, lalu ajukan."
    )
    people = holders("performance.enter", submission.organization)
    subject = f"Ditutup {when}: {_name(submission)}"
    return _send(people, subject, text, submission.get_absolute_url(), key=key)


def remind_sakip(edition: SakipEdition, unit: Organization, days: int, *, key: str) -> int:
    """The self-assessment closes soon and this unit has not handed in its sheet."""
    when = days_left(days)
    text = (
        f"Penilaian mandiri SAKIP {edition.year} {unit.short_name} ditutup "
        f"{format_date(edition.closes_on)} ({when}). Lengkapi LKE, lalu ajukan."
    )
    people = {user.pk: user for right in SHEET_RIGHTS for user in holders(right, unit)}
    path = reverse("performance:sakip", args=[unit.code, edition.year])
    subject = f"Ditutup {when}: LKE SAKIP {edition.year} {unit.short_name}"
    return _send(people.values(), subject, text, path, key=key)


def _name(submission: Submission) -> str:
    quarter = quarter_name(submission.quarter)
    return f"{quarter} {submission.year} {submission.organization.short_name}"


def _send(people: Iterable[User], subject: str, text: str, path: str, *, key: str = "") -> int:
    """One message each; the outbox sends it after the transaction. Returns how many are new."""
    body = f"{text}\n\n{settings.SITE_URL}{path}"
    return sum(
        queue_mail(
            to=user.email, subject=subject, body=body, key=f"{key}:{user.pk}" if key else None
        )
        for user in people
    )
