"""The open data of competitions: announced places only, as they were frozen."""

from __future__ import annotations

import csv
import json

import pytest

from innovations.choices.competition import ProposalState
from innovations.models import Proposal
from tests.factories.competitions import make_edition, make_proposal
from tests.factories.organizations import make_city

pytestmark = pytest.mark.django_db


def rows(client, year=2026):
    answer = client.get(f"/data/kompetisi.csv?tahun={year}")
    return list(csv.DictReader(b"".join(answer).decode("utf-8-sig").splitlines()))


@pytest.fixture(autouse=True)
def city():
    return make_city()


def test_announced_places_are_rows(client, ended):
    result = ended("Antar obat", "Lapor cepat")
    make_proposal(result.edition, title="Gugur", state=ProposalState.REJECTED)
    make_proposal(result.edition, title="Konsep", state=ProposalState.DRAFT)

    first, second = rows(client)

    assert (first["judul"], first["peringkat"], first["nilai"]) == ("Antar obat", "1", "90.00")
    assert (second["judul"], second["penghargaan"]) == ("Lapor cepat", "Harapan")
    assert first["proposal_masuk"] == "3"
    assert first["sidik"] == result.digest
    told = json.loads(client.get("/data/kompetisi.json?tahun=2026&batas=1").content)
    assert [row["judul"] for row in told["data"]] == ["Antar obat"]
    assert "/data/kompetisi.json" in told["meta"]["berikutnya"]


def test_what_was_frozen_is_told_whatever_the_proposal_says_later(client, ended):
    ended("Antar obat")
    Proposal.objects.update(title="Nama baru")

    assert [row["judul"] for row in rows(client)] == ["Antar obat"]


@pytest.mark.parametrize("until", ["freeze", "reopen"])
def test_nothing_is_told_before_the_announcement(client, ended, until):
    result = ended("Zqxrahasia", until=until, name="Kompetisi zqxrahasia")
    ended("Antar obat", name="Kompetisi terdahulu", year=2025)
    make_proposal(make_edition(), title="Zqxrahasia")

    page = client.get("/data/kompetisi/").content.decode()
    assert rows(client) == []
    assert [row["judul"] for row in rows(client, 2025)] == ["Antar obat"]
    assert "zqxrahasia" not in page.lower()
    assert "tahun=2025" in page
    assert f"tahun={result.edition.year}" not in page
