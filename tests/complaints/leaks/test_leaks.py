"""No page, file, feed, document, message or store tells anybody words that are not theirs to read.

Every address the resolver knows is asked for by everybody, with every planted report in it. An
address that is new is walked as well; one whose parts are not known here fails the test.
"""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from reports.choices import Format
from tests.complaints.documents import DOCUMENTS
from tests.complaints.leaks import planting, stores
from tests.complaints.leaks.marks import Mark, marks_in, marks_in_bytes
from tests.complaints.leaks.planting import ANONYMOUS, World
from tests.complaints.leaks.readers import READERS, Reader
from tests.complaints.leaks.walking import readable, told, urls

MADE = "/berkas-impor/"  # a row without its file, made for the matrix of rights


@pytest.fixture(scope="module")
def kept(world: World) -> bytes:
    """What the cache and the queue held before the readers came."""
    return stores.kept_by_valkey()


def test_no_table_holds_words_outside_their_own(kept: bytes) -> None:
    found = set(stores.marks_of_tables())

    assert stores.misplaced(found) == set()
    assert (ANONYMOUS, "berkas") not in {(mark.report, mark.field) for _, mark in found}
    assert not [row for row in stores.rows_of_every_table() if planting.ADDRESS in row[1]]
    assert set(stores.HOMES) <= {table for table, _ in found}, "the search finds what is there"


def test_every_field_that_could_hold_words_holds_a_mark(world: World) -> None:
    """A field that is new is planted as well, or it is said why nobody's words stand in it."""
    unmarked = {name for name, held in stores.fields_of_words() if not marks_in(held)}

    assert unmarked - set(stores.NO_WORDS) == set()


def test_words_the_desk_took_out_are_sealed(world: World) -> None:
    for name in planting.BLACKENED:
        sealed = world.cases[name].original.text
        assert marks_in(sealed) >= {Mark(name, "asli"), Mark(name, "teks")}


def test_no_session_cache_or_queue_holds_a_word(kept: bytes) -> None:
    held = stores.sessions()

    assert "tiket" in held
    assert marks_in(held) == frozenset()
    assert b"lapor" in kept
    assert marks_in_bytes(kept) == frozenset()
    assert planting.ADDRESS.encode() not in kept


def test_no_stored_file_tells_whose_it_is(world: World) -> None:
    found = list(stores.files())

    assert len(found) > len(planting.SENT)
    assert [(str(path), marks) for path, marks in found if marks] == []


def test_no_message_holds_a_word(world: World) -> None:
    assert any(case.number in world.mails for case in world.cases.values())
    assert marks_in(world.mails) == frozenset()
    assert world.cases[ANONYMOUS].number in stores.messages_of_whatsapp()
    assert marks_in(stores.messages_of_whatsapp()) == frozenset()
    assert world.child.number not in world.mails


@pytest.mark.parametrize("form", Format.values)
@pytest.mark.parametrize(
    "more", [{}, {"bulan": timezone.localdate().month}], ids=["tahun", "bulan"]
)
def test_no_document_holds_a_word(world: World, tmp_path, form: str, more: dict[str, int]) -> None:
    for document in DOCUMENTS:
        out = tmp_path / f"{document}.{form}"
        said = {**document.natural(), "tahun": timezone.localdate().year, **more}
        asked = [f"{name}={value}" for name, value in said.items()]
        call_command("render_report", document.slug, param=asked, format=form, out=str(out))

        words = readable(out.read_bytes())

        assert words
        assert marks_in(words) == frozenset()


@pytest.mark.parametrize("reader", READERS, ids=str)
def test_nobody_comes_across_words_that_are_not_theirs(world: World, reader: Reader) -> None:
    client = reader.client(world)
    leaks, seen, broken = [], set(), []
    for url in urls(world, reader.reports, reader.skips):
        cache.clear()  # else limits would shut a reader out of what is asked about here
        status, found = told(client, url, world)
        seen |= found
        leaks += reader.leaks(found, url, world)
        is_made = url.startswith(MADE)
        broken += [f"{status} at {url}"] if status in (429, 500) and not is_made else []

    assert not leaks, "\n".join(leaks)
    assert broken == []
    assert reader.sees <= seen, "the walk no longer reaches what this reader may read"


def test_no_line_of_any_log_holds_a_word(world: World, logged: list[str]) -> None:
    """After all readers have been everywhere: whatever was said by then."""
    Client().get(f"/pengaduan/{world.cases[ANONYMOUS].number}/")
    words = "\n".join(logged)

    assert world.cases[ANONYMOUS].number in words, "requests are logged"
    assert marks_in(words) == frozenset()
    assert not any(secret in words for secret in world.secrets.values())
    assert planting.ADDRESS not in words
