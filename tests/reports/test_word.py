"""Documents of words as DOCX: a marked copy with the headings, figures and pictures of the page."""

from __future__ import annotations

import ast
import io
import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import docx
import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree
from lxml.html import document_fromstring

import reports
from organizations.choices import Role
from reports.actions.jobs import request_job
from reports.actions.making import run
from reports.definitions import FORMATS
from reports.models import ReportJob
from reports.permissions import can_publish
from reports.registry import REPORTS
from reports.rendering.snapshot import unpack
from reports.rendering.word import render_docx
from reports.rendering.word.inline import text_of
from tests.factories.organizations import make_unit, make_user
from tests.reports.test_jobs import client_of, done
from tests.reports.test_snapshots import again, raw

REPORT = SimpleNamespace(regulation="Perpres 29/2014")
NARRATIVE = {
    "lkjip-opd", "lkjip-kota", "lkpj", "lke-lhe", "skm", "skm-kota", "iid", "kompetisi-berita-acara",
    "perjanjian-kinerja", "pengaduan-bulanan", "inovasi-katalog",
}  # fmt: skip
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="200" height="100" '
    'aria-label="Grafik &lt;A &amp; B&gt;"><rect width="50" height="50" fill="#34398c"/>'
    '<text x="60" y="40" font-family="Plus Jakarta Sans, sans-serif">12,5</text></svg>'
)
PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGA"
    "WjR9awAAAABJRU5ErkJggg=="
)


def made(body: str, *, kind: str = "") -> docx.document.Document:
    html = f'<html><head><title>x</title></head><body class="{kind}">{body}</body></html>'
    data = SimpleNamespace(title="LKjIP Dinas", is_draft=False)
    return docx.Document(
        io.BytesIO(render_docx(REPORT, data, html, code="ABCD-EFGH-JKMN", author="Kota"))
    )


def styled(document: docx.document.Document, *names: str) -> list[str]:
    return [p.text for p in document.paragraphs if p.style.name in names]


def test_headings_words_and_lists_are_real():
    document = made(
        '<h1 id="bab-1">BAB I<br>Pendahuluan</h1> loose <strong>words</strong> <p>Satu <em>dua</em>'
        "</p><ol><li>A</li><li>B</li></ol><p>x</p><ol><li>C</li></ol><ul><li>D</li></ul>"
        '<p class="running-code">kode</p><div class="verification"><p>Pindai</p></div>'
    )
    assert styled(document, "Heading 1") == ["BAB I\nPendahuluan"]
    assert styled(document, "Normal") == ["loose words", "Satu dua", "x"]
    assert styled(document, "List Number") == ["A", "B", "C"]
    assert styled(document, "List Bullet") == ["D"]
    numbered = [p for p in document.paragraphs if p.style.name == "List Number"]
    numbers = [p._p.pPr.numPr.numId.val for p in numbered]
    assert numbers[0] == numbers[1] != numbers[2]  # every list begins at 1


def test_a_table_repeats_its_head_and_sets_figures_right():
    document = made(
        "<table><caption>Tabel 1</caption><thead><tr><th rowspan=2>Nama</th><th colspan=2>Rp</th>"
        '</tr><tr><th>A</th><th>B</th></tr></thead><tbody><tr><th scope="row">Satu</th>'
        '<td class="n">1.000</td><td class="n">2</td></tr><tr class="r-total"><th colspan=2>Jumlah'
        '</th><td class="n">9</td></tr></tbody></table>'
    )
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Nama", "Rp", "Rp"],
        ["Nama", "A", "B"],
        ["Satu", "1.000", "2"],
        ["Jumlah", "Jumlah", "9"],
    ]
    repeated = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert repeated == [True, True, False, False]
    assert table.rows[2].cells[1].paragraphs[0].alignment == 2  # right
    assert table.rows[3].cells[0].paragraphs[0].runs[0].bold
    assert styled(document, "Caption") == ["Tabel 1"]


def test_a_wide_table_gets_paper_on_its_side_and_the_next_words_do_not():
    cells = "<td>1</td>" * 12
    document = made(f"<p>a</p><table><tr>{cells}</tr></table><p>b</p>")
    turned = [section.orientation == WD_ORIENT.LANDSCAPE for section in document.sections]
    assert turned == [False, True, False]
    assert len(made(f"<table><tr>{cells}</tr></table>", kind="wide").sections) == 1


