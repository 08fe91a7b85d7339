"""The search for leaks can fail: one is planted in every channel, and whoever reads it reports it."""

from __future__ import annotations

import io
import json
import logging
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
import redis
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from complaints.choices import Publicity
from complaints.intake.notifications import FileGateway
from complaints.models import Attachment, Complaint
from complaints.public.queries import cards
from complaints.querysets import ComplaintQuerySet
from organizations import storage
from organizations.models import City, OutgoingMail
from reports.choices import Format
from tests.complaints.leaks import stores
from tests.complaints.leaks.marks import Mark, mark, marks_in, marks_in_bytes
from tests.complaints.leaks.planting import ANONYMOUS, CHILD, HIDDEN, SECRET, WAITING, World
from tests.complaints.leaks.readers import READERS, Reader
from tests.complaints.leaks.walking import SHARED, readable, told, urls_of
from tests.factories.hostile import paper, saved

WORD, MARKED = mark(CHILD, "text"), Mark(CHILD, "text")
CITIZEN = READERS[0]


@pytest.fixture(autouse=True)
def _taken_back(world: World) -> Iterator[None]:
    """What a test plants is gone when it ends."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    cache.clear()


# --- Stores --------------------------------------------------------------------------------------


def in_an_outbox() -> None:
    OutgoingMail.objects.create(to="a@contoh.test", subject="Laporan", body=WORD)


def in_a_title() -> None:
    Complaint.objects.filter(publicity=Publicity.SHOWN).update(public_subject=WORD)


@pytest.mark.parametrize(
    ("plant", "table"),
    [
        (in_an_outbox, "organizations_outgoingmail"),
        (in_a_title, "complaints_complaint"),
    ],
)
def test_a_word_in_another_table(plant: Callable[[], None], table: str) -> None:
    plant()

    assert stores.misplaced(stores.marks_of_tables()) == {f"{MARKED} in {table}"}


def test_a_word_in_a_session() -> None:
    session = SessionStore()
    session["kembali"] = f"/lacak/?kata={WORD}"
    session.create()

    assert MARKED in marks_in(stores.sessions())


def test_a_word_in_the_cache() -> None:
    cache.set("lapor", f"Laporan {WORD}")
    assert MARKED in marks_in_bytes(stores.kept_by_valkey())
    cache.delete("lapor")
    cache.set(f"lapor:{WORD}", 1)
    assert MARKED in marks_in_bytes(stores.kept_by_valkey())


def test_a_word_in_the_queue() -> None:
    place = settings.CELERY_BROKER_URL.replace("redis+socket:", "unix:")
    with redis.Redis.from_url(place.replace("virtual_host=", "db=")) as broker:
        broker.lpush("uji-bocor", json.dumps({"args": [WORD]}))
        try:
            assert MARKED in marks_in_bytes(stores.kept_by_valkey())
        finally:
            broker.delete("uji-bocor")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("uji.jpg", WORD.encode()),
        ("uji.jpg", b"\xff\xd8" + WORD.encode("utf-16-le")),
        (f"{WORD}.jpg", b"foto"),
    ],
    ids=["bytes", "utf-16", "name"],
)
def test_a_word_in_a_stored_file(name: str, content: bytes) -> None:
    path = Path(settings.MEDIA_ROOT) / name
    path.write_bytes(content)
    try:
        assert [marks for where, marks in stores.files() if where == path] == [{MARKED}]
    finally:
        path.unlink()


def test_a_word_in_a_message() -> None:
    FileGateway().send(phone="0812", text=f"Laporan {WORD}")
    mail.send_mail(f"Laporan {WORD}", "", None, ["a@contoh.test"])

    assert MARKED in marks_in(stores.messages_of_whatsapp())
    assert MARKED in marks_in(mail.outbox[-1].subject)
    for path in (Path(settings.VAR_DIR) / "whatsapp").glob("*.txt"):
        if WORD in path.read_text():
            path.unlink()


def test_a_word_in_a_log(logged: list[str]) -> None:
    before = len(logged)
    logging.getLogger("complaints.uji").debug("laporan %s", WORD)
    logging.getLogger("organizations.uji").info("laporan", extra={"teks": WORD})

    assert [marks_in(line) for line in logged[before:]] == [{MARKED}, {MARKED}]


# --- Documents and files -------------------------------------------------------------------------


@pytest.mark.parametrize("form", Format.values)
def test_a_word_in_a_document(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "DESK", WORD)
    Complaint.objects.filter(publicity=Publicity.SHOWN).update(unit=None)
    out = tmp_path / f"laporan.{form}"
    asked = [f"tahun={timezone.localdate().year}"]
    call_command("render_report", "pengaduan-bulanan", param=asked, format=form, out=str(out))

    assert MARKED in marks_in(readable(out.read_bytes()))


def packed(name: str, text: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, text)
    return target.getvalue()


def with_author() -> bytes:
    document: pikepdf.Pdf = paper()
    document.docinfo["/Author"] = WORD
    return saved(document)


@pytest.mark.parametrize(
    "content",
    [
        WORD.encode(),
        f"&#{ord(WORD[0])};{WORD[1:]}".encode(),
        packed("a.csv", WORD),
        packed(f"{WORD}.csv", "a"),
        with_author(),
    ],
    ids=["plain", "entity", "zip", "zip-name", "pdf-author"],
)
def test_a_word_in_an_answer(content: bytes, world: World) -> None:
    assert reported(HttpResponse(content), world) == [f"{MARKED} at /uji/"]


def test_a_word_in_what_goes_with_an_answer(world: World) -> None:
    head, cookie = (
        HttpResponse(headers={"Content-Disposition": f"x; filename={WORD}"}),
        HttpResponse(headers={"Cache-Control": "private"}),
    )
    cookie.set_cookie("kembali", WORD)

    assert reported(head, world) == reported(cookie, world) == [f"{MARKED} at /uji/"]


@pytest.mark.parametrize("said", ["", "public, max-age=300", "max-age=60"])
def test_a_page_of_somebody_that_a_proxy_may_keep(world: World, said: str) -> None:
    answer = HttpResponse(headers={"Cache-Control": said} if said else {})
    client = Answering(answer)
    client.cookies[settings.SESSION_COOKIE_NAME] = "apa-saja"

    assert CITIZEN.leaks(told(client, "/uji/", world)[1], "/uji/", world) == [f"{SHARED} at /uji/"]


def test_a_file_that_was_hidden_or_made_black(world: World) -> None:
    rows = Attachment.objects.filter(complaint=world.cases[HIDDEN])
    shut = (rows.filter(is_hidden=True).first(), rows.exclude(redacted="").first())
    for row in shut:
        with storage.checked(row.file.storage, row.file.name, row.sha256) as file:
            answer = HttpResponse(file.read(), content_type=row.mime)
        assert f"{HIDDEN}.tertutup at /uji/" in reported(answer, world)


class Answering(Client):
    """A portal that gives one answer to everything."""

    def __init__(self, answer: HttpResponse) -> None:
        super().__init__()
        self.answer = answer

    def get(self, *args: object, **kwargs: object) -> HttpResponse:  # type: ignore[override]
        return self.answer


def reported(answer: HttpResponse, world: World) -> list[str]:
    return CITIZEN.leaks(told(Answering(answer), "/uji/", world)[1], "/uji/", world)


# --- Readers -------------------------------------------------------------------------------------


@pytest.mark.parametrize("reader", READERS, ids=str)
def test_each_reader_reports_a_word_that_is_not_theirs(world: World, reader: Reader) -> None:
    City.objects.update(name=WORD)  # stands on every page
    cache.clear()

    _, found = told(reader.client(world), "/", world)

    assert f"{MARKED} at /" in reader.leaks(found, "/", world)


YEAR = timezone.localdate().year
CHANNELS = (
    "/", "/pengaduan/", "/pengaduan/{number}/", "/pengaduan/umpan/", "/pengaduan/umpan/wilayah/33-75-09/",
    f"/data/pengaduan.json?tahun={YEAR}", f"/data/pengaduan.csv?tahun={YEAR}",
    "/open311/v2/requests.json", "/open311/v2/requests.xml", "/open311/v2/requests/{number}.json",
    f"/sitemap/pengaduan/{timezone.localdate():%Y-%m}.xml",
)  # fmt: skip


@pytest.mark.parametrize("name", [SECRET, ANONYMOUS, WAITING])
@pytest.mark.parametrize("channel", CHANNELS)
def test_a_channel_that_forgets_who_may_see(
    world: World, monkeypatch: pytest.MonkeyPatch, channel: str, name: str
) -> None:
    """The filter at the source is gone: the channel shows the report, and the reader says so."""
    monkeypatch.setattr(ComplaintQuerySet, "published", lambda self: self.filter(number=number))
    number = world.cases[name].number
    url = channel.format(number=number)
    cache.clear()

    status, found = told(Client(), url, world)

    assert status == 200
    asked = "/" if number in url else url
    assert CITIZEN.leaks(found, asked, world), "nobody noticed"


def test_an_address_of_which_nothing_is_known() -> None:
    with pytest.raises(LookupError, match="say in walking"):
        list(urls_of("complaints:baru", "pengaduan/baru/<str:apa>/", ["SK-1"]))
