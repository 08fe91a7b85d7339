"""Health for machines, error pages for people."""

import shutil
from collections.abc import Callable

import psycopg
from celery import current_app
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache

from config import heartbeat

FREE_DISK_PERCENT = 5


@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hidup\n", content_type="text/plain; charset=utf-8")


@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 when all parts work, 503 otherwise; words, never versions, hosts or passwords."""
    parts: dict[str, Callable[[], str]] = {
        "database": _database,
        "broker": _broker,
        "worker": _worker,
        "disk": _disk,
    }
    found = {name: _said_by(check) for name, check in parts.items()}
    healthy = all(answer == "ok" for answer in found.values())
    state = "ok" if healthy else "gangguan"
    response = JsonResponse({"status": state, **found}, status=200 if healthy else 503)
    # Whoever asks every second must not fill the log with the same sentence.
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001
    return response


def _said_by(check: Callable[[], str]) -> str:
    try:
        return check()
    except Exception:  # noqa: BLE001 - whatever is wrong, the answer must come
        return "tidak menjawab"


def _database() -> str:
    # Not from the pool: a pool waits for a free connection, and waiting is not an answer.
    parameters = {**connection.get_connection_params(), "connect_timeout": 2}
    with psycopg.connect(**parameters) as fresh:
        fresh.execute("SELECT 1")
    return "ok"


def _broker() -> str:
    with current_app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=1, interval_start=0, timeout=2)
    return "ok"


def _worker() -> str:
    return "ok" if heartbeat.is_fresh() else "tidak ada worker yang aktif"


def _disk() -> str:
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    usage = shutil.disk_usage(settings.MEDIA_ROOT)
    if usage.free * 100 < usage.total * FREE_DISK_PERCENT:
        return f"ruang kosong tinggal {usage.free * 100 // usage.total}%"
    return "ok"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error_page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A refusal carries the sentence of the rule that refused."""
    return _error_page(request, 403, reason=str(exception))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return _error_page(request, 500)


def _error_page(request: HttpRequest, status: int, reason: str = "") -> HttpResponse:
    number = getattr(request, "number", "")
    context = {"request_number": number, "reason": reason, "status": status}
    # Without the request: an error page must not touch the session or the database again.
    needs_request = None if status == 500 else request
    try:
        body = render_to_string(f"{status}.html", context, request=needs_request)
    except TemplateDoesNotExist:
        body = f"<!doctype html><title>Galat {status}</title><p>Galat {status}. Nomor: {number}</p>"
    return HttpResponse(body, status=status)
