"""Everything that is kept: tables, sessions, the cache and the queue, files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import redis
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

from tests.complaints.leaks.marks import Mark, marks_in, marks_in_bytes
from tests.complaints.leaks.planting import CHILD

# Where the words of ordinary reports stand in plain; persons stand nowhere.
HOMES = {
    "complaints_complaint": {"judul", "teks", "alamat", "titik", "bujur"},
    "complaints_message": {"balasan", "jawaban", "konsep"},
    "complaints_note": {"catatan", "alasan"},
    "complaints_segment": {"alasan"},
    "complaints_attachment": {"berkas", "alasan-berkas"},
    "complaints_draftfile": {"berkas"},
    "complaints_identityrequest": {"alasan-nama"},
    "complaints_secretread": {"alasan-nama"},
    "complaints_rating": {"nilai"},
}


def rows_of_every_table() -> Iterator[tuple[str, str]]:
    """The whole database as text, as a dump has it."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 - names of the catalogue
            for (row,) in cursor.fetchall():
                yield table, row


def marks_of_tables() -> Iterator[tuple[str, Mark]]:
    for table, row in rows_of_every_table():
        for mark in marks_in(row):
            yield table, mark


def misplaced(found: Iterable[tuple[str, Mark]]) -> set[str]:
    """Words outside their own tables; those about a child stand in plain nowhere."""
    return {
        f"{mark} in {table}"
        for table, mark in found
        if mark.report == CHILD or mark.field not in HOMES.get(table, ())
    }


def sessions() -> str:
    return "\n".join(str(session.get_decoded()) for session in Session.objects.all())


def kept_by_valkey() -> bytes:
    """Every key and every value of the cache and of the queue."""
    found = []
    broker = settings.CELERY_BROKER_URL.replace("redis+socket:", "unix:")
    for place in (settings.CACHES["default"]["LOCATION"], broker.replace("virtual_host=", "db=")):
        with redis.Redis.from_url(place) as server:
            found += [key + b"\n" + _value(server, key) for key in server.scan_iter()]
    return b"\n".join(found)


def _value(server: redis.Redis, key: bytes) -> bytes:
    kind = server.type(key)
    if kind == b"list":
        return b"\n".join(server.lrange(key, 0, -1))
    if kind == b"hash":
        return b"\n".join(part for pair in server.hgetall(key).items() for part in pair)
    if kind == b"set":
        return b"\n".join(server.smembers(key))
    if kind == b"zset":
        return b"\n".join(server.zrange(key, 0, -1))
    return server.get(key) or b""


def files() -> Iterator[tuple[Path, frozenset[Mark]]]:
    """Every stored file with the marks in its name and in its bytes."""
    root = Path(settings.MEDIA_ROOT)
    for path in root.rglob("*"):
        if path.is_file():
            yield path, marks_in(str(path)) | marks_in_bytes(path.read_bytes())


def messages_of_whatsapp() -> str:
    """What was handed to the gateway, without the number it goes to."""
    folder = Path(settings.VAR_DIR) / "whatsapp"
    return "\n".join(path.read_text().partition("\n")[2] for path in folder.glob("*.txt"))
