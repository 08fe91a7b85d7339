"""The history as a file: rights and filter of its page, figures as numbers, nothing that runs."""

from __future__ import annotations

import csv
import io
from zipfile import ZipFile

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from organizations import activity
from organizations.choices import Role
from organizations.models import Organization
from reports.rendering.delimited import SPREADSHEETS
from reports.views import history
from tests.factories.organizations import make_unit, make_user

URL = "reports:history-export"


@pytest.fixture
def unit(db) -> Organization:
    found = make_unit(name="Dinas Uji")
    changes = {
        "k2": activity.changed("Realisasi kinerja Triwulan II 2025 (tahun)", "75.21", "60"),
        "note": activity.changed("Catatan", "", "=HYPERLINK(1)"),
    }
    activity.record(
        obj=found,
        verb="uji",
        summary="@Baris pertama",
        by=make_user(Role.OPERATOR_OPD, found, full_name="Rina"),
        organization=found,
        changes=changes,
        reason="+sebab",
    )
    other = make_unit()
    activity.record(obj=other, verb="uji", summary="Baris kedua", by=None, organization=other)
    return found


def reader(role: Role, unit: Organization | None = None) -> Client:
    client = Client()
    client.force_login(make_user(role, unit))
    return client


def rows(answer, separator: str = ";") -> list[dict[str, str]]:
    text = b"".join(answer).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=separator))


@pytest.mark.parametrize(("name", "value"), [("titik-koma", "75,21"), ("koma", "75.21")])
def test_a_csv_holds_a_row_for_every_change(unit, name, value):
    answer = reader(Role.INSPEKTORAT).get(reverse(URL), {"bentuk": name, "orang": "Rina"})

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert ".csv" in answer["Content-Disposition"]
    first, second = rows(answer, SPREADSHEETS[name].separator)
    assert first["yang_berubah"] == "Realisasi kinerja Triwulan II 2025 (tahun)"
    assert (first["semula"], first["menjadi"]) == (value, "60")
    assert first["perangkat_daerah"] == "Dinas Uji"
    assert (first["uraian"], first["alasan"]) == ("'@Baris pertama", "'+sebab")
    assert second["menjadi"] == "'=HYPERLINK(1)"


def test_an_xlsx_holds_the_same_with_figures_as_numbers_and_no_formula(unit):
    answer = reader(Role.INSPEKTORAT).get(reverse(URL), {"bentuk": "xlsx", "q": "pertama"})

    content = b"".join(answer)
    with ZipFile(io.BytesIO(content)) as book:
        assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    cells = [cell.value for row in sheet.iter_rows() for cell in row]
    assert 75.21 in cells
    assert 60 in cells
    assert "=HYPERLINK(1)" in cells
    assert "Kata: pertama." in cells[len(sheet[1])]
    assert "Baris kedua" not in cells
    assert not [cell for cell in cells if str(cell).startswith("Kode dokumen")]


def test_a_head_downloads_only_the_history_of_the_own_unit(unit):
    answer = reader(Role.KEPALA_OPD, unit).get(reverse(URL), {"bentuk": "koma"})
    told = {row["uraian"] for row in rows(answer, ",")}
    assert "'@Baris pertama" in told
    assert "Baris kedua" not in told
    assert reader(Role.OPERATOR_OPD, unit).get(reverse(URL)).status_code == 403


def test_the_page_leads_to_the_file_with_its_filter(unit):
    client = reader(Role.INSPEKTORAT)
    page = client.get(reverse("organizations:history"), {"orang": "Rina", "sebelum": "99999999"})
    assert f'href="{reverse(URL)}?orang=Rina"' in page.content.decode()

    choices = client.get(reverse(URL), {"orang": "Rina"}).content.decode()
    assert "1 catatan sesuai saringan. Nama atau surel pelaku: Rina." in choices
    assert 'href="?orang=Rina&amp;bentuk=xlsx"' in choices
    assert 'href="?orang=Rina&amp;bentuk=titik-koma"' in choices


def test_more_than_a_file_holds_is_not_cut_but_said(unit, monkeypatch):
    monkeypatch.setattr(history, "MOST", 1)
    answer = reader(Role.INSPEKTORAT).get(reverse(URL), {"bentuk": "xlsx"})
    page = answer.content.decode()
    assert answer["Content-Type"].startswith("text/html")
    assert "paling banyak 1 catatan" in page
    assert "bentuk=xlsx" not in page.partition("<main")[2]


def test_a_wrong_filter_leads_back_to_the_page_that_says_so(unit):
    answer = reader(Role.INSPEKTORAT).get(reverse(URL), {"bentuk": "koma", "sejak": "kemarin"})
    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('organizations:history')}?sejak=kemarin"


def test_nothing_found_offers_no_file(unit):
    answer = reader(Role.INSPEKTORAT).get(reverse(URL), {"bentuk": "koma", "q": "tidakada"})
    assert "Tidak ada yang diunduh" in answer.content.decode()
