"""Keeping machines out without refusing a village office behind one address.

Nothing here refuses a report: above a rate the browser works for a second (or, without
JavaScript, the person waits), and what looks like a machine is marked for the desk.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Any

import altcha
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone

from complaints import secrecy
from complaints.models import Draft
from organizations.limits import TooMany, within_limit

FREE_AN_HOUR = 10  # reports from one network before its browsers have to work
BUSY_AN_HOUR = 60  # beyond it the desk is told
FILES_AN_HOUR = 300
TOO_MANY_FILES = (
    "Dari jaringan Anda baru saja masuk banyak sekali berkas. Kirim laporannya dulu tanpa berkas ini; "
    "berkasnya dapat menyusul lewat halaman Lacak laporan."
)
HASHES, PREFIX = 40, "00"  # 256 tries on average, 40 hashes each: a second on a slow phone
WAIT_SECONDS, PROOF_KEPT, NOTE = 20, timedelta(hours=1), "lapor"
QUICKEST = timedelta(seconds=10)
FAST = "Dikirim lebih cepat daripada orang menulis"
TRAPPED = "Kolom yang tidak terlihat terisi"
BUSY = "Banyak laporan dari jaringan ini dalam satu jam"


class ProofNeeded(ValidationError):
    """Many reports from this network: the browser works first, then the same is sent again."""

    status = 429


NEEDED = (
    "Dari jaringan Anda baru saja masuk banyak laporan. Laporan Anda belum terkirim, tetapi isinya masih "
    "lengkap. Tunggu 20 detik, lalu tekan “Kirim laporan” sekali lagi."
)


def check_sender(*, draft: Draft, address: str, proof: str, waited: str) -> None:
    """Raises ProofNeeded above the rate, unless the browser has worked or the person waited."""
    if within_limit("lapor", address, most=FREE_AN_HOUR):
        return
    if not (_has_worked(draft, proof) or _has_waited(draft, waited)):
        raise ProofNeeded(NEEDED)


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


def challenge(draft: Draft) -> dict[str, Any]:
    """Work for this draft's browser, in the form that altcha's solver reads."""
    return altcha.create_challenge(
        "SHA-256",
        HASHES,
        key_prefix=PREFIX,
        expires_at=timezone.now() + PROOF_KEPT,
        data={"draft": str(draft.client_key)},
        hmac_secret=_key(),
    ).to_dict()


def waiting_note(draft: Draft) -> str:
    """When this page was shown, signed."""
    return signing.dumps({"draft": str(draft.client_key), "at": time.time()}, salt=NOTE)


def _has_worked(draft: Draft, proof: str) -> bool:
    if not proof or not altcha.verify_solution(proof, _key()).verified:
        return False
    told = altcha.Payload.from_base64(proof).challenge.parameters.data or {}
    return told.get("draft") == str(draft.client_key)


def _has_waited(draft: Draft, note: str) -> bool:
    """The note is of this draft, and neither too young nor too old."""
    try:
        told = signing.loads(note, salt=NOTE, max_age=PROOF_KEPT)
    except signing.BadSignature:
        return False
    return told["draft"] == str(draft.client_key) and time.time() - told["at"] >= WAIT_SECONDS


def _key() -> str:
    return secrecy.digest("altcha", "challenge")
