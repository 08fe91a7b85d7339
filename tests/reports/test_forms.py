"""Whole forms: one tagged table over all pages, whatever stands in its cells."""

from __future__ import annotations

import io
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

import pikepdf
import pytest
from PIL import Image

from reports.definitions import Column, ReportData, Signer, Table
from reports.rendering.forms.drawing import render_form
from reports.rendering.forms.look import SIZES
from reports.rendering.typeface import portal_typeface
from tests.factories.frames import ADDRESS, CHECKED, FRAME
from tests.harness.spoken import read

COLUMNS = [
    Column("no", "No", "integer", number="1", share=1),
    Column("nama", "Nama", number="2", share=6),
    Column("hasil_k", "K", "quantity", group="Hasil", number="3", share=2),
    Column("hasil_rp", "Rp", "rupiah", group="Hasil", number="3", share=3),
]
LINE = {"no": 1, "nama": "Kegiatan", "hasil_k": Decimal(3), "hasil_rp": 1_234_567}
SIGNER = Signer("Disusun oleh", "Kepala Dinas Uji", "Nama Penanda Tangan", "Pembina", "1970")


def form(rows: list[dict], *notes: str, columns: list[Column] = COLUMNS, **more) -> ReportData:
    table = Table("uji", "Formulir Uji", columns, rows, notes)
    values = {"heading": ["Formulir Uji", "Kota Uji"], "remark": "Triwulan I: Diterima"}
    return ReportData("Formulir Uji", values, [table], [], "", "uji", **more)


def drawn(data: ReportData, frame=FRAME) -> pikepdf.Pdf:
    content, pages = render_form(data, frame)
    pdf = pikepdf.open(io.BytesIO(content))
    assert pages == len(pdf.pages)
    return pdf


def text_of(data: ReportData, frame=FRAME, *options: str) -> str:
    content, _ = render_form(data, frame)
    command = ["pdftotext", *options, "-", "-"]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()


def kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    """The elements below one, or those of an only child."""
    found = element.get("/K", [])
    found = list(found) if isinstance(found, pikepdf.Array) else [found]
    return [kid for kid in found if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def elements(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in kids(element):
        yield kid
        yield from elements(kid)


def tree(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.Root.StructTreeRoot.K[0]


def of_kind(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    return [found for found in elements(tree(pdf)) if str(found.S) == f"/{kind}"]


def test_private_signs_that_somebody_typed_are_printed_as_they_are():
    typed = {"nama": "Kegiatan \ue000\ue010tebal\ue011", "hasil_k": "\ue007\ue008"}
    said = text_of(form([{**LINE, **typed, "hasil_rp": None, "no": None}], "Catatan \ue005"))

    assert all(words in said for words in (*typed.values(), "Catatan \ue005"))


def test_a_form_over_many_pages_is_one_table_with_one_header():
    pdf = drawn(form([LINE] * 200, "Catatan", signers=(SIGNER,)))

    assert len(pdf.pages) > 3
    (table,) = of_kind(pdf, "Table")
    assert [str(kid.S) for kid in kids(table)] == ["/Caption", "/THead", "/TBody"]
    head, body = kids(table)[1:]
    assert [len(kids(row)) for row in kids(head)] == [3, 2, 3]
    assert [str(cell.A.get("/Scope")) for cell in kids(kids(head)[0])] == ["/Column"] * 3
    assert [int(cell.A.get("/RowSpan", 1)) for cell in kids(kids(head)[0])] == [2, 2, 1]
    assert int(kids(kids(head)[0])[2].A.ColSpan) == 2
    assert len(kids(body)) == 200
    kinds = [str(cell.S) for cell in kids(kids(body)[0])]
    assert kinds == ["/TD", "/TH", "/TD", "/TD"]
    assert len(of_kind(pdf, "H1")) == 1


def test_a_mark_belongs_to_one_element_and_every_element_finds_its_mark():
    pdf = drawn(form([LINE] * 90, "Satu", "Dua", signers=(SIGNER,)), CHECKED)
    nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(map(int, nums[::2]), nums[1::2], strict=True))
    for page in pdf.pages:
        marks = [
            int(operands[1].MCID)
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and "/MCID" in operands[1]
        ]
        found = owners[int(page.StructParents)]
        assert sorted(marks) == list(range(len(found)))
        for element in found:
            assert element.S in (
                "/TD",
                "/TH",
                "/P",
                "/H1",
                "/Caption",
                "/LBody",
                "/Lbl",
                "/Figure",
                "/Link",
            )


def test_an_empty_cell_is_there_and_holds_nothing():
    pdf = drawn(form([{"no": 1, "nama": "Kosong"}]))
    row = kids(kids(of_kind(pdf, "Table")[0])[2])[0]

    assert ["/K" in cell for cell in kids(row)] == [True, True, False, False]


def test_a_row_taller_than_a_page_goes_on_with_marks_on_both():
    words = " ".join(f"kata{n}" for n in range(5_000))
    pdf = drawn(form([LINE, {**LINE, "nama": words}, LINE]))
    told = text_of(form([LINE, {**LINE, "nama": words}, LINE]))

    assert len(pdf.pages) > 1
    assert all(f"kata{n}" in told for n in range(0, 5_000, 7))
    rows = kids(kids(of_kind(pdf, "Table")[0])[2])
    assert len(rows) == 3
    label = kids(rows[1])[1]
    pages = {kid.Pg.objgen for kid in label.K if isinstance(kid, pikepdf.Dictionary)}
    assert pages == {page.obj.objgen for page in pdf.pages[1:]}


def test_a_table_of_two_hundred_columns_is_printed_in_parts_that_name_their_rows():
    columns = COLUMNS[:2] + [Column(f"k{n}", f"Kolom {n}", "quantity", share=1) for n in range(200)]
    line = {"no": 1, "nama": "Kegiatan"} | {f"k{n}": Decimal(n) for n in range(200)}
    told = text_of(form([line], columns=columns))

    assert "bagian 7 dari 7" in told
    assert told.count("Kegiatan") == 7
    flat = " ".join(told.split())
    assert all(f"Kolom {n}" in flat for n in range(200))


def test_line_breaks_right_to_left_and_emoji_are_drawn():
    told = text_of(form([{**LINE, "nama": "Satu\nDua\tselesai ≥ 3 🙂 سلام\x07 日本"}]))

    assert all(word in told for word in ("Satu", "Dua", "≥", "🙂", "日本"))
    assert "سلام" in told or "مالس" in told


def test_a_figure_too_wide_for_its_column_stays_inside_it():
    narrow = [replace(COLUMNS[3], share=1, group="", number=""), replace(COLUMNS[1], share=40)]
    pdf = drawn(form([{"hasil_rp": 123_456_789_012, "nama": "x"}], columns=narrow))
    sizes = [
        float(operands[1])
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
        if str(operator) == "Tf"
    ]
    assert min(sizes) >= 4


@pytest.mark.parametrize("rows", [0, 1])
def test_a_form_without_rows_says_so(rows):
    told = text_of(form([LINE] * rows))
    assert ("Belum ada data" in told) is (rows == 0)


def test_a_table_without_columns_is_left_out():
    assert "Formulir Uji" in text_of(form([{}], columns=[]))


def test_every_page_counts_names_and_marks_itself():
    data = form([LINE] * 200, is_draft=True)
    pages = text_of(data, CHECKED).split("\f")[:-1]

    for number, page in enumerate(pages, start=1):
        assert f"Halaman {number} dari {len(pages)}" in " ".join(page.split())
        assert "Data demonstrasi" in page
        assert CHECKED.code in page


def test_a_draft_says_so_across_every_page_and_is_not_read_out():
    word = f"{portal_typeface().bold.encoded('DRAF')} Tj".replace(" ", "").encode()
    for is_draft in (True, False):
        for page in drawn(form([LINE] * 90, is_draft=is_draft)).pages:
            assert (word in page.Contents.read_bytes()) is is_draft


def test_the_code_is_a_picture_with_words_and_a_link():
    pdf = drawn(form([LINE], signers=(SIGNER,)), CHECKED)

    (figure,) = of_kind(pdf, "Figure")
    assert CHECKED.code in str(figure.Alt)
    assert len(figure.A.BBox) == 4
    assert str(pdf.pages[-1].Annots[0].A.URI) == ADDRESS
    said = text_of(form([LINE], signers=(SIGNER,)), CHECKED)
    assert all(word in said for word in ("Nama Penanda Tangan", "NIP. 1970", "Pembina"))


def test_headings_of_a_form_are_in_the_outline():
    rows = [{**LINE, "nama": "Urusan ≥ 1", "_style": "heading"}, LINE]
    with drawn(form(rows)).open_outline() as outline:
        assert [entry.title for entry in outline.root] == ["Formulir Uji"]
        assert [entry.title for entry in outline.root[0].children] == ["Urusan ≥ 1"]


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L", "LA"])
def test_the_emblem_is_drawn_whatever_kind_of_png_it_is(mode):
    picture = Image.linear_gradient("L").resize((30, 40)).convert("RGB")
    picture = picture.convert(mode) if mode != "RGBA" else picture.convert("RGBA")
    if mode == "RGBA":
        picture.putalpha(Image.linear_gradient("L").resize((30, 40)))
    target = io.BytesIO()
    picture.save(target, "PNG")
    data = form([LINE], letterhead=SimpleNamespace(name="Dinas Uji", address="Jalan 1"))
    pdf = drawn(data, replace(FRAME, emblem=target.getvalue()))

    (name,) = [n for n in pdf.pages[0].Resources.XObject if n.startswith("/P")]
    found = pikepdf.PdfImage(pdf.pages[0].Resources.XObject[name]).as_pil_image()
    assert found.convert("RGB").tobytes() == picture.convert("RGB").tobytes()
    assert "Lambang" in str(of_kind(pdf, "Figure")[0].Alt)


@pytest.mark.parametrize("emblem", [b"x", b"\x89PNG\r\n\x1a\n", b"GIF89a"])
def test_an_emblem_that_cannot_be_read_is_left_out(emblem):
    assert not of_kind(drawn(form([LINE]), replace(FRAME, emblem=emblem)), "Figure")


def test_many_tables_have_headings_and_two_thousand_rows_stay_small():
    table = form([LINE]).tables[0]
    data = replace(form([]), tables=[table, replace(table, name="dua", title="Kedua")])
    pdf = drawn(data)
    kinds = Counter(str(found.S) for found in elements(tree(pdf)))
    assert (kinds["/H2"], kinds["/Caption"], kinds["/Table"]) == (2, 0, 2)

    content, _ = render_form(form([LINE] * 2_000), FRAME)
    assert len(content) < 600_000
    assert set(SIZES) >= {"e81", "e60"}


def test_words_in_a_column_of_figures_are_as_large_as_other_words():
    narrow = [*COLUMNS[:2], replace(COLUMNS[2], share=0.4), COLUMNS[3]]
    data = form(
        [LINE, {"nama": "Predikat", "hasil_k": "Sangat Tinggi", "_style": "total"}], columns=narrow
    )
    told = text_of(data, FRAME, "-bbox")
    tall = {
        word: float(low) - float(high)
        for high, low, word in re.findall(
            r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(\w+)<', told
        )
    }
    assert tall["Sangat"] == pytest.approx(tall["Predikat"], rel=0.01)


def test_lines_of_one_element_are_told_apart():
    told = list(read(drawn(form([{**LINE, "nama": "satu\ndua"}], signers=(SIGNER,)))).walk())
    texts = [element.text for element in told]
    assert "Formulir Uji Kota Uji" in texts  # the title
    assert "Disusun oleh, Kepala Dinas Uji" in texts
    assert "satu dua" in texts


def test_what_the_row_above_says_is_said_again_where_a_page_begins():
    columns = [COLUMNS[0], Column("sasaran", "Sasaran", share=4), *COLUMNS[1:]]
    first = {**LINE, "sasaran": "Tujuan bersama"}
    rows = [first, *[{**first, "_sasaran": "", "_above": "sasaran"}] * 150]
    pages = text_of(form(rows, columns=columns)).split("\f")[:-1]

    assert len(pages) > 2
    assert [page.count("Tujuan bersama") for page in pages] == [1] * len(pages)
