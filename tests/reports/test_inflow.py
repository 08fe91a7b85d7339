"""Tables inside prose: laid out as empty rows, drawn and tagged afterwards, the same to see."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator

import pikepdf
import pytest

from reports.pdf.setting import Setter
from reports.rendering import pdf as rendering
from reports.rendering.inflow.carving import carve
from reports.rendering.inflow.look import KINDS, LINE_HEIGHT, PAGE_WIDTH, column_widths
from reports.rendering.pdf import render_pdf
from reports.rendering.static import static_root
from reports.rendering.typeface import portal_typeface

ROW = '<tr{row}><th scope="row">Program {n}</th><td>Indikator<br>≥ {n} ±</td><td class="n">1.234,{n}</td></tr>'
HEAD = """<thead><tr><th scope="col" rowspan="2">Nama</th><th scope="colgroup" colspan="2">Hasil</th>
</tr><tr><th scope="col">Indikator</th><th scope="col" class="n">Nilai</th></tr></thead>"""
COLUMNS = '<colgroup><col class="w-name"><col><col class="w-num"></colgroup>'


def table(rows: int, row: str = ROW, kind: str = "", columns: str = COLUMNS) -> str:
    body = "".join(row.format(n=n, row="") for n in range(rows))
    last = row.format(n="jumlah", row=' class="total"')
    named = f' class="{kind}"' if kind else ""
    caption = "<caption>Tabel 1</caption>"
    return f"<table{named}>{caption}{columns}{HEAD}<tbody>{body}{last}</tbody></table>"


def page(*parts: str, body: str = "<body>") -> str:
    return f'<html lang="id"><head><title>Uji</title></head>{body}{"".join(parts)}</body></html>'


def carved(html: str) -> int:
    from weasyprint import HTML

    found, _ = carve(HTML(string=html).etree_element, Setter(portal_typeface()))
    return len(found)


def elements(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def told(content: bytes) -> str:
    command = ["pdftotext", "-", "-"]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()


LONG = page("<h1>Bab</h1><p>Sebelum</p>", table(120), "<p>Sesudah</p>", table(6))


def test_one_table_over_all_pages_with_its_header_read_once():
    pdf = pikepdf.open(io.BytesIO(render_pdf(LONG).content))

    assert len(pdf.pages) > 2
    found = list(elements(pdf.Root.StructTreeRoot.K[0]))
    kinds = [str(one.S) for one in found]
    assert (kinds.count("/Table"), kinds.count("/THead"), kinds.count("/Caption")) == (2, 2, 2)
    first = next(one for one in found if one.S == "/Table")
    rows = [one for one in elements(first) if one.S == "/TR"]
    assert len(rows) == 2 + 121
    scopes = [str(cell.A.get("/Scope")) for cell in rows[0].K]
    assert scopes == ["/Column", "/Column"]
    assert int(rows[0].K[0].A.RowSpan) == int(rows[0].K[1].A.ColSpan) == 2
    assert [str(cell.S) for cell in rows[2].K] == ["/TH", "/TD", "/TD"]
    assert {row.K[0].Pg.objgen for row in rows[2:]} == {
        one.obj.objgen for one in pdf.pages if one.obj.objgen in {r.K[0].Pg.objgen for r in rows}
    }


def test_every_mark_belongs_to_the_element_that_names_it():
    pdf = pikepdf.open(io.BytesIO(render_pdf(LONG).content))
    nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(map(int, nums[::2]), nums[1::2], strict=True))
    for one in pdf.pages:
        marks = [
            int(operands[1].MCID)
            for operands, operator in pikepdf.parse_content_stream(one)
            if str(operator) == "BDC" and "/MCID" in operands[1]
        ]
        listed = {
            mark: element
            for mark, element in enumerate(owners[int(one.StructParents)])
            if element is not None  # what only decorates the page
        }
        assert sorted(marks) == list(listed)
        assert all(mark in element.K for mark, element in listed.items())


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_is_drawn_says_the_same_on_the_same_pages(kind, monkeypatch):
    html = page("<p>Sebelum</p>", table(90, kind=kind), "<p>Sesudah</p>")
    drawn = render_pdf(html)
    monkeypatch.setattr(rendering, "carve", lambda *_: ([], ""))
    laid_out = render_pdf(html)

    assert drawn.pages == laid_out.pages
    pages = zip(told(drawn.content).split("\f"), told(laid_out.content).split("\f"), strict=True)
    for one, other in pages:
        assert sorted(one.split()) == sorted(other.split())


def test_columns_that_say_nothing_are_equally_wide(monkeypatch):
    html = page(table(40, columns=""))
    assert carved(html) == 1
    drawn = told(render_pdf(html).content)
    monkeypatch.setattr(rendering, "carve", lambda *_: ([], ""))
    assert sorted(drawn.split()) == sorted(told(render_pdf(html).content).split())


def test_strong_words_in_a_cell_are_drawn_strong_also_on_the_next_line():
    words = "kuat " * 30
    row = ROW.replace("Indikator<br>", f"biasa <strong>{words}</strong> lalu")
    html = page(table(9, row=row))
    assert carved(html) == 1
    content = render_pdf(html).content
    assert told(content).count("kuat") == 30 * 10
    pdf = pikepdf.open(io.BytesIO(content))
    faces, drawn = [], []
    for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
        if str(operator) == "Tf":
            faces.append(str(operands[0]))
        if str(operator) == "Tj" and faces and faces[-1].startswith("/T"):
            drawn.append((faces[-1], bytes(operands[0])))
    strong = portal_typeface().bold.encoded("kuat").strip("<>")
    found = {face for face, text in drawn if bytes.fromhex(strong) in text}
    assert found == {"/T2"}


@pytest.mark.parametrize("cell", ["Indikator<br>", "1.234,"])
def test_private_signs_that_somebody_typed_stay_what_they_are(cell):
    typed = "\ue010A\ue007\ue011"
    html = page(table(9, row=ROW.replace(cell, f"{typed} ")))
    assert carved(html) == 1
    said = told(render_pdf(html).content)
    assert said.count(typed) == 10


MARKUP = ROW.replace("Indikator<br>", "<em>Indikator</em>")
LINK = ROW.replace("Indikator<br>", '<a href="#x">Indikator</a>')
TALL = ROW.replace("Indikator", "kata " * 800)


@pytest.mark.parametrize(
    "html",
    [
        page(table(9, row=MARKUP)),
        page(table(9, row=LINK)),
        page(table(9, row=TALL)),
        page(table(9, kind="narrow")),
        page(table(9, columns='<colgroup><col class="w-unknown"><col><col></colgroup>')),
        page(table(9, columns=COLUMNS.replace("<col>", ""))),
        page(table(0)),
        page('<div class="box">', table(9), "</div>"),
        page(table(9), body='<body class="wide">'),
        page("<table><tbody><tr><td>x</td></tr></tbody></table>"),
    ],
    ids=range(10),
)
def test_what_the_writer_cannot_draw_is_laid_out_as_it_is(html):
    assert carved(html) == 0
    assert "Program 3" in told(render_pdf(html).content) or "Program 3" not in html


def test_a_table_that_gets_another_width_is_laid_out_as_it_is():
    html = page('<section style="margin-left: 40mm">', table(9), "</section>")
    assert carved(html) == 1
    found = pikepdf.open(io.BytesIO(render_pdf(html).content))
    assert len(told(render_pdf(html).content).split("Program 3")) == 2
    fonts = {name for page in found.pages for name in page.Resources.Font}
    assert not [name for name in fonts if re.fullmatch(r"/T\d+", name)]


def test_the_look_is_that_of_the_stylesheets():
    css = "\n".join(
        (static_root() / "css" / name).read_text()
        for name in ("document.css", "document-tables.css")
    )
    for name, (size, above, side) in KINDS.items():
        chosen = f"table.{name}" if name else "table"
        body = re.search(rf"^{chosen} {{([^}}]*)}}", css, re.MULTILINE)[1]
        assert f"font-size: {size}pt" in body
        cells = rf"^{chosen} td,\n{chosen} th {{([^}}]*)}}" if name else r"^th,\ntd {([^}]*)}"
        padding = re.search(
            r"padding: ([\d.]+)mm ([\d.]+)mm", re.search(cells, css, re.MULTILINE)[1]
        )
        assert (float(padding[1]), float(padding[2])) == (above, side)
    assert f"line-height: {LINE_HEIGHT};" in re.search(r"^table {([^}]*)}", css, re.MULTILINE)[1]
    assert "margin: 22mm 20mm 22mm 25mm" in css
    assert pytest.approx(165 * 72 / 25.4) == PAGE_WIDTH
    assert column_widths()["measured", "w-num"] == 7.5
    assert column_widths()["", "w-num"] == 9.5
