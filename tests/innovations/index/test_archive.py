"""Evidence as one zip: what is inside, what is lost is said, whose it is."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from innovations.index.actions import archive
from innovations.models import IndexEvidence
from tests.factories.hostile import picture
from tests.factories.innovation_index import make_answer, make_index_entry
from tests.factories.innovations import make_innovation

pytestmark = pytest.mark.django_db


def url(name: str, *args: Any) -> str:
    return reverse(f"innovations:{name}", args=args)


def fetched(answer: Any) -> zipfile.ZipFile:
    content = b"".join(answer.streaming_content)
    answer.close()
    return zipfile.ZipFile(io.BytesIO(content))


@pytest.fixture
def proved(client, operator, entry):
    file = SimpleUploadedFile("bukti.jpg", picture())
    client.post(url("index-answer", entry.pk, "16"), {"parameter": "2", "file": file})
    make_answer(entry, "35", 2)
    return entry


def test_files_stand_inside_and_links_in_the_list(client, proved):
    found = fetched(client.get(url("index-entry-archive", proved.pk)))

    names = [name for name in found.namelist() if name.startswith("si-bajak")]
    assert len(names) == 1
    assert names[0].endswith("bukti.jpg")
    told = found.read("daftar.csv").decode()
    assert "https://contoh.test/bukti" in told
    assert told.count("SI BAJAK") == 2


def test_a_lost_file_is_named_and_the_rest_is_there(client, proved):
    IndexEvidence.objects.exclude(file="").update(sha256="0" * 64)
    found = fetched(client.get(url("index-entry-archive", proved.pk)))

    assert found.namelist() == ["daftar.csv"]
    assert "hilang atau berubah" in found.read("daftar.csv").decode()


def test_the_whole_round_is_for_those_who_see_the_city(client, city, proved):
    make_answer(make_index_entry(make_innovation(name="LAIN")), "16")
    other = make_index_entry(make_innovation())
    assert client.get(url("index-archive", 2026)).status_code == 403
    assert client.get(url("index-entry-archive", other.pk)).status_code == 404
    client.force_login(city)

    told = fetched(client.get(url("index-archive", 2026))).read("daftar.csv").decode()
    assert "SI BAJAK" in told
    assert "LAIN" in told


def test_too_much_is_refused_with_the_way_to_go(client, proved, monkeypatch):
    monkeypatch.setattr(archive, "MOST_MEGABYTES", -1)
    answer = client.get(url("index-entry-archive", proved.pk), follow=True)

    assert "Unduh per inovasi" in answer.content.decode()
