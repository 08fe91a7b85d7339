"""Which service point an address belongs to, and whether it takes an answer.

A point is opened by its code, typed, or by its code with a mark, from the QR of a poster. The mark
is a keyed digest of code and key: nobody can make one for another point or another printing.
Calling a poster in draws a new code and raises the key; the former code is remembered, so that
whoever scans or types it is told.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from enum import Enum

from django.conf import settings
from django.db.models import Q
from django.utils.crypto import constant_time_compare

from surveys.instrument.queries.questionnaires import versions_in_use
from surveys.models import ServicePoint, ServiceUnit

# No letter that looks or sounds like another one, no vowel that could make a word.
ALPHABET = "CDFGHJKMNPQRTVWXY34679"
CODE_LENGTH, MARK_LENGTH = 7, 10
MOST_TYPED = 40


class Refusal(Enum):
    """Why an address opens no form: what stands on the page."""

    UNKNOWN = "unknown"
    CALLED_IN = "called_in"
    OFF = "off"

    @property
    def title(self) -> str:
        return _WORDS[self][0]

    @property
    def sentence(self) -> str:
        return _WORDS[self][1]


_WORDS = {
    Refusal.UNKNOWN: (
        "Alamat survei ini tidak dikenal",
        "Periksa lagi kode di poster, atau pilih unit layanan dari daftar.",
    ),
    Refusal.CALLED_IN: (
        "Poster ini sudah diganti",
        (
            "Kode QR dan alamat pada poster ini tidak dipakai lagi. Pindai poster yang baru di "
            "tempat layanan, atau tanyakan kepada petugas."
        ),
    ),
    Refusal.OFF: (
        "Survei di titik layanan ini sedang tidak dibuka",
        (
            "Terima kasih sudah ingin memberi penilaian. Tanyakan kepada petugas titik layanan "
            "yang dipakai sekarang."
        ),
    ),
}


@dataclass(frozen=True)
class Found:
    """A point that takes answers, or why there is none (then `point` may say which it was)."""

    point: ServicePoint | None
    refusal: Refusal | None = None


def point_of(code: str, mark: str = "") -> Found:
    """The point of a typed code, or of a code with the mark of its QR; two statements at most.

    A wrong mark is an unknown address, whatever the code: a forged point is nobody's. The mark of
    an earlier key says that the poster was called in.
    """
    written = spelled(code)
    if not written:
        return Found(None, Refusal.UNKNOWN)
    points = ServicePoint.objects.select_related("unit__organization", "service")
    point = points.filter(Q(code=written) | Q(former_codes__contains=[written])).first()
    if point is None:
        return Found(None, Refusal.UNKNOWN)
    if point.code != written:
        known = not mark or any(_fits(written, key, mark) for key in range(1, point.key))
        return Found(None, Refusal.CALLED_IN if known else Refusal.UNKNOWN)
    if mark and not _fits(written, point.key, mark):
        return Found(None, Refusal.UNKNOWN)
    return Found(point) if takes_answers(point) else Found(point, Refusal.OFF)


def takes_answers(point: ServicePoint) -> bool:
    """Whether its address opens a form that takes an answer: else no poster and no button."""
    return is_used(point) and takes_any(point.unit)


def is_used(point: ServicePoint) -> bool:
    """Switched on, and so is its service where it has one."""
    return point.is_active and (point.service is None or point.service.is_active)


def takes_any(unit: ServiceUnit) -> bool:
    """Whether a unit takes answers at those of its points that are used."""
    return unit.is_active and has_questionnaire(unit.questionnaire_id)


def has_questionnaire(questionnaire_id: int) -> bool:
    """Whether a version of this questionnaire is in use."""
    return versions_in_use(questionnaire_id).exists()


def sign_point(point: ServicePoint) -> str:
    """The mark that stands in the QR of a point beside its code."""
    return _mark(point.code, point.key)


def spelled(typed: str) -> str:
    """A code as it is kept: capital letters, without the gaps people type; empty for nonsense."""
    if len(typed) > MOST_TYPED:
        return ""
    return "".join(ch for ch in typed.upper() if ch.isascii() and ch.isalnum())


def _fits(code: str, key: int, mark: str) -> bool:
    return constant_time_compare(_mark(code, key), mark.lower())


def _mark(code: str, key: int) -> str:
    """Of the digest key, which never changes: a poster outlives a change of the other secrets."""
    text = f"surveys.point:{code}:{key}".encode()
    digest = hmac.new(settings.DIGEST_KEY.encode(), text, hashlib.sha256).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:MARK_LENGTH]).lower()
