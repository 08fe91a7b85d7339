"""Open data: accepted figures only, one dictionary, pages without gaps, cached by the stamp."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organizations.models import City
from performance.choices import SubmissionState
from performance.models import Indicator, Submission
from reports.datasets import DATA_SETS
from tests.factories.performance import make_window
from tests.reports.conftest import QUARTER, YEAR


@pytest.fixture
def accepted(office):
    office.save(office.k, "4", "1|")
    Submission.objects.filter(quarter=QUARTER).update(state=SubmissionState.ACCEPTED)
    return office


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def fetch(slug: str, **query) -> str:
    answer = Client().get(f"/data/{slug}.csv", {"tahun": YEAR, **query})
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode()


def test_only_accepted_quarters_are_published(accepted):
    found = rows(fetch("kinerja"))
    assert {row["triwulan"] for row in found} == {str(QUARTER)}
    assert float(found[0]["realisasi"]) == 4
    assert found[0]["kode_opd"] == accepted.unit.code
    spent = rows(fetch("anggaran"))  # rupiah stand in a quarter that is still open
    assert {(row["triwulan"], row["realisasi_rp"]) for row in spent} == {(str(QUARTER), "")}


def test_without_a_year_the_newest_that_has_rows_is_given(accepted):
    make_window(1, YEAR + 1)
    (row, *_) = rows(fetch("kinerja", tahun=""))
    assert row["tahun"] == str(YEAR)
    assert json.loads(Client().get("/data/kinerja.json").content)["meta"]["tahun"] == YEAR
    assert rows(fetch("kinerja", tahun=str(YEAR + 1))) == []  # asked for, it stays empty


def test_a_quarter_without_spending_keeps_its_pagu(accepted):
    (row, *_) = rows(fetch("anggaran"))
    assert (row["pagu"], row["realisasi_rp"]) == ("1000000", "")


def test_the_header_is_the_dictionary(accepted):
    for slug in ("kinerja", "anggaran"):
        data_set = DATA_SETS.find(slug)
        assert data_set is not None
        header = fetch(slug).split("\r\n")[0].split(",")
        assert header == [field.name for field in data_set.fields]
        told = Client().get(f"/data/{slug}/").content.decode()
        assert all(f"<code>{name}</code>" in told for name in header)


def test_every_name_is_the_published_one():
    """Names cannot be mended once others read them: docs/open-data.md is the promise."""
    told = Path("docs/open-data.md").read_text(encoding="utf-8")
    promised = {
        heading: re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)
        for heading, part in re.findall(
            r"^## `([\w-]+)`$(.*?)(?=^## |\Z)", told, re.MULTILINE | re.DOTALL
        )
    }
    assert promised == {
        data_set.slug: [field.name for field in data_set.fields] for data_set in DATA_SETS.all()
    }


def test_a_code_and_its_name_are_called_alike():
    for data_set in DATA_SETS.all():
        names = [field.name for field in data_set.fields]
        assert names[0] == "tahun"
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names)
        units = {name for name in names if "opd" in name or "perangkat" in name}
        assert units in (set(), {"kode_opd", "nama_opd"})
        assert not [name for name in names if name.endswith(("_kode", "_nama"))]


def test_pages_hold_every_row_once(demo_city):
    client, seen = Client(), []
    url = "/data/kinerja.json?tahun=2025&batas=700"
    while url:
        told = json.loads(client.get(url).content)
        seen += [json.dumps(row, sort_keys=True) for row in told["data"]]
        url = told["meta"]["berikutnya"]
    whole = Client().get("/data/kinerja.csv?tahun=2025")
    lines = b"".join(whole.streaming_content).decode().strip().split("\r\n")
    assert len(seen) == len(set(seen)) == len(lines) - 1 > 5000


def test_a_page_costs_the_same_however_long(demo_city):
    counts = []
    for limit in (1, 900):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            Client().get(f"/data/kinerja.json?tahun=2025&batas={limit}")
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 8


def test_texts_run_nowhere_as_formulas(accepted):
    Indicator.objects.filter(pk=accepted.indicators[0].pk).update(name="=HYPERLINK(1)")
    assert "'=HYPERLINK(1)" in fetch("kinerja")


def test_a_name_that_begins_like_a_formula_is_as_it_is_in_json_and_the_page_says_so(accepted):
    Indicator.objects.filter(pk=accepted.indicators[0].pk).update(name="-Jumlah layanan")
    assert "'-Jumlah layanan" in fetch("kinerja")
    rows = Client().get("/data/kinerja.json").json()["data"]
    assert "-Jumlah layanan" in {row["indikator"] for row in rows}
    assert "tanda petik tunggal di depannya" in Client().get("/data/kinerja/").content.decode()


def test_an_unchanged_answer_is_not_sent_again(accepted):
    client = Client()
    first = client.get("/data/kinerja.json")
    again = client.get("/data/kinerja.json", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert "public" in first["Cache-Control"]
    assert "Set-Cookie" not in first.headers


@pytest.mark.parametrize(
    ("url", "status", "said"),
    [
        ("/data/kinerja.json?tahun=1999", 400, "tidak tersedia"),
        ("/data/kinerja.csv?tahun=dua", 400, "tidak tersedia"),
        ("/data/kinerja.json?batas=5000", 400, "batas"),
        ("/data/kinerja.json?sesudah=x", 400, "sesudah"),
        ("/data/lain.json", 404, ""),
        ("/data/lain/", 404, ""),
    ],
)
def test_wrong_questions_get_a_sentence(accepted, url, status, said):
    answer = Client().get(url)
    assert answer.status_code == status
    assert said in answer.content.decode()


def test_nothing_is_written_through_open_data(accepted):
    assert Client().post("/data/kinerja.json").status_code == 405


def test_figures_of_a_demonstration_carry_the_mark(accepted):
    City.objects.update_or_create(pk=1, defaults={"name": "Kota Uji", "is_demo": False})
    plain = Client().get("/data/kinerja.csv", {"tahun": YEAR})
    assert "demonstrasi" not in rows(b"".join(plain.streaming_content).decode())[0]
    assert Client().get("/data/kinerja.json").json()["meta"]["demonstrasi"] is False

    City.objects.update(is_demo=True)
    marked = Client().get("/data/kinerja.csv", {"tahun": YEAR})
    lines = rows(b"".join(marked.streaming_content).decode())
    assert list(lines[0])[-1] == "demonstrasi"
    assert {line["demonstrasi"] for line in lines} == {"ya"}
    assert f"demonstrasi-kinerja-{YEAR}.csv" in marked.headers["Content-Disposition"]
    assert Client().get("/data/kinerja.json").json()["meta"]["demonstrasi"] is True
    assert plain.headers["ETag"] != marked.headers["ETag"]
