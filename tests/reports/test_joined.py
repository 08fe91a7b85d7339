"""Documents laid out in parts and joined: one structure, right numbers, nothing to be seen."""

from __future__ import annotations

import re
import subprocess
import weakref
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from django.utils import timezone

from performance.evaluation.reports.lkjip import LkjipUnitReport
from performance.sakip.reports.lhe import LheReport
from reports.pdf.joiner import heading_faults
from reports.pdf.part import about_of, load
from reports.rendering import joined
from reports.rendering.cutting import WATERMARK, cut
from reports.rendering.document import filled, marked_page
from reports.rendering.joined import laid_out, lay_out_here, render_joined
from reports.rendering.pdf import render_part, render_pdf
from surveys.index.reports.documents import SkmReport
from tests.factories.organizations import make_city, make_unit
from tests.factories.surveys import make_period, make_responses, make_service, make_service_unit
from tests.performance.entry.test_entry import YEAR
from tests.reports.pdf import reading
from tests.reports.test_sakip_reports import advised, data_of
from tests.surveys.test_index import SEKADAU

ADDRESS = "https://contoh.test/v/ABCD-1234-EFGH/"
HEAD = """<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>Laporan &amp; Uji</title>
<meta name="author" content="Kota Uji"></head><body>
<p class="running-code">ABCD-1234-EFGH · kini</p><p class="running-title">Laporan Uji</p>
<p class="watermark" aria-hidden="true">DRAF</p>"""
STAMP = """<div class="verification"><div><svg></svg></div><p>
  Kode dokumen <strong>ABCD-1234-EFGH</strong><br>Pindai kode QR</p></div></body></html>"""


def chapter(number: int, pages: int = 1) -> str:
    """A chapter with a section on each page, each leading to the next one."""
    sections = "".join(
        f'<h2 id="s-{number}-{page}" {"class=chapter" if page else ""}>{number}.{page} Bagian</h2>'
        f'<p>Lihat <a href="#s-{number % 3 + 1}-0">bab <b>berikut</b></a>.</p>'
        "<table><caption>Tabel</caption><thead><tr><th>A</th><th>B</th></tr></thead><tbody>"
        "<tr><th scope=row>x</th><td>1 (satu \\ dua)</td></tr></tbody></table>"
        for page in range(pages)
    )
    mark = f"<!--bagian Bab {number}-->"
    return f'{mark}<section class="chapter" id="bab-{number}"><h1>BAB {number}</h1>{sections}</section>'


LISTED = ("s-1-0", "s-1-2", "s-2-0", "s-3-1")


def contents(entries: int = 1) -> str:
    lines = "".join(f'<li><a href="#{name}">Butir {name} ada</a></li>' for name in LISTED)
    return f'<!--bagian-isi Daftar isi--><nav class="toc"><h1>Daftar isi</h1><ul>{lines * entries}</ul></nav>'


def page_of(*, entries: int = 1) -> str:
    cover = '<!--bagian-polos Sampul--><section class="cover"><p>Sampul</p></section>'
    return HEAD + cover + contents(entries) + chapter(1, 3) + chapter(2) + chapter(3, 2) + STAMP


def joined_of(page: str) -> bytes:
    parts = cut(page)
    assert parts is not None
    return render_joined(parts, ADDRESS, lay_out_here, moment=timezone.localtime()).content


def text_of(content: bytes, folder: Path) -> list[str]:
    """Words of every page."""
    path = folder / "dokumen.pdf"
    path.write_bytes(content)
    told = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    )
    return [" ".join(page.split()) for page in told.stdout.split("\f")[:-1]]


@pytest.fixture(scope="module")
def whole() -> pikepdf.Pdf:
    return reading.opened(joined_of(page_of()))


@pytest.mark.parametrize("entries", [1, 30])
def test_the_contents_names_the_pages_its_entries_stand_on(entries, tmp_path):
    content = joined_of(page_of(entries=entries))

    pages = text_of(content, tmp_path)
    listed = {
        name: int(page)
        for text in pages
        for name, page in re.findall(r"Butir (\S+) ada (\d+)", text)
    }
    names = reading.destinations(reading.opened(content))
    assert listed == {name: names[name] for name in LISTED}
    assert f"Halaman 2 dari {len(pages)}" in pages[1]


def test_titles_and_links_lead_to_their_pages(whole):
    places = reading.page_numbers(whole)

    assert [(level, title, page) for level, title, page in reading.outline(whole) if level == 1] == [
        (1, "Daftar isi", 2), (1, "BAB 1", 3), (1, "BAB 2", 6), (1, "BAB 3", 7),
    ]  # fmt: skip
    tree, names = reading.parents(whole), reading.destinations(whole)
    links = [link for page in whole.pages for link in page.get("/Annots", [])]
    assert len(links) >= 9
    for link in links:
        element = tree[int(link.StructParent)]
        assert str(element.S) == "/Link"
        assert str(link.Contents).startswith("Menuju ")
        assert str(link.Dest) in names
        assert element.Pg.objgen in places


