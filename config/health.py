"""Three answers for machines: does the process live, may it get requests, does all of it work.

Words, never versions, hosts or passwords. `/hidup/` and `/siap/` answer under any Host header,
because a probe knows the address of a machine only.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import psycopg
from celery import current_app
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from config import heartbeat, troubles
from config.embedded import Instance

FREE_DISK_PERCENT = 5
A_STATIC_FILE = "css/app.css"

Check = Callable[[], str]
Handler = Callable[[HttpRequest], HttpResponse]


@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("hidup\n", content_type="text/plain; charset=utf-8")


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """This process may get requests. The worker is not asked: pages work without it."""
    return _answer(
        {
            "database": _database,
            "migrations": _migrations,
            "static": _static,
            "storage": _storage,
        }
    )


@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 when all parts work, 503 otherwise."""
    return _answer(
        {
            "database": _database,
            "migrations": _migrations,
            "static": _static,
            "storage": _storage,
            "cache": _cache,
            "broker": _broker,
            "worker": _worker,
            "services": _services,
            "disk": _disk,
        }
    )


PROBES = {"/hidup/": alive, "/siap/": ready}


def probes(get_response: Handler) -> Handler:
    """Answers the probes before anything looks at the Host header, the session or the database."""

    def middleware(request: HttpRequest) -> HttpResponse:
        probe = PROBES.get(request.path_info)
        return get_response(request) if probe is None else probe(request)

    return middleware


def _answer(parts: dict[str, Check]) -> JsonResponse:
    found = {name: _said_by(check) for name, check in parts.items()}
    healthy = all(answer == "ok" for answer in found.values())
    state = "ok" if healthy else "gangguan"
    response = JsonResponse({"status": state, **found}, status=200 if healthy else 503)
    # Whoever asks every second must not fill the log with the same sentence.
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001
    return response


def _said_by(check: Check) -> str:
    try:
        return check()
    except Exception:  # noqa: BLE001 - whatever is wrong, the answer must come
        return "tidak menjawab"


def _query(statement: str) -> list[tuple[str, ...]]:
    # Not from the pool: a pool waits for a free connection, and waiting is not an answer.
    parameters = {**connection.get_connection_params(), "connect_timeout": 2}
    with psycopg.connect(**parameters) as fresh:
        return fresh.execute(statement).fetchall()  # type: ignore[call-overload]


def _database() -> str:
    _query("SELECT 1")
    return "ok"


def _migrations() -> str:
    """A newer database is fine: old processes serve on while the new ones start."""
    applied = set(_query("SELECT app, name FROM django_migrations"))
    return "ok" if _newest_migrations() <= applied else "basis data belum diperbarui"


@lru_cache
def _newest_migrations() -> frozenset[tuple[str, ...]]:
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def _static() -> str:
    if settings.DEBUG or getattr(settings, "WHITENOISE_USE_FINDERS", False):
        found = bool(finders.find(A_STATIC_FILE))
    else:
        address = staticfiles_storage.url(A_STATIC_FILE)  # raises when the manifest lacks it
        found = staticfiles_storage.exists(address.removeprefix(settings.STATIC_URL))
    return "ok" if found else "berkas tampilan belum dikumpulkan"


def _storage() -> str:
    """A small file goes into every place for files and comes out again."""
    places = {
        repr(how): alias for alias, how in settings.STORAGES.items() if alias != "staticfiles"
    }
    for alias in places.values():  # names that share a place are asked once
        store = storages[alias]
        store.delete(store.save("siap/periksa.txt", ContentFile(b"siap\n")))
    return "ok"


def _cache() -> str:
    cache.set("kesehatan", 1, timeout=10)
    return "ok" if cache.get("kesehatan") is not None else "tidak menjawab"


def _broker() -> str:
    with current_app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=1, interval_start=0, timeout=2)
    return "ok"


def _worker() -> str:
    return "ok" if heartbeat.is_fresh() else "tidak ada worker yang aktif"


def _services() -> str:
    """What `make run` on this machine cannot keep alive; elsewhere nobody notes anything."""
    return troubles.told(Instance.of_checkout()) or "ok"


def _disk() -> str:
    Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)
    usage = shutil.disk_usage(settings.MEDIA_ROOT)
    if usage.free * 100 < usage.total * FREE_DISK_PERCENT:
        return f"ruang kosong tinggal {usage.free * 100 // usage.total}%"
    return "ok"
