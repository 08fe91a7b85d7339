"""Everything that is kept: tables, sessions, the cache and the queue, files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import redis
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, models

from tests.complaints.leaks.marks import Mark, marks_in, marks_in_bytes
from tests.complaints.leaks.planting import CHILD

# Where the words of ordinary reports stand in plain; persons stand nowhere.
HOMES = {
    "complaints_complaint": {"judul", "teks", "alamat", "titik", "bujur", "alasan"},
    "complaints_message": {"balasan", "jawaban", "konsep"},
    "complaints_note": {"catatan", "alasan"},
    "complaints_segment": {"alasan"},
    "complaints_attachment": {"berkas", "alasan-berkas"},
    "complaints_draftfile": {"berkas"},
    "complaints_identityrequest": {"alasan-nama"},
    "complaints_secretexport": {"alasan"},
    "complaints_secretread": {"alasan-nama"},
    "complaints_rating": {"nilai"},
    "complaints_pause": {"jawaban"},
    "complaints_ban": {"alasan"},
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


# Models that hold the city's settings and reference data, and none of anybody's words.
SETTINGS = {
    "ApiKey", "Area", "Sp4nCategory", "Category", "Route", "Term", "Remedy", "LadderStep",
    "AnswerTemplate", "KnownWord", "SearchWord", "RetentionRule", "Tally", "TallyChange",
    "PlaceTally",
}  # fmt: skip
NO_WORDS = {
    "Attachment.file": "a random name", "Attachment.redacted": "a random name",
    "ChildFile.file": "a random name", "DraftFile.file": "a random name",
    "Attachment.mime": "a kind", "ChildFile.mime": "a kind", "DraftFile.mime": "a kind",
    "AreaFollow.token": "a key", "Draft.secret": "a key", "Notice.key": "a number",
    "Notice.subject": "numbers only", "Notice.body": "numbers only", "Notice.error": "of a gateway",
    "Escalation.title": "of the settings", "Escalation.note": "written by the portal",
    "ComplaintEvent.pgh_label": "of the history", "Message.public_text": "chosen by the unit",
    "Complaint.look_first": "written by the portal", "Complaint.search": "of what is shown",
    "Complaint.sp4n_id": "a number", "Complaint.sp4n_state": "of the other side",
    "Complaint.public_subject": "chosen by the desk", "Complaint.public_text": "chosen by the desk",
    "Reporter.shown_name": "shortened", "Ban.told": "shortened",
    "SecretExport.chosen": "names of lists", "SecretExport.told": "names of lists",
    "Sp4nBatch.file_name": "of the desk", "Sp4nBatch.error": "written by the portal",
    "Sp4nBatch.columns": "titles", "Sp4nBatch.mapping": "titles",
    "Sp4nBatch.summary": "numbers of lines",
    "OriginalWords.subject": "as it was", "OriginalWords.address": "as it was",
}  # fmt: skip
_KEYS = ("digest", "sha256", "fingerprint", "number")


def fields_of_words() -> Iterator[tuple[str, str]]:
    """Every field of complaints that could hold somebody's words, with all it holds now."""
    for model in apps.get_app_config("complaints").get_models():
        for field in model._meta.concrete_fields:
            is_text = isinstance(field, (models.CharField, models.TextField, models.JSONField))
            is_key = field.name.endswith(_KEYS) or field.choices
            if model.__name__ not in SETTINGS and is_text and not is_key:
                held = model._default_manager.values_list(field.name, flat=True)
                yield f"{model.__name__}.{field.name}", "\n".join(str(value) for value in held)


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
