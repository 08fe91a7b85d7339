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

    def tally(self, key: str, field: str, timeout: int) -> None:
        """Add one to a field of a table of counts; what cannot be counted is not."""
        self._tried(self._tally, None, self.make_key(key), field, timeout)

    def _tally(self, key: str, field: str, timeout: int) -> None:
        pipe = self._cache.get_client(key, write=True).pipeline(transaction=False)
        pipe.hincrby(key, field, 1)
        pipe.expire(key, timeout)
        pipe.execute()

    def tallied(self, key: str) -> dict[str, int]:
        """Set the table aside and read it; the same again until `drop_tallied`."""
        return self._tried(self._tallied, {}, self.make_key(key))

    def _tallied(self, key: str) -> dict[str, int]:
        client, aside = self._cache.get_client(key, write=True), f"{key}:aside"
        if not client.exists(aside) and not client.exists(key):
            return {}
        if not client.exists(aside):
            client.rename(key, aside)
        return {field.decode(): int(count) for field, count in client.hgetall(aside).items()}

    def drop_tallied(self, key: str) -> None:
        """What was set aside is written elsewhere."""
        aside = f"{self.make_key(key)}:aside"
        self._tried(self._cache.get_client(aside, write=True).delete, None, aside)

    def clear(self) -> bool:
        return self._tried(super().clear, False)
