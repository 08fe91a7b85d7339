"""Who uses the embedded servers, and who switches them off.

Every process that needs them holds a shared lock on one file. The first starts the servers; the
one that leaves and finds nobody else holding the lock stops them. The kernel drops the lock of a
process that was killed, so no counter can be wrong.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from config import env
from config.embedded import postgres, valkey
from config.embedded.instance import Instance


def needed_here() -> tuple[bool, bool]:
    """Which of PostgreSQL and Valkey no variable points away from."""
    elsewhere = env.text("REDIS_URL") or (env.text("BROKER_URL") and env.text("CACHE_URL"))
    return not env.text("DATABASE_URL"), not elsewhere


@contextmanager
def claim(instance: Instance, *, keep: bool = False) -> Iterator[None]:
    """Running servers stay up inside the block; afterwards the last user stops them."""
    instance.home.mkdir(parents=True, exist_ok=True)
    with _opened(instance, "users.lock") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield
        finally:
            if not keep and _is_last(users):
                _stop_all(instance)


@contextmanager
def servers(instance: Instance, *, keep: bool = False) -> Iterator[None]:
    """Both servers run inside the block. With `keep` they are left running afterwards."""
    with claim(instance, keep=keep):
        start_missing(instance)
        yield


def stop_idle_servers(instance: Instance) -> bool:
    """Stop servers that a killed process left behind. False when somebody uses them."""
    if not instance.home.is_dir():
        return True
    with _opened(instance, "users.lock") as users:
        if not _is_last(users):
            return False
        _stop_all(instance)
        return True


def start_missing(instance: Instance) -> list[str]:
    """Start what is needed and not running; the names of what was started."""
    want_postgres, want_valkey = needed_here()
    started = []
    with _opened(instance, "start.lock") as starting:
        fcntl.flock(starting, fcntl.LOCK_EX)
        if want_postgres and not postgres.running(instance):
            postgres.start(instance)
            postgres.create_database(instance)
            started.append("PostgreSQL")
        if want_valkey and not valkey.running(instance):
            valkey.start(instance)
            started.append("Valkey")
    return started


def _stop_all(instance: Instance) -> None:
    if valkey.running(instance):
        valkey.stop(instance)
    if postgres.running(instance):
        postgres.stop(instance)


def _is_last(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _opened(instance: Instance, name: str) -> IO[str]:
    path: Path = instance.home / name
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+", encoding="utf-8")
