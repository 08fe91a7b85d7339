"""Every registered report: all formats, for a unit, the city, and a unit without data.

The figures of the CSV are looked for in the text of the PDF of the same report: what differs
there would differ on paper.
"""

from __future__ import annotations

import csv
import io
import re
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from lxml.html import document_fromstring

from organizations.files import files_inside
from organizations.formatting import format_figure, format_number, stored_day
from reports.choices import Format
from reports.definitions import WORDS, Column
from reports.registry import REPORTS
from reports.rendering.carried import FIGURES, MANIFEST
from reports.rendering.printed import print_cell
from reports.rendering.readback import number, rows_of
from tests.factories.organizations import make_unit
from tests.reports.documents import Document, gather
from tests.reports.shelf import render

DOCUMENTS = gather()


def test_every_registered_report_is_made_here():
    assert {document.slug for document in DOCUMENTS} == set(REPORTS.names())


def text_of(pdf: Path) -> str:
    told = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True)
    return "".join(told.stdout.split())


def figures(content: bytes) -> set[str]:
    """Every number of the CSV as the document prints it, from the columns it prints."""
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    found = set()
    for row in rows:
        for name, value in row.items():
            kind = kind_of(name)
            if kind and value and value.lstrip("-").replace(".", "", 1).isdigit():
                column = Column(name, name, kind)
                found.add("".join(print_cell(Decimal(value), column).text.split()))
    return found


def kind_of(name: str) -> str:
    if name.startswith(("capaian_tahun", "capaian_akhir", "rasio_akhir")) or name in (
        "no",
        "kode",
        "nilai_tengah",
    ):
        return ""  # not every form prints these
    if name.endswith("_persen") or name == "bagian":
        return "percent"
    if name.endswith("_rp"):
        return "rupiah"
    if name in (
        "diterima",
        "tepat_waktu",
        "terlambat",
        "berjalan",
        "lewat_tenggat",
        "nomor",
        "memenuhi",
        "dari",
    ):
        return "quantity"
    quantities = ("target", "realisasi", "tw", "bobot", "nilai", "selisih")
    is_quantity = name.endswith("_k") or name.startswith(quantities)
    return "quantity" if is_quantity else ""


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_every_figure_of_the_csv_stands_in_the_pdf(demo_city, tmp_path, shelf, document):
    known = figures(render(document, tmp_path / "a.csv"))
    assert len(known) >= 5
    printed = text_of(shelf.natural(document))
    assert [text for text in sorted(known) if text not in printed] == []
    shown = bare(words_of(render(document, tmp_path / "a.html", fmt="html")))
    inside = cells_inside(shelf.natural(document))
    carried = [cell for cell in inside if not is_shown(cell, shown)]
    assert carried == []


def words_of(page: bytes) -> str:
    return document_fromstring(page.decode()).find("body").text_content()


def bare(text: str) -> str:
    """Without spaces and hyphens, which lines add and leave out."""
    return re.sub(r"[\s\u00ad\u200b\u2060-]", "", text).casefold()


def cells_inside(pdf: Path) -> set[str]:
    """Every figure and cell of the files a PDF carries, as text."""
    found = set()
    for name, content in files_inside(pdf.read_bytes()).items():
        rows = [] if name == MANIFEST else rows_of(content)[1:]
        found |= {cell for row in rows for cell in (row[-1:] if name == FIGURES else row)}
    return found


# What the page says with other signs, or tells by the letter beside it.
GRADES = {"tidak baik", "kurang baik", "baik", "sangat baik"}
GRADES |= {"semua jawaban lengkap", "indeks dan mutu"}  # of the poster, which is its index


def is_shown(cell: str, shown: str) -> bool:
    """Is it on the pages, as it is or as a figure, day, range or parts of words are printed?"""
    if cell.startswith(WORDS) or cell.casefold() in GRADES:
        return True
    parts = re.split("[–·;\n]", cell)
    return all(_is_shown(part.strip().removeprefix("'"), shown) for part in parts)


def _is_shown(text: str, shown: str) -> bool:
    forms = {text, str(stored_day(text) or text)}
    if (found := number(text)) is not None:
        forms |= {format_number(found, places) for places in range(5)} | {format_figure(found)}
    return any(bare(form) in shown for form in forms)


@pytest.mark.parametrize(
    ("document", "fmt"),
    [
        pytest.param(document, fmt, id=f"{document}-{fmt}")
        for document in DOCUMENTS
        for fmt in REPORTS.find(document.slug).formats
    ],
)
@pytest.mark.django_db
def test_without_data_there_is_every_document(tmp_path, settings, shelf, document, fmt):
    settings.MEDIA_ROOT = tmp_path / "media"
    code = make_unit().code
    if fmt == Format.PDF:
        content = shelf.empty(document, code).read_bytes()
    else:
        content = render(document, tmp_path / f"a.{fmt}", code=code, fmt=fmt)
    assert len(content) > 40


LONG = [
    Document(document.slug, (), of_unit=False)
    for document in DOCUMENTS
    if document.more.get("tingkat") == "program"
]


@pytest.mark.parametrize("document", LONG, ids=str)
def test_a_long_form_is_drawn_and_holds_every_figure(demo_city, tmp_path, document):
    known = figures(render(document, tmp_path / "a.csv"))
    assert len(known) > 3000
    content = render(document, tmp_path / "a.pdf", fmt="pdf")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    printed = text_of(tmp_path / "a.pdf")
    assert [text for text in sorted(known) if text not in printed] == []


@pytest.mark.parametrize(
    ("slug", "given", "said"),
    [
        ("e60", ["tahun=20x5"], "tahun"),
        ("e60", ["tahun=2025", "triwulan=5"], "triwulan"),
        ("e60", ["tahun=2025", "opd=1"], "opd"),
        ("e60", ["tahun=2025", "tingkat=desa"], "tingkat"),
        ("e80", ["tahun=2025"], "opd"),
        ("e80", ["tahun=2025", "opd=9.99"], "9.99"),
        ("perjanjian-kinerja", ["tahun=2025", "versi=lama"], "versi"),
        ("perjanjian-kinerja", ["tahun=2025", "tanggal=1 Mei"], "tanggal"),
        ("perjanjian-kinerja", ["tahun=2025", "versi=perubahan"], "perubahan"),
    ],
)
def test_a_wrong_parameter_is_named(db, tmp_path, slug, given, said):
    with pytest.raises(CommandError, match=said):
        call_command("render_report", slug, param=given, format="csv", out=str(tmp_path / "a"))


def test_every_report_says_what_it_rests_on():
    for report in REPORTS.all():
        assert report.regulation
        assert report.description
