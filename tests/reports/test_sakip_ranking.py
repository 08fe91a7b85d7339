"""The ranking of the year's announced SAKIP results, and the same results as open data."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from organizations.formatting import format_date
from organizations.models import Organization
from performance.sakip.queries.ranking import load_ranking
from performance.sakip.reports.ranking import RankingReport
from reports.datasets import DATA_SETS
from tests.factories.organizations import make_city, make_unit
from tests.factories.sakip import YEAR, Case, make_edition
from tests.reports.test_sakip_reports import ALL, FORMATS, RANKING, Book, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(settings, tmp_path) -> Book:
    settings.MEDIA_ROOT = tmp_path / "media"
    return Book(tmp_path)


def test_the_ranking_is_for_everybody_who_makes_documents():
    case, params = Case(), {"organization": None, "year": YEAR}
    found = {n for n, user in people(case).items() if RankingReport().can_request(user, params)}
    assert found == ALL | {"stranger"}


def ranked() -> dict[str, Case]:
    """The best, two with equal totals, one whose draft was sent and one that has not begun."""
    make_city(name="Kota Contoh", is_demo=False)
    found = {}
    for name, letter in (("atas", "A"), ("satu", "BB"), ("dua", "BB")):
        found[name] = Case(unit=make_unit(name=f"Dinas {name.capitalize()}")).final(letter)
    draft = Case(unit=make_unit(name="Dinas Konsep")).submitted("AA").evaluated("AA").shared()
    return {**found, "draft": draft, "none": Case(unit=make_unit(name="Dinas Diam"))}


def statement_day(on: date) -> str:
    days = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
    return f"Pada hari {days[on.weekday()]} tanggal {format_date(on)}"


def test_results_are_counted_by_their_predicate():
    ranked()

    found = load_ranking(YEAR)

    counts = {letter: len(found.with_predicate(letter)) for letter in ("AA", "A", "BB")}
    assert counts == {"AA": 0, "A": 1, "BB": 2}


def test_equal_totals_share_a_rank_and_drafts_wait(book):
    ranked()

    rows = book.lines(RANKING)
    words = book.words(RANKING)

    assert [(row["peringkat"], row["perangkat_daerah"]) for row in rows] == [
        ("1", "Dinas Atas"),
        ("2", "Dinas Satu"),
        ("2", "Dinas Dua"),
    ]
    assert rows[0]["nilai_perencanaan_kinerja"] == "27.000000"
    assert (rows[0]["nilai"], rows[0]["predikat"]) == ("90.000000", "A")
    assert rows[0]["nilai_tahun_lalu"] == ""
    assert statement_day(timezone.localdate()) in words
    assert "telah ditetapkan hasil evaluasi akuntabilitas kinerja tahun 2025 atas 3 dari" in words
    assert "Nilai rata-ratanya 83,33" in words
    assert "Menunggu tanggapan" in words
    assert "100,00" not in words  # the draft's total
    assert "Mengetahui" in words


def test_the_ranking_is_a_draft_until_every_result_is_announced():
    cases, params = ranked(), {"organization": None, "year": YEAR}
    assert RankingReport().data(params).is_draft

    done = [cases[name].unit.pk for name in ("atas", "satu", "dua")]
    Organization.objects.exclude(pk__in=done).update(is_reporting=False)

    assert not RankingReport().data(params).is_draft


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_year_without_results_has_a_ranking(book, fmt):
    assert len(book.render(RANKING, fmt)) > 40
    if fmt == "html":
        assert "Belum ada jadwal evaluasi SAKIP" in book.render(RANKING).decode()
        make_edition()
        assert "belum ada hasil" in book.render(RANKING).decode().lower()


# --- Open data ------------------------------------------------------------------------------------


def fetch(**query: object) -> list[dict[str, str]]:
    answer = Client().get("/data/sakip.csv", query)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))


def test_only_announced_results_are_open():
    cases = ranked()

    rows = fetch()

    assert {row["nama_opd"] for row in rows} == {"Dinas Atas", "Dinas Satu", "Dinas Dua"}
    assert len(rows) == 12
    mine = [row for row in rows if row["kode_opd"] == cases["atas"].unit.code]
    assert sum(Decimal(row["bobot"]) for row in mine) == 100
    assert sum(Decimal(row["nilai"]) for row in mine) == Decimal(mine[0]["nilai_total"]) == 90
    assert {row["peringkat"] for row in mine} == {"1"}


def test_no_year_is_open_before_something_was_announced():
    Case().submitted()
    assert fetch() == []
    assert Client().get("/data/sakip.json", {"tahun": YEAR}).status_code == 400


def test_pages_of_the_open_data_hold_every_row_once():
    ranked()
    client, seen = Client(), []
    url = f"/data/sakip.json?tahun={YEAR}&batas=5"
    while url:
        told = json.loads(client.get(url).content)
        seen += [(row["kode_opd"], row["kode_komponen"]) for row in told["data"]]
        url = told["meta"]["berikutnya"]
    assert len(seen) == len(set(seen)) == 12


def test_the_dictionary_names_every_field():
    data_set = DATA_SETS.find("sakip")
    assert data_set is not None
    Case().final()
    assert list(fetch()[0]) == [field.name for field in data_set.fields]
    assert all(field.meaning for field in data_set.fields)
