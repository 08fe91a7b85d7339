"""The writers: tagged PDF that reads nothing foreign, harmless spreadsheets, plain CSV."""

from __future__ import annotations

import csv
import io
import subprocess
from decimal import Decimal
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pikepdf
import pytest
from django.core.management import call_command

from performance.models import Indicator
from reports.definitions import Column, Figure, ReportData, Signer, Table
from reports.rendering import charts
from reports.rendering.codes import qr_svg
from reports.rendering.delimited import render_csv
from reports.rendering.document import fingerprint
from reports.rendering.forms.drawing import render_form
from reports.rendering.pdf import render_pdf, static_file
from reports.rendering.printed import printed_tables
from reports.rendering.workbook import render_xlsx
from tests.factories.frames import FRAME

FORMULAS = ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0"]


def table(*texts: str) -> Table:
    columns = [Column("nama", "Nama"), Column("nilai", "Nilai", "quantity")]
    return Table("uji", "Uji", columns, [{"nama": t, "nilai": Decimal("1234.5")} for t in texts])


@pytest.fixture
def book(office, tmp_path):
    def render(slug: str, fmt: str) -> bytes:
        out = tmp_path / f"{slug}.{fmt}"
        params = [f"opd={office.unit.code}", "tahun=2025"]
        call_command("render_report", slug, param=params, format=fmt, out=out)
        return out.read_bytes()

    return render


@pytest.mark.parametrize("slug", ["e81", "lkjip-opd"])
def test_a_pdf_is_tagged_titled_and_bookmarked(book, slug):
    pdf = pikepdf.open(io.BytesIO(book(slug, "pdf")))
    root = pdf.Root
    assert root.MarkInfo.Marked
    assert str(root.Lang) == "id"
    assert root.ViewerPreferences.DisplayDocTitle
    assert "Dinas Uji" in str(pdf.docinfo["/Title"])
    assert "pdfuaid" in pdf.Root.Metadata.read_bytes().decode()
    with pdf.open_outline() as outline:
        assert outline.root
    assert "/StructTreeRoot" in root


def test_a_document_reads_static_files_only():
    for url in (
        "http://127.0.0.1:1/geheim.png",
        "https://contoh.go.id/a.css",
        "file:///etc/passwd",
        "ftp://contoh/a",
    ):
        html = (
            f'<html lang="id"><head><title>a</title></head><body><img src="{url}" alt="a"></body>'
        )
        assert render_pdf(html).pages == 1  # the picture is left out, nothing is fetched
    with pytest.raises(ValueError, match="tidak boleh membaca"):
        static_file("file:///etc/passwd")
    with pytest.raises(ValueError, match="tidak boleh membaca"):
        static_file("http://127.0.0.1/a.css")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula(text):
    line = list(csv.reader(io.StringIO(render_csv(table(text)).decode())))[1]
    assert line[0] == f"'{text}"
    data = ReportData("Uji", {}, [table(text)], [], "", "uji")
    with ZipFile(io.BytesIO(render_xlsx(data, ""))) as zipped:
        sheet = ET.fromstring(zipped.read("xl/worksheets/sheet1.xml"))  # noqa: S314
    assert not [cell for cell in sheet.iter() if cell.tag.endswith("}f")]


def test_a_fingerprint_names_its_subject_and_rows_stand_for_figures_that_are_not_there():
    def mark(stem, rows, *figures):
        return fingerprint(ReportData("Uji", {}, [table(rows)], figures, "", stem))

    zero = Figure("jumlah", "Jumlah", "0")
    january, february = mark("uji-2026-01", "a", zero), mark("uji-2026-02", "a", zero)
    assert january != february
    assert january == mark("uji-2026-01", "b", zero)  # of what it has figures, they are compared
    assert mark("uji", "a") != mark("uji", "b")


