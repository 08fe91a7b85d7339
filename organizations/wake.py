"""Waking a worker: after the commit, by name, never raising and never making anybody wait.

A row in PostgreSQL is the promise; a wake only shortens the wait, and a periodic sweep finds
what was not woken. So each process has one thread that talks to the broker, fed by a bounded
queue: a broker that hangs holds up the thread and nothing else.
"""

from __future__ import annotations

import atexit
import logging
import os
import threading
import time
from collections import deque
from typing import Any

from celery import current_app
from django.db import transaction

log = logging.getLogger(__name__)
MOST_WAITING = 2_000  # wakes a process keeps while the broker does not answer
LAST_WORDS_SECONDS = 1.0  # what a process that ends still gives its wakes

Message = tuple[str, tuple[Any, ...], float]


def wake(task_name: str, *ids: Any, countdown: float = 0) -> None:
    """After the commit, have a worker run the task with these ids.

    With a `countdown` (seconds) the same wake is sent once within it: figures typed one after
    the other are looked at together.
    """
    transaction.on_commit(lambda: _bell.ring((task_name, ids, countdown)), robust=True)


def flush(seconds: float) -> bool:
    """Wait until all wakes of this process are sent or given up; False when time ran out."""
    return _bell.is_silent_within(seconds)


class Bell:
    """The wakes of one process, and the thread that hands them to the broker."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.waiting: deque[Message] = deque()
        self.is_sending = False
        self.due: dict[Message, float] = {}  # wakes with a countdown, until they are carried out
        self.thread: threading.Thread | None = None

    def ring(self, message: Message) -> None:
        with self.changed:
            if message in self.waiting or len(self.waiting) >= MOST_WAITING:
                return
            if self._is_on_its_way(message):
                return
            self.waiting.append(message)
            if self.thread is None:
                self.thread = threading.Thread(target=self._run, name="wake", daemon=True)
                self.thread.start()
            self.changed.notify_all()

    def _is_on_its_way(self, message: Message) -> bool:
        countdown, now = message[2], time.monotonic()
        if not countdown:
            return False
        if self.due.get(message, 0) > now:
            return True
        self.due = {known: end for known, end in self.due.items() if end > now}
        self.due[message] = now + countdown
        return False

    def _run(self) -> None:
        while True:
            with self.changed:
                self.is_sending = False
                self.changed.notify_all()
                self.changed.wait_for(lambda: self.waiting)
                message = self.waiting.popleft()
                self.is_sending = True
            self._send(message)

    def _send(self, message: Message) -> None:
        name, ids, countdown = message
        try:
            current_app.send_task(name, args=ids, countdown=countdown or None, retry=False)
        except Exception:  # noqa: BLE001 - whatever ails the broker, the sweep finds the row
            with self.changed:
                lost = 1 + len(self.waiting)
                self.waiting.clear()
                self.due.clear()
            log.warning("broker unreachable, %d wakes are left to the sweep", lost)

    def is_silent_within(self, seconds: float) -> bool:
        with self.changed:
            return self.changed.wait_for(
                lambda: not self.waiting and not self.is_sending, timeout=seconds
            )


_bell = Bell()


def _renew() -> None:
    """A forked process has none of its parent's threads, and a lock perhaps held by one."""
    global _bell  # noqa: PLW0603 - one bell a process
    _bell = Bell()


os.register_at_fork(after_in_child=_renew)
atexit.register(flush, LAST_WORDS_SECONDS)
