"""Calls to services outside: one POST with a deadline for all of it, whatever the other side does.

A read that is timed alone never ends when a byte drips every few seconds, so a timer shuts the
connection down. Nothing of what is sent or answered is logged.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from reports.signing.troubles import NotSetUp, ServiceAway

MOST_BYTES = 100 * 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Seconds until a connection stands, and until the whole answer is there."""

    connect: float = 5
    total: float = 30


@dataclass(frozen=True)
class Answer:
    status: int
    kind: str
    body: bytes


def posted(
    url: str, body: bytes, headers: Mapping[str, str], limits: Limits, *, who: str
) -> Answer:
    """What the service answers. Raises ServiceAway with a sentence that names it as `who`."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise NotSetUp(f"Alamat {who} tidak benar. Hubungi admin sistem.")
    connection = _connection(parts.scheme, parts.hostname, parts.port, limits)
    is_late = threading.Event()
    try:
        connection.connect()
        sock = connection.sock  # an answer without a length takes it away from the connection
        sock.settimeout(limits.total)
        timer = threading.Timer(limits.total, _shut, args=(sock, is_late))
        timer.daemon = True
        timer.start()
        try:
            path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
            connection.request("POST", path, body, dict(headers))
            with connection.getresponse() as answer:
                content = answer.read(MOST_BYTES + 1)
        finally:
            timer.cancel()
    except (OSError, http.client.HTTPException) as error:
        raise ServiceAway(_said(who, limits, is_late=is_late.is_set() or _slow(error))) from error
    finally:
        connection.close()
    if is_late.is_set() or len(content) > MOST_BYTES:
        raise ServiceAway(_said(who, limits, is_late=is_late.is_set()))
    return Answer(answer.status, answer.headers.get_content_type(), content)


def _connection(
    scheme: str, host: str, port: int | None, limits: Limits
) -> http.client.HTTPConnection:
    if scheme == "http":
        return http.client.HTTPConnection(host, port, timeout=limits.connect)
    context = ssl.create_default_context()
    return http.client.HTTPSConnection(host, port, timeout=limits.connect, context=context)


def _shut(sock: socket.socket, is_late: threading.Event) -> None:
    is_late.set()
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _slow(error: Exception) -> bool:
    return isinstance(error, TimeoutError)


def _said(who: str, limits: Limits, *, is_late: bool) -> str:
    if is_late:
        return (
            f"{who} tidak menjawab dalam {limits.total:g} detik. Tidak ada yang ditandatangani; "
            "coba lagi nanti."
        )
    return f"{who} tidak dapat dihubungi. Tidak ada yang ditandatangani; coba lagi nanti."