def test_csv_has_plain_decimals_and_empty_cells():
    lines = render_csv(table("Air")).decode().split("\r\n")
    assert lines[:2] == ["nama,nilai", "Air,1234.5"]


def test_the_form_prints_indonesian_numbers(book):
    html = book("e81", "html").decode()
    assert "400.000" in html
    assert "3,50" in html or "3,5" in html


def test_names_from_the_data_are_escaped_everywhere(office, book):
    Indicator.objects.filter(pk=office.indicators[0].pk).update(name="<script>alert(1)</script>")
    for slug in ("e81", "lkjip-opd"):
        assert "<script>alert" not in book(slug, "html").decode()


@pytest.mark.parametrize("slug", ["e81", "lkjip-opd"])
def test_every_format_of_every_report(book, slug):
    assert book(slug, "xlsx").startswith(b"PK")
    assert book(slug, "csv").decode().count("\n") > 1
    assert "<h1" in book(slug, "html").decode()


def test_charts_say_their_title_and_escape_their_words():
    years = [
        charts.Year("2024", Decimal(5), Decimal(4), "5", "4"),
        charts.Year("2025", Decimal(6), None, "6", ""),
    ]
    tree = charts.Branch("TUJUAN", "A & <B>", "", (charts.Branch("SASARAN", "C"),))
    drawn = [
        charts.history_chart("Riwayat <x>", years),
        charts.achievement_chart("Capaian", [charts.Bar("I", Decimal(180), "180%", "success")]),
        charts.tree_chart("Pohon", [tree]),
        qr_svg("https://contoh.go.id/verifikasi/A/", "Kode QR"),
    ]
    for svg in drawn:
        root = ET.fromstring(svg)  # noqa: S314
        titles = [e.text for e in root.iter() if e.tag.endswith("title")]
        assert titles[0] == root.get("aria-label")
        assert "style=" not in svg
    assert "belum ada" in drawn[0]


def test_a_form_too_wide_for_a_page_is_printed_in_parts():
    columns = [
        Column("nama", "Nama", share=5),
        Column("satuan", "Satuan"),  # for the spreadsheet alone
        Column("target", "Target", "quantity", share=2, part=1),
        Column("hasil", "Hasil", "quantity", share=3, part=2),
    ]
    rows = [
        {"nama": "Baris", "target": Decimal(3), "hasil": Decimal(4)},
        {"nama": "Rata-rata", "hasil": Decimal(4), "_style": "total"},
    ]
    first, second = printed_tables(Table("uji", "Uji", columns, rows, ["Catatan"]))

    assert [column.name for column in first.columns] == ["nama", "target"]
    assert [column.name for column in second.columns] == ["nama", "hasil"]
    assert [row.cells[0].text for row in first.rows()] == ["Baris"]
    assert [row.cells[0].text for row in second.rows()] == ["Baris", "Rata-rata"]
    assert (first.title, first.notes) == ("Uji, bagian 1 dari 2", ())
    assert (second.name, second.notes) == ("uji-2", ("Catatan",))
    assert sum(second.widths) == pytest.approx(100, abs=0.01)


CLOSED = Table(
    "uji",
    "Uji",
    [
        Column("no", "No", "integer", number="1", share=1),
        Column("nama", "Nama", number="2", share=5),
        Column("hasil_k", "K", "quantity", group="Hasil", number="3", share=2),
        Column("hasil_rp", "Rp", "rupiah", group="Hasil", number="3", share=2),
    ],
    [
        {"no": 1, "nama": "Kegiatan", "_nama": "1.02 Kegiatan", "hasil_k": 3, "_style": "named"},
        {"nama": "Rata-rata", "_hasil_k": "75,00", "hasil_rp": 90, "_style": "total"},
        {"nama": "Jumlah", "_style": "total"},
    ],
)


def test_paper_may_say_a_cell_in_other_words_than_the_spreadsheet():
    (printed,) = printed_tables(CLOSED)

    assert [cell.text for cell in next(printed.rows()).cells] == ["1", "1.02 Kegiatan", "3", ""]
    assert "1.02 Kegiatan" not in render_csv(CLOSED).decode()


