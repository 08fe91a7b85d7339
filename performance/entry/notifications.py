"""Messages about entries: one function a message, each put into the mail outbox."""

from __future__ import annotations

from django.urls import reverse

from organizations.actions.mail import remind, tell
from organizations.formatting import format_datetime, quarter_name
from organizations.models import User
from organizations.queries.holders import holders
from performance.models import (
    ReportingWindow,
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


def tell_next(submission: Submission, move: str, *, note: str, by: User) -> None:
    """The people whose turn it is now (never the one who has just acted)."""
    right = NEXT_RIGHT.get(move)
    if right is None:
        return
    text = SENTENCES[move].format(what=_name(submission))
    if note:
        text += f"\n\nCatatan: {note}"
    people = [user for user in holders(right, submission.organization) if user.pk != by.pk]
    tell(people, f"{SUBJECTS[move]}: {_name(submission)}", text, submission.get_absolute_url())


def tell_unlock_asked(request: UnlockRequest) -> None:
    submission = request.submission
    text = f"Permintaan buka kunci untuk {_name(submission)}.\n\nAlasan: {request.reason}"
    people = holders("performance.decide_unlock", submission.organization)
    tell(
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
    tell([request.requested_by], subject, text, submission.get_absolute_url())


def remind_due(submission: Submission, window: ReportingWindow, days: int, *, key: str) -> int:
    """The window closes soon and this unit has not handed in; once a key for each person."""
    when = days_left(days)
    text = (
        f"Jadwal pengisian {_name(submission)} ditutup {format_datetime(window.closes_at)} "
        f"({when}). Isi angkanya, periksa, lalu ajukan."
    )
    people = holders("performance.enter", submission.organization)
    subject = f"Ditutup {when}: {_name(submission)}"
    return remind(people, subject, text, submission.get_absolute_url(), key=key)


def _name(submission: Submission) -> str:
    quarter = quarter_name(submission.quarter)
    return f"{quarter} {submission.year} {submission.organization.short_name}"