def test_drawings_are_pictures_with_words_instead():
    document = made(
        f"<figure><figcaption>Gambar 1</figcaption>{SVG}</figure>"
        f'<p><img src="{PIXEL}" alt="Lambang"></p><img src="http://example.org/a.png" alt="luar">'
        '<img src="data:image/png;base64,AAAA" alt="rusak">'
    )
    told = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert told == ["Grafik <A & B>", "Lambang"]
    assert "[Gambar: rusak]" in [p.text for p in document.paragraphs]
    assert styled(document, "Caption") == ["Gambar 1"]
    part = document.part.related_parts[
        document.inline_shapes[0]._inline.graphic.graphicData.pic.blipFill.blip.embed
    ]
    assert part.blob.startswith(b"\x89PNG")


def test_a_tall_drawing_stays_on_its_page():
    tall = SVG.replace('height="100"', 'height="2000"').replace("0 0 200 100", "0 0 200 2000")
    (shape,) = made(f"<figure>{tall}</figure>").inline_shapes
    assert Mm(230) < shape.height < Mm(257)
    assert abs(shape.height / shape.width - 10) < 0.01


def test_it_is_marked_as_a_copy_and_says_what_it_is():
    document = made("<p>a</p>")
    footer = document.sections[0].footer.paragraphs[0].text
    assert "Salinan untuk disunting · bukan dokumen resmi · kode ABCD-EFGH-JKMN" in footer
    header = document.sections[0].header._element.xml
    assert 'string="SALINAN"' in header
    told = document.core_properties
    assert (told.title, told.subject, told.author, told.language) == (
        "LKjIP Dinas",
        "Perpres 29/2014",
        "Kota",
        "id-ID",
    )
    assert document.styles.element.xpath("./w:docDefaults//w:lang/@w:val") == ["id-ID"]


def test_the_contents_lead_to_their_headings():
    document = made(
        '<nav class="toc"><h1>Daftar isi</h1><ul><li><a href="#bab-1">BAB I</a></li>'
        '<li class="d2"><a href="#s-1">1.1</a></li></ul></nav><h1 id="bab-1">BAB I</h1>'
        '<h2 id="s-1">1.1</h2>'
    )
    body = document.element.body
    places = body.xpath(".//w:bookmarkStart/@w:name")
    assert body.xpath(".//w:hyperlink/@w:anchor") == places == ["b_bab_1", "b_s_1"]
    assert styled(document, "Heading 1") == ["BAB I"]
    assert "TOC" in body.xpath("string(.//w:instrText)")


@pytest.mark.parametrize(
    "words", ["a\x0b\x00\x1fb", "🎉 & <b>", "\ufffe\ud800x", "]]>", "a" * 70_000]
)
def test_any_words_make_a_readable_file(words):
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    html = f"<h1>{escaped}</h1><p>{escaped}</p><table><tr><td>{escaped}</td></tr></table>"
    data = SimpleNamespace(title=words, is_draft=True)
    content = render_docx(REPORT, data, f"<body>{html}</body>", code="", author=words)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(parts.read(name))
    heading = docx.Document(io.BytesIO(content)).paragraphs[0].text
    assert heading == re.sub("[\x00\x0b\x1f\ufffe\ud800]", "", words)


def test_links_out_are_kept_and_others_are_words():
    document = made('<p><a href="https://a.id/x">satu</a> <a href="javascript:a()">dua</a></p>')
    targets = [rel.target_ref for rel in document.part.rels.values() if rel.is_external]
    assert targets == ["https://a.id/x"]
    assert document.paragraphs[0].text == "satu dua"


def test_two_thousand_rows_are_written_in_seconds():
    row = "<tr>" + '<td class="n">1.234,5</td>' * 12 + "</tr>"
    began = time.process_time()
    document = made(f"<table>{row * 2000}</table>", kind="wide")
    assert time.process_time() - began < 20
    assert len(document.element.body.xpath("./w:tbl/w:tr")) == 2000


# --- as a format of documents


