"""Messages about SAKIP evaluations: one function a message, each put into the mail outbox."""

from __future__ import annotations

from django.urls import reverse

from organizations.actions.mail import remind, tell
from organizations.formatting import format_date
from organizations.models import Organization, User
from organizations.queries.holders import holders
from performance.models import (
    SakipEdition,
    SakipEvaluation,
)
from performance.words import days_left

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


def tell_sakip(evaluation: SakipEvaluation, move: str, *, note: str, by: User) -> None:
    """The people whose turn it is in the evaluation (never the one who has just acted)."""
    right, text = SAKIP_NEXT[move]
    if note:
        text += f"\n\nCatatan: {note}"
    unit, year = evaluation.organization, evaluation.edition.year
    people = [user for user in holders(right, unit) if user.pk != by.pk]
    tell(people, f"SAKIP {year} {unit.short_name}", text, evaluation.get_absolute_url())


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
    return remind(people.values(), subject, text, path, key=key)
