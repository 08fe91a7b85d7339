"""A Valkey of one test module alone, to be paused and stopped while others use theirs."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from config.embedded import valkey
from tests.harness.portal import free_port
from tests.harness.waiting import wait_until


@dataclass
class OwnValkey:
    process: subprocess.Popen[bytes]
    port: int

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}"

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        """It takes connections and bytes, as a hanging server does, and answers nothing."""
        os.kill(self.process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self.process.pid, signal.SIGCONT)


@contextlib.contextmanager
def own_valkey() -> Iterator[OwnValkey]:
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="selaras-valkey-") as folder:
        switches = ["--port", port, "--bind", "127.0.0.1", "--dir", folder, "--save", ""]
        command: list[Any] = [valkey.program(), *switches]
        process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL)
        try:
            assert wait_until(lambda: _answers(port), 20), "Valkey did not start"
            yield OwnValkey(process, port)
        finally:
            process.kill()
            process.wait()


def _answers(port: int) -> bool:
    import redis

    try:
        with redis.Redis(port=port) as server:
            return bool(server.ping())
    except redis.RedisError:
        return False