@pytest.fixture
def job(office) -> ReportJob:
    report = REPORTS.find("perjanjian-kinerja")()
    params = report.resolve({"opd": office.unit.code, "tahun": "2025"})
    asked = request_job(report=report, params=params, fmt="pdf", by=office.operator)
    run(asked.pk)
    asked.refresh_from_db()
    return asked


def test_a_copy_has_the_headings_and_figures_of_the_page(office, job):
    copy = again(job, "docx", office.operator)
    document = docx.Document(io.BytesIO(raw(copy)))
    _, page = unpack(bytes(job.snapshot.content), "")
    body = document_fromstring(page).find("body")
    headings = [text_of(node) for node in body.iter("h1", "h2", "h3", "h4")]
    assert [" ".join(text.split()) for text in styled(document, *HEADING_STYLES)] == headings
    cells = [text_of(cell) for cell in body.iter("td", "th")]
    written = " ".join(document.element.body.itertext())
    assert [cell for cell in cells if cell not in " ".join(written.split())] == []
    assert copy.code in document.sections[0].footer.paragraphs[0].text
    assert copy.snapshot_sha256 == job.snapshot_sha256
    assert copy.carried == {}


HEADING_STYLES = [f"Heading {level}" for level in range(1, 5)]


def test_documents_of_words_are_offered_as_copies_and_forms_are_not(office, job):
    offered = {report.slug for report in REPORTS.all() if "docx" in report.formats}
    assert offered >= NARRATIVE
    assert not offered & {"e58", "e60", "e80", "e81"}
    assert (
        "DOCX, salinan untuk disunting"
        in office.client.get(job.get_absolute_url()).content.decode()
    )
    request = reverse("reports:request", args=["perjanjian-kinerja"])
    assert "DOCX, salinan untuk disunting" in office.client.get(request).content.decode()
    form = office.client.get(reverse("reports:request", args=["e81"])).content.decode()
    assert "DOCX" not in form
    with pytest.raises(CommandError, match="tidak dibuat sebagai DOCX"):
        call_command("render_report", "e81", param=[], format="docx", out="-")
    assert "docx" not in FORMATS


def test_an_official_form_is_refused_as_a_copy(office, params):
    job = done(office, params)
    url = reverse("reports:other-format", args=[job.pk])
    answer = office.client.post(url, {"format": "docx"}, follow=True)
    assert "Pilih bentuk berkas dari daftar" in answer.content.decode()


def test_a_copy_is_for_those_who_read_the_document(office, job):
    copy = again(job, "docx", office.operator)
    stranger = client_of(Role.OPERATOR_OPD, make_unit())
    assert stranger.get(reverse("reports:download", args=[copy.pk])).status_code == 404
    answer = office.client.get(reverse("reports:download", args=[copy.pk]))
    assert "wordprocessingml" in answer["Content-Type"]
    assert b"".join(answer.streaming_content)[:2] == b"PK"


def test_a_copy_is_never_called_genuine_nor_published(office, job):
    copy = again(job, "docx", office.operator)
    url = reverse("reports:verify", args=[copy.code])
    page = Client().get(url).content.decode()
    assert "Ini salinan, bukan dokumen resmi." in page
    assert "Dokumen ini terbit dari portal" not in page
    file = io.BytesIO(raw(copy))
    file.name = "a.docx"
    page = " ".join(Client().post(url, {"file": file}).content.decode().split())
    assert "Ini salinan, bukan dokumen resmi." in page
    analyst = make_user(Role.BAPPEDA, make_unit())
    assert "Tayangkan PDF-nya" in can_publish(analyst, copy).reason


def test_who_makes_no_copy_loads_nothing_that_writes_them():
    """Workers hold what is imported for ever; slow libraries are imported where they are used."""
    folder = Path(reports.__file__).parent
    writers = [path for path in folder.rglob("*.py") if path.parent.name != "word"]
    imported = {name for path in writers for name in _imported_at_once(path)}
    assert "reports.definitions" in imported
    slow = ("docx", "weasyprint", "xlsxwriter", "openpyxl", "reports.rendering.word")
    assert not [name for name in imported if name.startswith(slow)]


def _imported_at_once(path: Path) -> Iterator[str]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
