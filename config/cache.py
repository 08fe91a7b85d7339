"""The cache is never worth waiting for: short time limits, silence after a failure, no errors.

Whatever it keeps can be counted, read or computed anew; what must not be lost is in PostgreSQL.
While it does not answer it is empty, and counters (`incr`) say so with ValueError, as for a key
that has run out.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any, ClassVar

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

SILENCE_SECONDS = 5.0  # one request in this time finds out whether the server is back


class OptionalCache(RedisCache):
    """Django's Redis cache, empty instead of broken."""

    silent_until: ClassVar[float] = 0.0  # of the whole process: its threads need not all find out

    def _tried(self, call: Callable[..., Any], otherwise: Any, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() < OptionalCache.silent_until:
            return otherwise
        try:
            return call(*args, **kwargs)
        except (RedisError, OSError) as error:
            OptionalCache.silent_until = time.monotonic() + SILENCE_SECONDS
            log.warning("cache does not answer: %s", error)
            return otherwise

    def add(self, *args: Any, **kwargs: Any) -> bool:
        return self._tried(super().add, False, *args, **kwargs)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return self._tried(super().get, default, key, default, version)

    def set(self, *args: Any, **kwargs: Any) -> None:
        self._tried(super().set, None, *args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> bool:
        return self._tried(super().touch, False, *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        return self._tried(super().delete, False, *args, **kwargs)

    def get_many(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return self._tried(super().get_many, {}, *args, **kwargs)

    def set_many(self, *args: Any, **kwargs: Any) -> list[Any]:
        return self._tried(super().set_many, [], *args, **kwargs)

    def delete_many(self, *args: Any, **kwargs: Any) -> None:
        self._tried(super().delete_many, None, *args, **kwargs)

    def has_key(self, *args: Any, **kwargs: Any) -> bool:
        return self._tried(super().has_key, False, *args, **kwargs)

    def incr(self, *args: Any, **kwargs: Any) -> int:
        value = self._tried(super().incr, None, *args, **kwargs)
        if value is None:
            raise ValueError("the cache does not answer")
        return value

    def clear(self) -> bool:
        return self._tried(super().clear, False)
