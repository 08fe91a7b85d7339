"""What a signatory typed, on its way to the worker: encrypted, in the cache, for ten minutes at most.

It stands in no row, file, log, message or history. A cache that is away or forgets means that the
person types it again.
"""

from __future__ import annotations

import base64
import hashlib
import json

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.cache import cache

from reports.signing.service import Secret

SECONDS = 600


def keep(batch_id: int, passphrase: str, identity: str) -> bool:
    """Whether it is there for the worker."""
    told = json.dumps([passphrase, identity]).encode()
    token = _lock().encrypt(told).decode("ascii")
    cache.set(_name(batch_id), token, SECONDS)
    return bool(cache.get(_name(batch_id)) == token)


def is_kept(batch_id: int) -> bool:
    return cache.get(_name(batch_id)) is not None


def take(batch_id: int) -> tuple[Secret, Secret] | None:
    """Passphrase and identity; None when they are gone."""
    token = cache.get(_name(batch_id))
    if not isinstance(token, str):
        return None
    try:
        passphrase, identity = json.loads(_lock().decrypt(token.encode("ascii"), ttl=SECONDS))
    except InvalidToken:
        return None
    return Secret(passphrase), Secret(identity)


def forget(batch_id: int) -> None:
    cache.delete(_name(batch_id))


def _name(batch_id: int) -> str:
    return f"signing:{batch_id}"


def _lock() -> Fernet:
    digest = hashlib.sha256(b"reports.handover:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
