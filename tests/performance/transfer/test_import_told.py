"""What an import tells: its errors as a file, what is hidden in a workbook, where the result stands."""

import csv
import io
from base64 import b64decode

import pytest
from django.urls import reverse
from openpyxl import Workbook

from performance.models import ImportBatch
from tests.factories.performance import make_window
from tests.performance.entry.test_entry import QUARTER, YEAR, Office
from tests.performance.transfer.test_import_pages import HEADER, line, upload


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    return Office()


def workbook(office: Office) -> Workbook:
    book = Workbook()
    sheet = book.active
    sheet.title = "Data"
    for text in (HEADER, line(office)):
        sheet.append(text.strip().split(","))
    sheet["F2"], sheet["G2"] = 10, 4
    return book


def previewed(office: Office, book: Workbook) -> str:
    target = io.BytesIO()
    book.save(target)
    answer = upload(office, target.getvalue(), "isian.xlsx")
    assert answer.status_code == 302, answer.context["problems"]
    return office.client.get(answer.url).text


def test_every_error_is_in_the_file_that_can_be_taken_away(office):
    rows = "".join(line(office, target="x", tw2=f"=y{n}") for n in range(250))
    page = upload(office, HEADER + rows)

    assert page.status_code == 400
    kind, _, content = page.context["error_file"].partition(";base64,")
    assert kind == "data:text/csv;charset=utf-8"
    text = b64decode(content).decode()
    assert text.startswith("\ufeffbaris;kolom;yang_perlu_diperbaiki")
    found = list(csv.reader(io.StringIO(text[1:]), delimiter=";"))[1:]
    assert len(found) >= 500
    first = next(row for row in found if row[0])
    assert first[:2] == ["2", "target_k"]
    assert "“x”" in first[2]
    assert 'download="kesalahan-impor.csv"' in page.text


def test_hidden_rows_columns_and_sheets_are_named(office):
    book = workbook(office)
    sheet = book["Data"]
    sheet.row_dimensions[2].hidden = True
    sheet.row_dimensions[9].hidden = True  # empty
    sheet.column_dimensions["G"].hidden = True
    other = book.create_sheet("Lama")
    other.append(["sisa"])
    other.sheet_state = "hidden"
    page = previewed(office, book)
    assert "1 baris tersembunyi ikut dibaca: 2." in page
    assert "1 kolom tersembunyi ikut dibaca: G." in page
    assert "1 lembar tersembunyi tidak dibaca: “Lama”." in page


def test_a_workbook_without_anything_hidden_says_nothing(office):
    assert "tersembunyi" not in previewed(office, workbook(office))


def test_what_was_saved_is_linked_by_unit_year_and_quarter(office):
    upload(office, HEADER + line(office))
    batch = ImportBatch.objects.get()
    page = office.client.post(reverse("performance:import-confirm", args=[batch.pk]), follow=True)
    plan = f'href="{reverse("performance:plan", args=[office.unit.code])}?tahun={YEAR}"'
    entry = f'href="{office.url()}"'
    assert page.redirect_chain[0][0].endswith(f"?tahun={YEAR}")
    told = page.text.partition("tersembunyi")[0].partition("tersimpan.")[2][:400]
    assert plan in told
    assert entry in told
    again = office.client.get(reverse("performance:import-preview", args=[batch.pk])).text
    assert plan in again
    assert entry in again


@pytest.mark.parametrize("level", ["sub kegiatan", "Sub Kegiatan", "subkegiatan", "Sub-Kegiatan"])
def test_every_spelling_of_sub_kegiatan_is_taken_and_one_is_shown(office, level):
    answer = upload(office, HEADER + line(office).replace("subkegiatan", level, 1))
    page = office.client.get(answer.url).text
    assert f"<small>Sub kegiatan {office.subs[0].code}</small>" in page


def test_what_a_new_indicator_gets_unsaid_is_told_and_rules_are_said_in_words(office):
    unsaid = HEADER + line(office).replace(office.indicators[0].name, "Uji baru")
    page = office.client.get(upload(office, unsaid).url).text
    assert "Tidak disebut di berkas, dipakai: polaritas positif dan akumulasi jumlah" in page

    given = HEADER.replace("satuan", "satuan,polaritas,akumulasi") + line(office).replace(
        "Dokumen,", "Dokumen,negatif,terakhir,"
    )
    page = office.client.get(upload(office, given).url).text
    assert "Polaritas: positif → negatif" in page
    assert "Akumulasi: jumlah → terakhir" in page
    assert "Tidak disebut" not in page
