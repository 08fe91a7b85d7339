"""Files, keys and servers that tests of signatures share."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from django.conf import settings

from reports.signing.block import Fonts, Words
from reports.signing.fields import Field, field_name, with_fields
from reports.signing.service import Order, Secret, Signatory
from reports.signing.trial import Authority, Wanted, make_folder, make_key

NOW = datetime.now(UTC).replace(microsecond=0)
WORD = "frasa-rahasia"
PAGE = """<html lang="id"><head><title>Uji</title></head><body><h1>Uji</h1>
<div id="tanda-tangan-1" style="height:20mm;width:62mm"></div>
<div id="tanda-tangan-2" style="height:20mm;width:62mm"></div></body></html>"""


def fonts() -> Fonts:
    folder = Path(settings.BASE_DIR) / "static" / "fonts"
    names = (f"plus-jakarta-sans-latin-{weight}-normal.woff2" for weight in (400, 700))
    return Fonts(*(folder / name for name in names))


def keys(folder: Path, *names: str) -> Path:
    """A folder of test keys: people by these names, the seal, the root."""
    people = [Wanted(name, f"Pejabat {name}") for name in names]
    make_folder(folder, people, Wanted("segel", "Segel Kota Uji"), Secret(WORD), NOW)
    return folder


def expired_key(authority: Authority, folder: Path, name: str) -> None:
    days = (NOW - timedelta(days=400), NOW - timedelta(days=3))
    made = make_key(authority, Wanted(name, f"Pejabat {name}"), Secret(WORD), days)
    (folder / "orang" / f"{name}.p12").write_bytes(made)


def order(number: int, key: str, *, word: str = WORD, moment: datetime = NOW) -> Order:
    who = Signatory(f"Pejabat {key}", "Kepala Dinas", key, passphrase=Secret(word))
    words = Words(who.name, who.position, "27 November 2026", "Pengesahan", [[1, 0], [0, 1]])
    return Order(field_name(number), who, moment, "Pengesahan", words, fonts())


def fields(content: bytes, count: int = 2) -> bytes:
    return with_fields(
        content, [Field(field_name(n), f"Tanda tangan {n}", n) for n in range(1, count + 1)]
    )


@contextmanager
def silent_server(drip: bytes = b"", head: bytes = b"") -> Iterator[str]:
    """Takes connections and never finishes an answer: `head` at once, `drip` a byte at a time."""
    over = threading.Event()

    def serve() -> None:
        held = []
        while not over.is_set():
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            held.append(connection)
            connection.sendall(head)
            for at in range(len(drip)):
                if over.wait(0.1):
                    break
                try:
                    connection.sendall(drip[at : at + 1])
                except OSError:
                    break
        for connection in held:
            connection.close()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.1)
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        finally:
            over.set()
            thread.join()


@contextmanager
def answering_server(answer: object) -> Iterator[str]:
    """`answer(headers, body)` gives status, content type and body."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, kind, content = answer(self.headers, body)  # type: ignore[operator]
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Silent."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
