"""Hostile files are opened in a process of their own: little memory, little time, no way out.

The child gets the content and gives an answer, both in memory. It can open no further file and
no connection, sees nothing of the environment, and whatever ends it does not touch the portal.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

log = logging.getLogger(__name__)
HERE = Path(__file__).parent
START = HERE / "start.py"
MOST_AT_ONCE = 2  # children of one web process; more wait for their turn
OUT_OF_MEMORY, OUT_OF_ROOM = 3, 4  # exit codes of start.py

_turns = threading.BoundedSemaphore(MOST_AT_ONCE)


class ChildTrouble(Exception):
    """The child gave no answer."""


class TooMuch(ChildTrouble):
    """The file needs more memory, time or room than it is given."""


class Busy(ChildTrouble):
    """Too many files are being looked at, or the machine cannot start a process."""


@dataclass(frozen=True)
class Limits:
    """What a child may use: MiB of address space, seconds, bytes of its answer."""

    memory_mb: int = 640
    cpu_seconds: int = 20
    wall_seconds: int = 30
    answer_bytes: int = 20 * 1024 * 1024


def ask(script: Path, content: bytes, limits: Limits, *options: str) -> bytes:
    """What `script` answers to the content: its `answer(content, *options)`, run in a child.

    The script imports nothing of the project; what it needs later it loads in `prepare(*options)`.
    Raises TooMuch, Busy, or ChildTrouble when the script itself fails.
    """
    if not _turns.acquire(timeout=limits.wall_seconds):
        raise Busy(script.name)
    try:
        code, answer = _run(script, content, limits, options)
    except subprocess.TimeoutExpired:
        raise TooMuch(script.name) from None
    except OSError as error:
        raise Busy(script.name) from error
    finally:
        _turns.release()
    if code == 0:
        return answer
    log.warning("%s ended with %s on a file of %s bytes", script.name, code, len(content))
    if code < 0 or code in (OUT_OF_MEMORY, OUT_OF_ROOM):
        raise TooMuch(script.name)
    raise ChildTrouble(script.name)


def _run(
    script: Path, content: bytes, limits: Limits, options: tuple[str, ...]
) -> tuple[int, bytes]:
    numbers = (limits.memory_mb, limits.cpu_seconds, limits.wall_seconds, limits.answer_bytes)
    command = [sys.executable, "-I", str(START), str(script), *map(str, numbers), *options]
    with _in_memory("content") as given, _in_memory("answer") as taken:
        given.write(content)
        given.seek(0)
        done = subprocess.run(
            command,
            stdin=given,
            stdout=taken,
            stderr=subprocess.DEVNULL,
            env={"LANG": "C.UTF-8"},
            cwd="/",
            timeout=limits.wall_seconds,
            check=False,
        )
        taken.seek(0)
        return done.returncode, taken.read(limits.answer_bytes)


def _in_memory(name: str) -> FileIO:
    return os.fdopen(os.memfd_create(name), "w+b", buffering=0)
