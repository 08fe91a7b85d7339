"""Workers say every few seconds that they live; /kesehatan/ reads it."""

import logging
import time
from typing import Any

from celery import bootsteps

logger = logging.getLogger(__name__)

KEY = "worker-heartbeat"
EVERY_SECONDS = 2
SILENT_AFTER_SECONDS = 10


class Heartbeat(bootsteps.StartStopStep):  # type: ignore[misc]
    requires = {"celery.worker.components:Timer"}

    def __init__(self, parent: Any, **options: Any) -> None:
        self.timer = None

    def start(self, parent: Any) -> None:
        self.timer = parent.timer.call_repeatedly(EVERY_SECONDS, beat, priority=10)

    def stop(self, parent: Any) -> None:
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None


def beat() -> None:
    from django.core.cache import cache  # noqa: PLC0415 - Celery imports this before Django is ready

    try:
        cache.set(KEY, time.time(), timeout=SILENT_AFTER_SECONDS)
    except Exception as error:  # noqa: BLE001 - a restarting Redis must not end the worker
        logger.warning("heartbeat not written: %s", error)


def is_fresh() -> bool:
    from django.core.cache import cache  # noqa: PLC0415

    return cache.get(KEY) is not None


def forget() -> None:
    from django.core.cache import cache  # noqa: PLC0415

    cache.delete(KEY)
