"""gunicorn's worker; what never becomes a request is refused in our words, and no log names who sent it.

An address longer than gunicorn reads, broken headers or no HTTP at all never reach Django. The page
stands alone: it needs no style sheet, no template and no database.
"""

from __future__ import annotations

import socket
from http import HTTPStatus
from typing import Any

from gunicorn import util
from gunicorn.http import errors
from gunicorn.workers.gthread import ThreadWorker

PAGE = """<!doctype html>
<html lang="id"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>{heading}</title></head>
<body><main><h1>{heading}</h1><p>{sentence}</p><p><a href="/">Ke beranda</a></p>
<p lang="en"><small>{status} {phrase}</small></p></main></body></html>
"""
HEADING = "Permintaan belum dapat diproses"
UNREADABLE = "Portal tidak dapat membaca permintaan ini. Buka lagi halamannya, lalu ulangi."
SENTENCES = {
    HTTPStatus.REQUEST_URI_TOO_LONG: (
        "Alamat ini terlalu panjang. Kurangi kata atau saringan pencarian, lalu coba lagi."
    ),
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: (
        "Peramban mengirim terlalu banyak keterangan. Hapus kuki situs ini di peramban, lalu coba "
        "lagi."
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: "Terjadi gangguan di portal. Coba lagi sebentar lagi.",
}
REFUSED: tuple[tuple[type[Exception], HTTPStatus], ...] = (
    (errors.LimitRequestLine, HTTPStatus.REQUEST_URI_TOO_LONG),
    (errors.LimitRequestHeaders, HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE),
    (errors.UnsupportedTransferCoding, HTTPStatus.NOT_IMPLEMENTED),
    (errors.ExpectationFailed, HTTPStatus.EXPECTATION_FAILED),
    (errors.ConfigurationProblem, HTTPStatus.INTERNAL_SERVER_ERROR),
    (errors.ParseException, HTTPStatus.BAD_REQUEST),
)


class WebWorker(ThreadWorker):
    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        """Instead of gunicorn's page in English, and its line with the sender's address."""
        status = status_of(exc)
        if status == HTTPStatus.INTERNAL_SERVER_ERROR:
            self.log.error("a request failed outside Django", exc_info=exc)
        else:
            self.log.warning("not readable: %s (%s)", type(exc).__name__, status.value)
        try:
            util.write_nonblock(client, answer(status))
        except OSError:
            self.log.debug("the sender has gone")


def status_of(error: Exception) -> HTTPStatus:
    """Whose fault it was: a failure that nobody sent is a 500."""
    found = (status for kind, status in REFUSED if isinstance(error, kind))
    return next(found, HTTPStatus.INTERNAL_SERVER_ERROR)


def answer(status: HTTPStatus) -> bytes:
    """The whole answer; the connection ends with it."""
    page = PAGE.format(
        heading=HEADING,
        sentence=SENTENCES.get(status, UNREADABLE),
        status=status.value,
        phrase=status.phrase,
    ).encode()
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\nConnection: close\r\n"
        "Content-Type: text/html; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\n"
        "Content-Security-Policy: default-src 'none'\r\nCache-Control: no-store\r\n"
        f"Content-Length: {len(page)}\r\n\r\n"
    )
    return head.encode("ascii") + page
