"""Evidence as one zip: made by a worker, what is inside, what is lost is said, whose it is."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from innovations.choices.index import ArchiveState
from innovations.index.actions import archive, archiving
from innovations.models import IndexArchive, IndexEvidence
from tests.factories.hostile import picture
from tests.factories.innovation_index import make_answer, make_index_entry
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_user

pytestmark = pytest.mark.django_db


def url(name: str, *args: Any) -> str:
    return reverse(f"innovations:{name}", args=args)


def asked(client, name: str, *args: Any) -> IndexArchive:
    answer = client.post(url(name, *args))
    found = IndexArchive.objects.latest("pk")
    assert answer.url == found.get_absolute_url()
    return found


def fetched(client, made: IndexArchive) -> zipfile.ZipFile:
    answer = client.get(url("index-archive-file", made.pk))
    content = b"".join(answer.streaming_content)  # read to the end, the file is closed
    return zipfile.ZipFile(io.BytesIO(content))


@pytest.fixture
def proved(client, operator, entry):
    file = SimpleUploadedFile("bukti.jpg", picture())
    client.post(url("index-answer", entry.pk, "16"), {"parameter": "2", "file": file})
    make_answer(entry, "35", 2)
    return entry


@pytest.fixture
def waiting(client, proved) -> IndexArchive:
    return asked(client, "index-entry-archive", proved.pk)


def test_the_request_only_asks_and_the_page_says_how_far_it_is(client, waiting):
    assert (waiting.state, waiting.file.name) == (ArchiveState.WAITING, "")
    page = client.get(waiting.get_absolute_url()).content.decode()
    assert 'hx-trigger="every 2s"' in page
    assert "Menunggu giliran" in page
    assert client.get(url("index-archive-file", waiting.pk)).status_code == 302

    archiving.make_archive(waiting.pk)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.progress, waiting.attempts) == (ArchiveState.DONE, 100, 1)
    page = client.get(waiting.get_absolute_url()).content.decode()
    assert "hx-trigger" not in page
    assert "Unduh ZIP" in page


def test_files_stand_inside_and_links_in_the_list(client, waiting):
    archiving.make_archive(waiting.pk)
    found = fetched(client, waiting)

    names = [name for name in found.namelist() if name.startswith("si-bajak")]
    assert len(names) == 1
    assert names[0].endswith("bukti.jpg")
    told = found.read("daftar.csv").decode()
    assert "https://contoh.test/bukti" in told
    assert told.count("SI BAJAK") == 2


def test_asked_twice_it_is_made_once_until_other_evidence_comes(client, proved, waiting):
    archiving.make_archive(waiting.pk)
    assert asked(client, "index-entry-archive", proved.pk) == waiting
    make_answer(proved, "17", 1)

    assert asked(client, "index-entry-archive", proved.pk) != waiting


def test_a_lost_file_is_named_and_the_rest_is_there(client, proved, waiting):
    IndexEvidence.objects.exclude(file="").update(sha256="0" * 64)
    archiving.make_archive(waiting.pk)
    found = fetched(client, waiting)

    assert found.namelist() == ["daftar.csv"]
    assert "hilang atau berubah" in found.read("daftar.csv").decode()
    assert "belum terbaca" in client.get(waiting.get_absolute_url()).content.decode()
    assert asked(client, "index-entry-archive", proved.pk) != waiting  # perhaps it is back


def test_the_whole_round_is_for_those_who_see_the_city(client, city, proved):
    make_answer(make_index_entry(make_innovation(name="LAIN")), "16")
    other = make_index_entry(make_innovation())
    assert client.post(url("index-archive", 2026)).status_code == 403
    assert client.post(url("index-entry-archive", other.pk)).status_code == 404
    client.force_login(city)

    made = asked(client, "index-archive", 2026)
    archiving.make_archive(made.pk)

    told = fetched(client, made).read("daftar.csv").decode()
    assert "SI BAJAK" in told
    assert "LAIN" in told


def test_a_file_that_is_made_is_handed_to_those_who_may_read_it(client, city, operator, proved):
    client.force_login(city)
    whole = asked(client, "index-archive", 2026)
    archiving.make_archive(whole.pk)
    client.force_login(operator)

    for name in ("index-archive-detail", "index-archive-file"):
        assert client.get(url(name, whole.pk)).status_code == 404
    own = asked(client, "index-entry-archive", proved.pk)
    client.force_login(make_user())
    assert client.get(url("index-archive-file", own.pk)).status_code == 404


def test_too_much_is_refused_with_the_way_to_go(client, waiting, monkeypatch):
    monkeypatch.setattr(archive, "MOST_MEGABYTES", -1)
    archiving.make_archive(waiting.pk)

    waiting.refresh_from_db()
    assert waiting.state == ArchiveState.FAILED
    assert "Unduh per inovasi" in client.get(waiting.get_absolute_url()).content.decode()


def test_without_evidence_nothing_is_asked_for(client, operator, entry):
    answer = client.post(url("index-entry-archive", entry.pk), follow=True)

    assert "Belum ada bukti" in answer.content.decode()
    assert not IndexArchive.objects.exists()


def test_whoever_lost_the_lease_leaves_the_row_alone(waiting, monkeypatch):
    def stolen(rows, tell):
        IndexArchive.objects.update(lease_token=None)
        with pytest.raises(archiving.LeaseLost):
            tell(50)
        raise archiving.LeaseLost

    monkeypatch.setattr(archiving, "write_zip", stolen)
    archiving.make_archive(waiting.pk)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.error) == (ArchiveState.RUNNING, "")


def test_a_worker_that_died_is_followed_by_another_three_times_at_most(waiting):
    now = timezone.now()
    rows = IndexArchive.objects.filter(pk=waiting.pk)
    rows.update(state=ArchiveState.RUNNING, lease_until=now + timedelta(minutes=1), attempts=1)
    archiving.make_archive(waiting.pk)
    assert rows.get().state == ArchiveState.RUNNING  # somebody still makes it
    rows.update(lease_until=now - timedelta(seconds=1), attempts=3)

    archiving.sweep_archives(now)

    assert rows.get().state == ArchiveState.FAILED
    assert str(waiting.pk) in rows.get().error


def test_after_a_day_the_file_is_nobodys(waiting):
    archiving.make_archive(waiting.pk)
    archiving.sweep_archives(timezone.now() + timedelta(hours=23))
    assert IndexArchive.objects.exists()

    archiving.sweep_archives(timezone.now() + timedelta(hours=25))
    assert not IndexArchive.objects.exists()


def test_when_the_file_itself_is_lost_another_is_made(client, proved, waiting):
    archiving.make_archive(waiting.pk)
    IndexArchive.objects.update(sha256="0" * 64)

    assert client.get(url("index-archive-file", waiting.pk)).status_code == 410
    assert "Berkasnya hilang" in client.get(waiting.get_absolute_url()).content.decode()
    assert asked(client, "index-entry-archive", proved.pk) != waiting
