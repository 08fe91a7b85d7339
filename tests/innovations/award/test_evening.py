"""The evening of awards: what was announced, of every domain, on one page and in one document."""

from __future__ import annotations

import csv
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.utils import timezone

from innovations.award.reports.committee import CommitteeReport
from organizations.formatting import format_number
from reports.rendering.document import frame_of
from reports.rendering.snapshot import pack, unpack
from tests.factories.competitions import make_desk_edition
from tests.factories.organizations import make_city, make_unit
from tests.factories.sakip import YEAR, Case

pytestmark = pytest.mark.django_db
URL, HALL = "/inovasi/penghargaan/{}/", "/inovasi/penghargaan/{}/layar/"


@pytest.fixture(autouse=True)
def city():
    return make_city()


def printed(tmp_path, slug, *params):
    path = tmp_path / "dokumen.html"
    call_command("render_report", slug, param=[*params], format="html", out=str(path))
    return path.read_text()


def written(tmp_path, *params):
    path = tmp_path / "malam.csv"
    call_command("render_report", "malam-penghargaan", param=[*params], format="csv", out=str(path))
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def test_winners_stand_under_their_tiers_and_who_won_nothing_does_not(client, ended):
    ended("Antar obat", "Lapor cepat", "Kartu sehat", "Tanpa gelar", name="KOVABLIK (contoh)")

    for address in (URL, HALL):
        shown = client.get(address.format(2026)).content.decode()
        assert "KOVABLIK (contoh), kelompok Umum" in shown
        assert shown.index("Terbaik") < shown.index("Antar obat") < shown.index("Harapan")
        assert shown.index("Harapan") < shown.index("Lapor cepat") < shown.index("Kartu sehat")
        assert "Tanpa gelar" not in shown


def test_the_hall_leads_from_one_award_to_the_next_by_links(client, ended):
    ended("A", "B")

    shown = client.get(HALL.format(2026)).content.decode()

    assert 'id="penghargaan-1"' in shown
    assert 'href="#penghargaan-2"' in shown
    assert 'id="penghargaan-2"' in shown
    assert 'href="#penghargaan-3"' not in shown


def test_a_tier_of_many_is_called_out_on_several_screens(client, ended):
    result = ended("Pemenang")
    place = result.content["groups"][0]["places"][0]
    names = [f"Pemenang {number}" for number in range(1, 10)]
    result.content["groups"][0]["places"] = [{**place, "title": name} for name in names]
    type(result).objects.filter(pk=result.pk).update(content=result.content)

    shown = client.get(HALL.format(2026)).content.decode()

    screens = shown.split('id="penghargaan-')[1:]
    assert [[name for name in names if name in screen] for screen in screens] == [
        names[:3], names[3:6], names[6:]
    ]  # fmt: skip
    assert ["bagian 2 dari 3" in screen for screen in screens] == [False, True, False]
    assert 'href="#penghargaan-3"' in screens[1]


def test_grades_of_sakip_stand_beside_in_the_year_they_were_announced(client, ended):
    year = timezone.localdate().year
    Case(unit=make_unit(name="Dinas Unggul (contoh)")).final("A")
    Case(unit=make_unit(name="Dinas Cukup (contoh)")).final("CC")
    Case(unit=make_unit(name="Dinas Konsep")).submitted("AA").evaluated("AA").shared()

    shown = client.get(URL.format(year)).content.decode()

    assert f"SAKIP tahun {YEAR}" in shown
    assert "Predikat A" in shown
    assert "Dinas Unggul (contoh)" in shown
    assert "Dinas Cukup (contoh)" not in shown
    assert "Dinas Konsep" not in shown


def test_scores_are_numbers_in_files_and_read_as_people_write_them(client, tmp_path):
    year = timezone.localdate().year
    Case(unit=make_unit(name="Dinas Unggul (contoh)")).final("A")

    (row,) = written(tmp_path, f"tahun={year}")

    assert 0 < Decimal(row["nilai"]) <= 100
    shown = format_number(Decimal(row["nilai"]), 2)
    assert "," in shown
    for page in (client.get(URL.format(year)), client.get(HALL.format(year))):
        assert shown in page.content.decode()
    assert shown in printed(tmp_path, "malam-penghargaan", f"tahun={year}")


@pytest.mark.parametrize("until", ["freeze", "reopen"])
def test_what_is_not_announced_is_on_no_evening(client, ended, tmp_path, until):
    ended("Zqxrahasia", until=until)
    ended("Terlihat", year=2025)

    assert client.get(URL.format(2026)).status_code == 404
    assert client.get(HALL.format(2026)).status_code == 404
    assert "zqxrahasia" not in client.get(URL.format(2025)).content.decode().lower()
    history = client.get("/inovasi/penghargaan/").content.decode()
    assert URL.format(2025) in history
    assert URL.format(2026) not in history
    told = client.get("/sitemap/kompetisi/edisi.xml").content.decode()
    assert URL.format(2025) in told
    assert URL.format(2026) not in told
    assert [row["nama"] for row in written(tmp_path)] == ["Terlihat"]
    assert "Zqx" not in str(written(tmp_path, "tahun=2026"))


def test_the_document_says_what_the_page_says(ended, tmp_path):
    assert written(tmp_path)[0]["nama"] == "Belum ada penghargaan yang diumumkan."
    ended("Antar obat", "Lapor cepat")

    rows = written(tmp_path, "tahun=2026")

    assert [(row["penghargaan"], row["nama"]) for row in rows] == [
        ("Terbaik", "Antar obat"), ("Harapan", "Lapor cepat"),
    ]  # fmt: skip
    page = printed(tmp_path, "malam-penghargaan", "tahun=2026")
    assert page.count("<caption>") == 2
    assert page.index("Antar obat") < page.index("Lapor cepat") < page.index("Kode dokumen")


@pytest.mark.parametrize(
    "slug", ["malam-penghargaan", "kompetisi-berita-acara", "kompetisi-peringkat", "iid"]
)
def test_a_document_that_says_nothing_vouches_for_nothing(tmp_path, slug):
    """Neither an edition without a result nor a year without an award or a reported index has a
    code to verify."""
    edition = make_desk_edition()
    params = {"malam-penghargaan": "tahun=2031", "iid": "tahun=2026"}
    param = params.get(slug, f"edisi={edition.slug}")

    page = printed(tmp_path, slug, param)

    assert "Belum ada pe" in page or "belum d" in page
    assert "Kode dokumen" not in page
    assert "running-code" not in page


def test_a_drawn_form_that_says_nothing_has_no_code_either():
    report = CommitteeReport()
    data = report.data(report.resolve({"edisi": make_desk_edition().slug}))

    kept, _ = unpack(pack(data, "").content, "")

    for found in (data, kept):
        frame = frame_of(found, "ABCD-EFGH-JKLM")
        assert (frame.code, frame.qr, frame.verify_url) == ("", None, "")
