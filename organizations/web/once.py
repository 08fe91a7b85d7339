"""A form that arrives twice is saved once: a double press, two answers of one page, "kirim ulang"."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.cache import cache
from django.http import HttpRequest
from redis.exceptions import RedisError

TWICE = "Isian yang sama sudah dikirim. Yang pertama yang disimpan."
RUNS, SAVED = "berjalan", "tersimpan"
RUNS_SECONDS, KEPT_SECONDS = 30, 60
WAIT_SECONDS, STEP_SECONDS = 8, 0.1


class Sending:
    """One sending of a form. It is the same as an earlier one when the page was drawn once (its
    token of forgery protection is masked anew each time), and nothing in it differs. It is kept
    for a minute: nobody presses "Simpan" of the same page again later without meaning it.

    Without a cache, with a file, and without that token, every sending is the first.
    """

    def __init__(self, request: HttpRequest) -> None:
        is_told = request.POST.get("csrfmiddlewaretoken") and not request.FILES
        self.key = _key(request) if is_told else ""

    def is_first(self) -> bool:
        """False when it was saved before; one that is being saved meanwhile is waited for."""
        until = time.monotonic() + WAIT_SECONDS
        try:
            while self.key and not cache.add(self.key, RUNS, RUNS_SECONDS):
                if cache.get(self.key) == SAVED:
                    return False
                if time.monotonic() > until:
                    break
                time.sleep(STEP_SECONDS)
        except RedisError:
            self.key = ""
        return True

    @contextmanager
    def ending(self) -> Iterator[None]:
        """Saved when the block ends well; after any error the same may be sent again."""
        try:
            yield
        except BaseException:
            self.end(saved=False)
            raise
        self.end(saved=True)

    def end(self, *, saved: bool) -> None:
        """Saved: the same is not saved again. Refused: it may be sent as it is."""
        if not self.key:
            return
        try:
            if saved:
                cache.set(self.key, SAVED, KEPT_SECONDS)
            else:
                cache.delete(self.key)
        except RedisError:
            return


def _key(request: HttpRequest) -> str:
    told = [request.path, str(getattr(request.user, "pk", ""))]
    told += [f"{name}={value}" for name, values in request.POST.lists() for value in values]
    return f"once:{hashlib.sha256(chr(10).join(told).encode('utf-8', 'replace')).hexdigest()}"
