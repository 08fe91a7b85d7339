"""One supervised process: its output, its last lines, its restarts."""

import contextlib
import ctypes
import os
import signal
import subprocess
import threading
import time
from collections import deque
from dataclasses import dataclass, field

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)

# Seconds before the first, second … restart; the last one is repeated.
PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0, 30.0)
TOO_OFTEN = 3  # restarts in a row
STABLE_AFTER_SECONDS = 60.0


@dataclass(frozen=True)
class Service:
    name: str
    command: tuple[str, ...]
    role: str
    is_vital: bool = False  # without it there is no portal


@dataclass
class Child:
    service: Service
    process: subprocess.Popen[str] | None = None
    tail: deque[str] = field(default_factory=lambda: deque(maxlen=15))
    restarts: int = 0
    started_at: float = 0.0
    restart_at: float | None = None
    reader: threading.Thread | None = None

    def start(self, *, quiet: bool = False) -> None:
        self.restart_at = None
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(
            self.service.command,
            env={**os.environ, "SELARAS_ROLE": self.service.role, "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            # Its own group: Ctrl-C reaches only the supervisor, which then stops in good order.
            start_new_session=True,
            preexec_fn=_end_with_supervisor,  # noqa: PLW1509 - no threads touch the child before exec
        )
        self.reader = threading.Thread(target=self._read, args=(self.process, quiet), daemon=True)
        self.reader.start()

    def _read(self, process: subprocess.Popen[str], quiet: bool) -> None:  # noqa: FBT001
        assert process.stdout is not None  # noqa: S101 - asked for in start()
        with process.stdout as output:
            for line in output:
                self.tail.append(line.rstrip())
                if not quiet:
                    with contextlib.suppress(OSError):
                        print(f"{self.service.name:>7} │ {line}", end="", flush=True)

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def has_crashed(self) -> bool:
        return self.restart_at is None and not self.is_running

    @property
    def is_stable(self) -> bool:
        return self.is_running and time.monotonic() - self.started_at > STABLE_AFTER_SECONDS

    @property
    def keeps_dying(self) -> bool:
        return self.restarts >= TOO_OFTEN

    def plan_restart(self) -> float:
        """Seconds until it is started again: longer each time, until it has been stable."""
        if time.monotonic() - self.started_at > STABLE_AFTER_SECONDS:
            self.restarts = 0
        pause = PAUSES[min(self.restarts, len(PAUSES) - 1)]
        self.restart_at = time.monotonic() + pause
        self.restarts += 1
        return pause

    def last_words(self) -> str:
        if self.reader is not None:
            self.reader.join(timeout=1)
        return "\n".join(f"    {line}" for line in self.tail) or "    (tanpa keluaran)"

    def ask_to_stop(self) -> None:
        if self.is_running and self.process is not None:
            self.process.send_signal(signal.SIGTERM)

    def wait(self, seconds: float) -> None:
        if self.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(seconds)

    def kill_group(self) -> None:
        """Whatever is left of it and of its own children."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def _end_with_supervisor() -> None:
    """A supervisor killed by force takes its children along."""
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
