"""What never becomes a request is refused by gunicorn itself: in our words, and naming nobody."""

from __future__ import annotations

import logging
import socket
from types import SimpleNamespace

import pytest
from gunicorn.config import Config
from gunicorn.http import errors
from gunicorn.http.parser import RequestParser

from config import gunicorn
from config.web_worker import WebWorker

START = b"GET / HTTP/1.1\r\nHost: a\r\n"


def answer_to(sent: bytes) -> str:
    """What gunicorn's own reader and our worker say to these bytes."""
    settings = Config()
    settings.set("limit_request_line", gunicorn.limit_request_line)
    ours, theirs = socket.socketpair()
    worker = SimpleNamespace(log=logging.getLogger("config.web_worker"))
    with ours, theirs:
        theirs.sendall(sent)
        theirs.shutdown(socket.SHUT_WR)
        with pytest.raises(errors.ParseException) as caught:
            next(RequestParser(settings, ours, ("10.9.8.7", 1)))
        WebWorker.handle_error(worker, None, ours, ("10.9.8.7", 1), caught.value)
        ours.shutdown(socket.SHUT_WR)
        return theirs.makefile("rb").read().decode()


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        (b"GET /?q=" + b"a" * 8_200 + b" HTTP/1.1\r\n\r\n", "414", "Alamat ini terlalu panjang"),
        (START + b"Cookie: " + b"a" * 9_000 + b"\r\n\r\n", "431", "Hapus kuki situs ini"),
        (START + b"X y: 1\r\n\r\n", "400", "tidak dapat membaca"),
        (START + b"Transfer-Encoding: zip\r\n\r\n", "501", "tidak dapat membaca"),
        (b"bukan http\r\n\r\n", "400", "tidak dapat membaca"),
    ],
)
def test_it_is_a_page_in_indonesian(sent, status, said, caplog):
    head, _, page = answer_to(sent).partition("\r\n\r\n")
    assert head.startswith(f"HTTP/1.1 {status} ")
    assert f"Content-Length: {len(page.encode())}" in head
    assert '<html lang="id">' in page
    assert said in page
    assert "10.9.8.7" not in caplog.text


def test_an_address_of_eight_thousand_signs_is_left_to_django():
    settings = Config()
    settings.set("limit_request_line", gunicorn.limit_request_line)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(b"GET /?q=" + b"a" * 8_100 + b" HTTP/1.1\r\nHost: a\r\n\r\n")
        assert len(next(RequestParser(settings, ours, ("10.9.8.7", 1))).uri) > 8_000
