"""Stored files: whole or not at all, checked before they leave, in folders and in a bucket alike."""

from __future__ import annotations

import hashlib
import os
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import Storage
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone

from organizations.actions.sweeping import sweep_files
from organizations.queries.stored_files import names_in
from organizations.storage import (
    NO_ANSWER,
    NO_ROOM,
    FileLost,
    NotSaved,
    StorageAway,
    checked,
    documents,
    evidence,
    is_whole,
    media,
    stored,
)
from organizations.storage.bucket import BucketFiles
from organizations.storage.local import LocalFiles
from performance.models import Evidence
from tests.factories.organizations import make_unit
from tests.harness.bucket import KEY, NAME, SECRET, Bucket, own_bucket
from tests.harness.disks import files_below, largest_file

CONTENT = b"isi berkas" * 1000
DIGEST = hashlib.sha256(CONTENT).hexdigest()


def files_in(bucket: Bucket, prefix: str = "kota") -> BucketFiles:
    return BucketFiles(
        bucket_name=NAME,
        location=prefix,
        endpoint_url=bucket.endpoint,
        region_name="us-east-1",
        access_key=KEY,
        secret_key=SECRET,
        path_style=True,
    )


@pytest.fixture(params=["folder", "bucket"])
def place(request, settings, tmp_path) -> Storage:
    settings.MEDIA_ROOT = tmp_path
    return (
        LocalFiles() if request.param == "folder" else files_in(request.getfixturevalue("bucket"))
    )


def all_names(place: Storage, folder: str) -> list[str]:
    return list(names_in(place, folder))


def keep(place: Storage, name: str, content: bytes = CONTENT) -> str:
    with stored(place, name, content) as kept:
        return kept


def test_what_is_stored_comes_back(place):
    name = keep(place, "sah/2026/a.pdf")
    assert name == "sah/2026/a.pdf"
    with checked(place, name, DIGEST) as file:
        assert file.read() == CONTENT
    assert all_names(place, "sah") == [name]
    assert keep(place, name) != name  # never over another file


def test_a_large_file_passes_through(place):
    content = os.urandom(9 * 2**20)
    name = keep(place, "besar/a.bin", content)
    with checked(place, name, hashlib.sha256(content).hexdigest()) as file:
        assert b"".join(file.chunks()) == content


def test_no_address_of_a_file_leaves_the_portal(place):
    with pytest.raises(ValueError, match="no address"):
        place.url(keep(place, "alamat/a.pdf"))


@pytest.mark.parametrize("name", ["hilang/tidak-ada.pdf", "", None])
def test_a_file_that_is_gone_is_lost(place, name):
    with pytest.raises(FileLost):
        checked(place, name, DIGEST)
    assert not is_whole(place, name, DIGEST)


def test_a_file_that_was_changed_is_lost(place):
    name = keep(place, "ubah/a.pdf", CONTENT + b"!")
    with pytest.raises(FileLost):
        checked(place, name, DIGEST)


def test_an_undone_block_leaves_no_file(place):
    with pytest.raises(ZeroDivisionError), stored(place, "batal/a.pdf", CONTENT):
        raise ZeroDivisionError
    assert all_names(place, "batal") == []


def test_a_commit_of_unknown_end_leaves_the_file_to_the_sweep(place):
    with pytest.raises(OperationalError), stored(place, "putus/a.pdf", CONTENT):
        raise OperationalError
    assert len(all_names(place, "putus")) == 1


def test_a_folder_that_refuses_in_the_middle_keeps_nothing(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with largest_file(4096), pytest.raises(NotSaved, match=NO_ROOM[:30]):
        keep(LocalFiles(), "penuh/a.pdf")
    assert files_below(tmp_path) == []


def test_a_folder_that_may_not_be_written_says_so(settings, tmp_path):
    (tmp_path / "berkas").write_text("")
    settings.MEDIA_ROOT = tmp_path / "berkas"
    with pytest.raises(NotSaved, match=NO_ANSWER[:30]):
        keep(LocalFiles(), "a/a.pdf")


def test_a_bucket_that_is_away_says_so():
    with own_bucket() as bucket:
        place = files_in(bucket)
        name = keep(place, "a/a.pdf")
    with pytest.raises(NotSaved, match=NO_ANSWER[:30]):
        keep(place, "a/b.pdf")
    with pytest.raises(StorageAway):
        checked(place, name, DIGEST)


def test_objects_are_private_and_stay_in_the_folder_of_their_city(bucket):
    name = keep(files_in(bucket, "kota-lain"), "pribadi/a.pdf")
    assert f"kota-lain/{name}" in bucket.names()
    grants = bucket.client.get_object_acl(Bucket=NAME, Key=f"kota-lain/{name}")["Grants"]
    assert all("URI" not in grant["Grantee"] for grant in grants)  # nobody but the owner
    with pytest.raises(FileLost):
        checked(files_in(bucket), name, DIGEST)


# --- Files without a row, rows without a file ------------------------------------------------------


@pytest.fixture
def shelf(db, settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    for number in range(3):
        name = keep(evidence(), f"evidence/2026/{number}.pdf")
        Evidence.objects.create(
            organization=make_unit(), file=name, original_name="a.pdf", sha256=DIGEST,
            size=len(CONTENT), mime="application/pdf",
        )  # fmt: skip
    keep(documents(), "documents/2026/tanpa-baris.pdf")
    keep(media(), "city/tanpa-baris.png")
    (tmp_path / "documents" / "2026" / "x.part").write_bytes(b"setengah")
    (tmp_path / "lain.txt").write_text("bukan milik portal")
    return tmp_path


def count(folder: Path) -> int:
    return len(files_below(folder))


def test_files_without_a_row_go_after_two_days(shelf):
    assert sweep_files(now=timezone.now()) == 0
    assert count(shelf) == 7
    assert sweep_files(now=timezone.now() + timedelta(days=3)) == 3
    assert count(shelf / "evidence") == 3
    assert (shelf / "lain.txt").exists()


def test_the_wrong_database_does_not_empty_the_storage(shelf):
    for number in range(30):
        keep(evidence(), f"evidence/2026/lain-{number}.pdf")
    before = count(shelf / "evidence")
    sweep_files(now=timezone.now() + timedelta(days=3))
    assert count(shelf / "evidence") == before


def test_lost_files_are_named_after_a_restore(shelf):
    out = StringIO()
    call_command("check_files", stdout=out)
    assert "lengkap" in out.getvalue()
    (shelf / "evidence/2026/0.pdf").unlink()
    (shelf / "evidence/2026/1.pdf").write_bytes(b"lain")
    with pytest.raises(CommandError, match="2 berkas"):
        call_command("check_files", stdout=out)
    assert out.getvalue().count("bukti dukung") == 2