def test_the_label_of_a_closing_row_leads_up_to_its_first_figure():
    (printed,) = printed_tables(CLOSED)
    _, mean, sum_of_nothing = printed.rows()

    assert [(cell.text, cell.columns) for cell in mean.cells] == [
        ("Rata-rata", 2),
        ("75,00", 1),
        ("90", 1),
    ]
    assert [(cell.text, cell.columns) for cell in sum_of_nothing.cells] == [("Jumlah", 4)]
    assert printed.number_heads == [("1", 1), ("2", 1), ("3", 2)]


def test_closing_rows_are_drawn_like_they_are_laid_out(db):
    data = ReportData("Uji", {}, [CLOSED], [], "", "uji")
    content, pages = render_form(data, FRAME)

    told = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    assert pages == 1
    assert all(word in told.stdout.decode() for word in ("Rata-rata", "75,00", "1.02 Kegiatan"))


@pytest.mark.parametrize("rows", range(36, 48))
def test_nobody_signs_under_a_lonely_row_of_a_laid_out_table(rows):
    """Over all numbers of rows about a page."""
    lines = "".join(f"<tr><td>Baris {n}</td></tr>" for n in range(rows))
    html = (
        f'<html lang="id"><title>Uji</title><body><div class="table-box"><table class="form">'
        f"<thead><tr><th>Nama</th></tr></thead><tbody>{lines}</tbody></table></div>"
        '<div class="signatures"><div class="signature"><p>Tempat</p><p>Kepala</p>'
        '<p class="name">Nama Penanda Tangan</p></div></div></body></html>'
    )
    told = subprocess.run(
        ["pdftotext", "-", "-"], input=render_pdf(html).content, capture_output=True, check=True
    )
    signed = next(p for p in told.stdout.decode().split("\f") if "Penanda Tangan" in p)
    assert signed.count("Baris") >= 3


@pytest.mark.parametrize("rows", range(38, 50))
def test_the_code_of_a_document_stands_on_no_page_alone(rows):
    """Over all numbers of rows about a page."""
    lines = "".join(f"<tr><td>Baris {n}</td></tr>" for n in range(rows))
    html = (
        f'<html lang="id"><title>Uji</title><body><div class="table-box"><table class="form">'
        f"<thead><tr><th>Nama</th></tr></thead><tbody>{lines}</tbody></table></div>"
        '<div class="verification"><div></div><p>Kode dokumen<br>untuk<br>memeriksa<br>data</p></div>'
        "</body></html>"
    )
    told = subprocess.run(
        ["pdftotext", "-", "-"], input=render_pdf(html).content, capture_output=True, check=True
    )
    last = next(p for p in told.stdout.decode().split("\f") if "Kode dokumen" in p)
    assert last.count("Baris") >= 3


@pytest.mark.parametrize("rows", range(40, 100, 3))
def test_nobody_signs_a_drawn_page_with_nothing_on_it(rows):
    columns = [Column("nama", "Nama", share=1)]
    lines = [{"nama": f"Baris {n}"} for n in range(rows)]
    form = Table("uji", "Uji", columns, lines, ["Catatan"])
    signer = Signer("Disusun oleh", "Kepala", "Nama Penanda Tangan")
    data = ReportData("Uji", {}, [form], [], "", "uji", signers=(signer,))
    content, _ = render_form(data, FRAME)

    told = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    signed = next(p for p in told.stdout.decode().split("\f") if "Penanda Tangan" in p)
    assert signed.count("Baris") >= 3


