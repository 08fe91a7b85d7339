"""A second of work for a browser, or a short wait for a person, instead of a refusal.

Both are asked `about` one thing (a draft, a number), so that what was done for one opens no other.
"""

from __future__ import annotations

import hashlib
import time
from datetime import timedelta
from typing import Any

import altcha
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils import timezone
from redis.exceptions import RedisError

from complaints import secrecy

HASHES, PREFIX = 40, "00"  # 256 tries on average, 40 hashes each: a second on a slow phone
WAIT_SECONDS, KEPT, NOTE = 20, timedelta(hours=1), "lapor"


class ProofNeeded(ValidationError):
    """The browser works first, then the same is sent again. `about` is what it works for."""

    status = 429

    def __init__(self, sentence: str, about: str) -> None:
        super().__init__(sentence)
        self.about = about


def challenge(about: str) -> dict[str, Any]:
    """Work in the form that altcha's solver reads."""
    return altcha.create_challenge(
        "SHA-256",
        HASHES,
        key_prefix=PREFIX,
        expires_at=timezone.now() + KEPT,
        data={"about": about},
        hmac_secret=_key(),
    ).to_dict()


def waiting_note(about: str) -> str:
    """When this page was shown, signed."""
    return signing.dumps({"about": about, "at": time.time()}, salt=NOTE)


def has_worked(about: str, proof: str) -> bool:
    """The proof is of this challenge's browser and has not expired; what is no proof is none."""
    try:
        if not proof or not altcha.verify_solution(proof, _key()).verified:
            return False
        told = altcha.Payload.from_base64(proof).challenge.parameters.data or {}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return False
    return isinstance(told, dict) and told.get("about") == about


def has_waited(about: str, note: str) -> bool:
    """The note is about the same, and neither too young nor too old."""
    try:
        told = signing.loads(note, salt=NOTE, max_age=KEPT)
    except signing.BadSignature:
        return False
    return told.get("about") == about and time.time() - told["at"] >= WAIT_SECONDS


def spend(done: str) -> bool:
    """A proof or note that guards guesses counts once; without a cache it counts."""
    key = f"terpakai:{hashlib.sha256(done.encode()).hexdigest()}"
    try:
        return cache.add(key, 1, timeout=int(KEPT.total_seconds()))
    except RedisError:
        return True


def _key() -> str:
    return secrecy.digest("altcha", "challenge")