def test_reading_order_never_goes_back_and_every_mark_has_its_element(whole):
    found = list(reading.marks(whole))
    tree = reading.parents(whole)

    assert all(before <= after for (before, *_), (after, *_) in pairwise(found))
    assert len({(page, mark) for page, mark, _ in found}) == len(found)
    for page, mark, element in found:
        key = int(whole.pages[page - 1].StructParents)
        assert tree[key][mark].objgen == element.objgen
    drawn = sum(len(tree[int(page.StructParents)]) for page in whole.pages)
    assert drawn == len(found)


def test_parts_stand_in_the_document_and_headers_say_their_scope(whole):
    (document,) = whole.Root.StructTreeRoot.K
    kinds = [str(kid.S) for kid in reading.kids(document)]
    assert kinds == ["/Part"] * 5 + ["/Figure", "/P"]
    heads = [e for e in reading.elements(whole) if str(e.S) == "/TH"]
    assert {str(e.A.Scope) for e in heads} == {"/Row", "/Column"}
    assert not [e for e in reading.elements(whole) if "/ID" in e]
    assert not whole.check_pdf_syntax()


def test_header_and_footer_stand_on_all_pages_but_the_cover(tmp_path):
    first, *rest = text_of(joined_of(page_of()), tmp_path)
    assert "Halaman" not in first
    assert all("Laporan Uji" in page and "ABCD-1234-EFGH · kini" in page for page in rest)
    assert "Kode dokumen ABCD-1234-EFGH" in rest[-1]


def lkjip_page(request) -> str:
    office = request.getfixturevalue("office")
    data = LkjipUnitReport().data({"organization": office.unit.pk, "year": YEAR})
    return marked_page(LkjipUnitReport(), data)


def lhe_page(_) -> str:
    return marked_page(LheReport(), data_of(advised()))


def skm_page(_) -> str:
    make_city()
    unit = make_service_unit(make_unit())
    period = make_period(unit)
    make_responses(period, *SEKADAU, sex="P", service=make_service(unit))
    data = SkmReport().data({"period": period.pk})
    return marked_page(SkmReport(), data)


@pytest.mark.parametrize("built", [lkjip_page, lhe_page, skm_page])
def test_a_report_in_parts_reads_as_in_one_piece(built, request, db, tmp_path):
    page = filled(built(request), "ABCD-1234-EFGH")
    page = WATERMARK.sub("", page)  # its letters stand slanted among the words
    parts = cut(page)
    assert parts is not None
    assert len(parts.parts) > 3

    made = {
        part.name: source
        for part, source in zip(parts.parts, lay_out_here(parts.parts), strict=True)
    }

    def lay_out(wanted):
        return [lay_out_here([part])[0] if part.is_contents else made[part.name] for part in wanted]

    content = render_joined(parts, ADDRESS, lay_out, moment=timezone.localtime()).content
    pieces = text_of(content, tmp_path)
    whole = text_of(render_pdf(page).content, tmp_path)

    assert [sorted(text.split()) for text in pieces] == [sorted(text.split()) for text in whole]
    assert not heading_faults(made.values())


def test_only_one_part_is_held_at_a_time(monkeypatch):
    parts = cut(page_of())
    assert parts is not None
    held: list[weakref.ref] = []

    def watched(content: bytes):
        assert not [part for part in held if part()]
        found = load(content)
        held.append(weakref.ref(found))
        return found

    monkeypatch.setattr(joined, "load", watched)
    render_joined(parts, ADDRESS, lay_out_here, moment=timezone.localtime())
    assert len(held) == 5


def test_a_typeface_is_embedded_once(whole):
    files = {
        font.DescendantFonts[0].FontDescriptor.FontFile2.objgen
        for page in whole.pages
        for font in page.Resources.Font.values()
    }
    assert len(files) == 4  # sans and serif, each plain and strong


def test_headings_are_checked_over_the_whole():
    parts = cut(page_of())
    assert parts is not None
    sources = lay_out_here(parts.parts)

    assert not heading_faults(sources)
    lonely = replace(sources[3], about=replace(sources[3].about, headings=(3,)))
    assert heading_faults([sources[2], lonely, sources[4]]) == []
    assert len(heading_faults([sources[0], lonely])) == 1


def test_a_kept_part_is_read_again_or_refused():
    parts = cut(page_of())
    assert parts is not None
    content = render_part(parts.parts[2].html).dump()

    assert load(content).dump() == content
    assert laid_out(parts.parts[2], content).about == about_of(content)
    for broken in (b"", b"%PDF-1.7", content[:-1], content + b" "):
        with pytest.raises(ValueError, match="no part"):
            load(broken)


def test_a_page_without_marks_stays_whole():
    assert cut(HEAD + "<h1>Surat</h1>" + STAMP) is None


def test_lines_of_the_stamp_are_kept_apart_for_readers():
    lines = cut(page_of()).stamp_lines
    told = "".join(text for line in lines for text, _ in line)
    assert told.strip() == "Kode dokumen ABCD-1234-EFGH Pindai kode QR"
