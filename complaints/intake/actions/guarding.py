"""Keeping machines out without refusing a village office behind one address.

Nothing here refuses a report: above a rate the browser works for a second (or, without
JavaScript, the person waits), and what looks like a machine is marked for the desk.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from complaints.intake.actions.working import ProofNeeded, has_waited, has_worked
from complaints.models import Draft
from organizations.limits import TooMany, within_limit

FREE_AN_HOUR = 10  # reports from one network before its browsers have to work
BUSY_AN_HOUR = 60  # beyond it the desk is told
FILES_AN_HOUR = 300
TOO_MANY_FILES = (
    "Dari jaringan Anda baru saja masuk banyak sekali berkas. Kirim laporannya dulu tanpa berkas ini; "
    "berkasnya dapat menyusul lewat halaman Lacak laporan."
)
QUICKEST = timedelta(seconds=10)
FAST = "Dikirim lebih cepat daripada orang menulis"
TRAPPED = "Kolom yang tidak terlihat terisi"
BUSY = "Banyak laporan dari jaringan ini dalam satu jam"
NEEDED = (
    "Dari jaringan Anda baru saja masuk banyak laporan. Laporan Anda belum terkirim, tetapi isinya masih "
    "lengkap. Tunggu 20 detik, lalu tekan “Kirim laporan” sekali lagi."
)


def about_draft(draft: Draft) -> str:
    return str(draft.client_key)


def check_sender(*, draft: Draft, address: str, proof: str, waited: str) -> None:
    """Raises ProofNeeded above the rate, unless the browser has worked or the person waited."""
    if within_limit("lapor", address, most=FREE_AN_HOUR):
        return
    about = about_draft(draft)
    if not (has_worked(about, proof) or has_waited(about, waited)):
        raise ProofNeeded(NEEDED, about)


def check_uploads(*, address: str, count: int) -> None:
    """Files that nobody sends would fill the storage; sixty full reports an hour go through."""
    for _ in range(count):
        if not within_limit("lapor-berkas", address, most=FILES_AN_HOUR):
            raise TooMany(TOO_MANY_FILES)


def suspicion(*, draft: Draft, address: str, trap: str, now: datetime) -> str:
    """Why the desk looks at this report first; empty for what a person sends."""
    reasons = {
        TRAPPED: bool(trap),
        FAST: now - draft.begun_at < QUICKEST,
        BUSY: not within_limit("lapor-ramai", address, most=BUSY_AN_HOUR),
    }
    return "; ".join(reason for reason, holds in reasons.items() if holds)
