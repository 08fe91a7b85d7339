"""Pages become one structure: what goes on is one element, what decorates is none."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

import reports
from reports.rendering.pdf import render_pdf
from tests.harness.spoken import Spoken, lines, read
from tests.reports.sample import LONG, page_of

COVER = '<section class="cover">'


@pytest.fixture(scope="module")
def content() -> bytes:
    return render_pdf(page_of()).content


@pytest.fixture(scope="module")
def told(content) -> Iterator[Spoken]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        yield read(pdf)


def kinds(told: Spoken, kind: str) -> list[Spoken]:
    return [one for one in told.walk() if one.kind == kind]


def test_a_paragraph_over_pages_is_one(told):
    (long,) = (one for one in kinds(told, "P") if one.text.startswith("kata"))
    assert long.text.split() == LONG.split()


def test_what_is_hidden_is_not_read(told):
    assert "Tidak dibaca" not in told.text


def test_a_table_over_pages_has_one_head_and_every_row(told):
    (table,) = kinds(told, "Table")
    assert [one.text for one in kinds(table, "Caption")] == ["Tabel"]
    assert len(kinds(table, "THead")) == 1
    assert len(kinds(table, "TBody")) == 1
    heads = [one.attributes["Scope"] for one in kinds(table, "TH")]
    assert heads == ["Column", "Row", *["Row"] * 70]
    assert len({row.page for row in kinds(table, "TR")}) > 2
    assert kinds(table, "TBody")[0].elements[3].text == "Baris 3 3 • a"


def test_lists_inside_lists_follow_their_item(told):
    numbered = kinds(told, "L")[0]
    assert numbered.attributes["ListNumbering"] == "Decimal"
    assert [one.kind for one in numbered.elements] == ["LI", "L", "LI"]
    assert numbered.text == "1. Satu ◦ Anak ◦ Anak lain 2. Dua"


def test_a_term_and_what_is_said_of_it_are_one_item(told):
    pairs = [one for one in kinds(told, "LI") if one.elements[0].text in ("Nama", "Jabatan")]
    assert [[kid.kind for kid in one.elements] for one in pairs] == [
        ["Lbl", "LBody", "LBody"],
        ["Lbl", "LBody"],
    ]


def test_a_list_of_contents_has_entries_with_one_link_each():
    page = page_of(
        '<nav class="toc"><h1>Daftar isi</h1><ul><li><a href="#a">Bab I</a></li>'
        '<li><a href="#b">Bab II</a></li></ul></nav><h1 id="a">Bab I</h1><h1 id="b">Bab II</h1>'
    )
    with pikepdf.open(io.BytesIO(render_pdf(page).content)) as pdf:
        contents = kinds(read(pdf), "TOC")[0]
        links = [a for page in pdf.pages for a in page.get("/Annots", ())]
    assert [one.kind for one in contents.elements] == ["TOCI", "TOCI"]
    entries = [kinds(one, "Reference")[0].elements[0] for one in contents.elements]
    assert [one.kind for one in entries] == ["Link", "Link"]
    assert [len(one.links) for one in entries] == [1, 1]
    assert entries[0].text.startswith("Bab I")
    assert len(links) == 2


def test_a_link_over_lines_is_one_and_says_where_it_leads(told):
    (link,) = (one for one in kinds(told, "Link") if one.text.startswith("ke awal"))
    assert len(link.links) > 1
    assert {str(one.Contents)[:15] for one in link.links} == {"Menuju ke awal "}


def test_a_picture_says_what_it_shows_where_it_stands(told):
    (picture,) = kinds(told, "Figure")
    left, low, right, high = (float(side) for side in picture.attributes["BBox"])
    assert picture.alternative == "Batik kawung"
    assert 0 <= left < right <= 596
    assert 0 <= low < high <= 842


def test_words_between_boxes_are_a_paragraph(told):
    (one,) = (one for one in kinds(told, "P") if one.text.startswith("Tanpa"))
    assert one.text.endswith("dan miring")


def test_a_reader_is_shown_line_by_line(told):
    shown = list(lines(told))
    assert "[1] H1 Judul" in shown
    assert any("‹Baris 1›" in line for line in shown)


def test_every_cover_is_a_heading():
    templates = Path(reports.__file__).parents[1] / "templates"
    covers = [page for path in templates.rglob("*.html") if COVER in (page := path.read_text())]
    assert len(covers) == 3
    for page in covers:
        assert '<h1 class="cover-title">' in page.partition(COVER)[2].partition("</section>")[0]
