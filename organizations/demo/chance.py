"""Deterministic variety: a number between 0 and 1 from a text."""

from collections.abc import Sequence
from decimal import Decimal
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")

_SCALE = Decimal(2**32)


def fraction(*key: object) -> Decimal:
    """Evenly spread over [0, 1) and always the same for the same key."""
    digest = blake2b("|".join(map(str, key)).encode(), digest_size=4).digest()
    return Decimal(int.from_bytes(digest, "big")) / _SCALE


def between(low: Decimal | str | int, high: Decimal | str | int, *key: object) -> Decimal:
    low, high = Decimal(low), Decimal(high)
    return low + (high - low) * fraction(*key)


def pick(options: Sequence[T], *key: object) -> T:
    return options[int(fraction(*key) * len(options))]
