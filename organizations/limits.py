"""Soft limits on what one sender may do. They never stop the first few from one network."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils import timezone
from redis.exceptions import RedisError

from organizations.sender import network_of

AN_HOUR = 3600


class TooMany(ValidationError):
    """One sender did this too often; the sentence says when it may be tried again (429)."""

    status = 429


def within_limit(what: str, address: str, *, most: int, seconds: int = AN_HOUR) -> bool:
    """Count one act of this sender; False after `most` within `seconds`. Open without a cache.

    The key is a keyed hash of the network and the day: the address itself is not kept.
    """
    now = timezone.now()
    slot = int(now.timestamp()) // seconds
    secret = f"{settings.SECRET_KEY}{now:%Y%m%d}{network_of(address)}".encode()
    key = f"{what}:{hashlib.sha256(secret).hexdigest()}:{slot}"
    try:
        cache.add(key, 0, timeout=seconds)
        return cache.incr(key) <= most
    except (RedisError, ValueError):
        return True