@pytest.mark.parametrize("closing", [0, 8])
@pytest.mark.parametrize("notes", [1, 12])
def test_no_more_goes_along_than_keeps_who_signs_company(closing, notes):
    """The table fits its page, the signatures do not."""
    lines = [
        {"nama": f"Baris {n}", "_style": "total" if n >= 44 - closing else ""} for n in range(44)
    ]
    said = [f"Catatan {n}" for n in range(notes)]
    form = Table("uji", "Uji", [Column("nama", "Nama", share=1)], lines, said)
    signer = Signer("Disusun oleh", "Kepala", "Nama Penanda Tangan")
    data = ReportData("Uji", {}, [form], [], "", "uji", signers=(signer,))
    first, second = pages_of(render_form(data, FRAME)[0])

    told = " ".join(second)
    assert told.count("Baris") + told.count("Catatan") == (4 if notes == 1 else 3)
    assert "Penanda Tangan" not in " ".join(first)


@pytest.mark.parametrize("lines", [27, 28])
def test_what_is_said_of_a_table_stands_on_its_page(lines):
    told = "<p>Baris</p>" * lines
    rows = "".join(f"<tr><td>Sel {n}</td></tr>" for n in range(12))
    html = (
        f'<html lang="id"><title>Uji</title><body><section>{told}<div class="leads"><h2>Judul</h2>'
        f"<p>Penjelasan tabel.</p></div><table><caption>Tabel</caption><thead><tr><th>Nama</th></tr>"
        f"</thead><tbody>{rows}</tbody></table></section></body></html>"
    )
    page = next(page for page in pages_of(render_pdf(html).content) if "Penjelasan tabel." in page)
    assert "Sel 0" in page


def pages_of(content: bytes) -> list[list[str]]:
    """The lines of every page that has any."""
    told = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    pages = told.stdout.decode().split("\f")
    return [lines for page in pages if (lines := [x for x in page.splitlines() if x.strip()])]


def headed(first: int) -> Table:
    """Rows of which every third is a heading over those that follow, never the last."""
    columns = [Column("nama", "Nama", share=1)]
    kinds = [("heading", "Judul"), ("", "Baris"), ("", "Baris")]
    lines = [
        {"nama": f"{kinds[n % 3][1]} {n}", "_style": kinds[n % 3][0]} for n in range(first, 302)
    ]
    return Table("uji", "Uji", columns, lines)


@pytest.mark.parametrize("first", range(3))
def test_no_heading_is_the_last_row_of_a_drawn_page(first):
    data = ReportData("Uji", {}, [headed(first)], [], "", "uji")
    content, pages = render_form(data, FRAME)
    assert pages > 1
    rows_of_pages = [[x for x in page if x[:5] in ("Judul", "Baris")] for page in pages_of(content)]
    assert not [page[-1] for page in rows_of_pages if page and page[-1].startswith("Judul")]


def laid_out(lines: str, kind: str = "") -> bytes:
    html = (
        f'<html lang="id"><title>Uji</title><body><table{kind}><thead><tr><th>Nama</th></tr></thead>'
        f"<tbody>{lines}</tbody></table></body></html>"
    )
    return render_pdf(html).content


@pytest.mark.parametrize("first", range(3))
def test_no_heading_is_the_last_row_of_a_laid_out_page(first):
    rows = "".join(
        f'<tr class="r-{row["_style"]}"><td>{row["nama"]}</td></tr>' for row in headed(first).rows
    )
    pages = pages_of(laid_out(rows, ' class="form"'))
    assert len(pages) > 3
    ends = [[x for x in page if x[:5] in ("Judul", "Baris")][-1] for page in pages]
    assert not [end for end in ends if end.startswith("Judul")]


@pytest.mark.parametrize("rows", range(34, 46))
def test_a_sum_goes_to_the_next_page_with_two_rows(rows):
    lines = "".join(f"<tr><td>Baris {n}</td></tr>" for n in range(rows))
    last = pages_of(laid_out(f"{lines}<tr><td>Jumlah</td></tr>"))[-1]
    assert len([x for x in last if x.startswith("Baris")]) >= 2
