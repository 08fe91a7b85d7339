"""Every kind of file people send is read rightly or refused with a sentence that names the cause."""

from __future__ import annotations

from decimal import Decimal

import pytest

from organizations.spreadsheets.table import ImportProblem
from organizations.values import Convention
from performance.transfer.readers.files import read_file
from performance.transfer.readers.rows import ImportRow, ParsedRows, parse_table
from reports.rendering.delimited import plain_cell
from tests.performance.transfer.made_files import (
    DINAS,
    HEAD,
    OTHER,
    ROW,
    SIPD_HEAD,
    SUB,
    TARGET,
    filled,
    sheets,
    sipd_line,
    text,
    with_results,
)


def parsed(name: str, content: bytes, decimals: Convention | None = None) -> ParsedRows:
    return parse_table(read_file(name, content, TARGET, decimals), decimals)


def row_of(name: str, content: bytes, decimals: Convention | None = None) -> ImportRow:
    found = parsed(name, content, decimals)
    assert found.errors == []
    return found.rows[-1]


def refusal(name: str, content: bytes) -> str:
    try:
        return "\n".join(parsed(name, content).errors)
    except ImportProblem as problem:
        return "\n".join(problem.messages)


def values(**figures: str | None) -> dict[str, Decimal | None]:
    return {name: None if text is None else Decimal(text) for name, text in figures.items()}


COVER = [["Laporan Evaluasi"], ["Badan Perencanaan"], [], ["Tahun 2026"]]
READ = {
    "a comma proves that points separate thousands": (
        "a.csv",
        text(
            HEAD, (*ROW[:3], "Kerja Sama", "Dok", "67,5", "", "12,5"), filled("3.450", "", "1.250")
        ),
        values(target_k="3450", tw3_k="1250"),
    ),
    "rupiah with several points prove it, too": (
        "a.csv",
        text(HEAD, filled("3.450", "Rp 90.246.000", "1.250")),
        values(target_k="3450", pagu_rp="90246000", tw3_k="1250"),
    ),
    "a point in a file of a machine": (
        "a.csv",
        text(HEAD, filled("3.450", "90246000", "1.25"), sign=","),
        values(target_k="3.45", pagu_rp="90246000", tw3_k="1.25"),
    ),
    "percent formats show what is meant": (
        "a.xlsx",
        sheets(
            {"Data": [HEAD, (*ROW[:4], "%", 0.95, None, 0.3)]},
            formats={"F2": "0.00%", "H2": "0%"},
        ),
        values(target_k="95", tw3_k="30"),
    ),
    "a percent sign that is only a letter": (
        "a.xlsx",
        sheets({"Data": [HEAD, (*ROW[:4], "%", 95)]}, formats={"F2": '0.00"%"'}),
        values(target_k="95"),
    ),
    "negative figures": (
        "a.csv",
        text(HEAD, (*ROW[:4], "%", "-1,41", "", "(0,75)", "")),
        values(target_k="-1.41", tw3_k="-0.75"),
    ),
    "small decimals keep all their digits": (
        "a.csv",
        text(HEAD, filled("0,288", "", "1,004")),
        values(target_k="0.288", tw3_k="1.004"),
    ),
    "the line that names the separator": (
        "a.csv",
        b"sep=;\r\n" + text(HEAD, filled("", "", "12"), encoding="ascii"),
        values(tw3_k="12"),
    ),
    "a separator that only its line names": (
        "a.csv",
        b"sep=^\r\n" + text(HEAD, filled("", "", "12"), sign="^", encoding="ascii"),
        values(tw3_k="12"),
    ),
    "letters of older Windows": (
        "a.csv",
        text(HEAD, (*ROW[:3], "Jumlah – Usulan", "Usulan", "", "", "12", ""), encoding="cp1252"),
        values(tw3_k="12"),
    ),
    "Unicode text as Excel saves it": (
        "a.txt",
        text(HEAD, filled("", "", "12"), sign="\t", encoding="utf-16"),
        values(tw3_k="12"),
    ),
    "tabs": ("a.tsv", text(HEAD, filled("", "", "12"), sign="\t"), values(tw3_k="12")),
    "bars": ("a.txt", text(HEAD, filled("", "", "12,5"), sign="|"), values(tw3_k="12.5")),
    "a title with commas over a file of semicolons": (
        "a.csv",
        text(["EVALUASI, RENJA, TW III, 2026, a, b, c"], [";" * 8], HEAD, filled("", "", "12")),
        values(tw3_k="12"),
    ),
    "the data behind a cover": (
        "a.xlsx",
        sheets({"Sampul": COVER, "TW III": [HEAD, filled(3, None, 1)]}),
        values(target_k="3", tw3_k="1"),
    ),
    "the visible sheet and not the hidden one": (
        "a.xlsx",
        sheets(
            {"Lama": [HEAD, filled(9, None, 9)], "Baru": [HEAD, filled(3, None, 1)]},
            hidden=["Lama"],
        ),
        values(target_k="3", tw3_k="1"),
    ),
    "titles far below": (
        "a.xlsx",
        sheets({"Data": [*[[f"Catatan {n}"] for n in range(20)], HEAD, filled(3)]}),
        values(target_k="3"),
    ),
    "blank rows between the rows": (
        "a.csv",
        text(HEAD, *[[""] * 9 for _ in range(15_000)], filled("3")),
        values(target_k="3"),
    ),
    "rupiah as accounts write them": (
        "a.csv",
        text(HEAD, filled("", "Rp. 114.213.000,-", "", "Rp -")),
        values(pagu_rp="114213000", tw3_rp="0"),
    ),
    "rupiah with an Rp of the format": (
        "a.xlsx",
        sheets({"Data": [HEAD, filled(None, 114213000)]}, formats={"G2": '"Rp"#,##0'}),
        values(pagu_rp="114213000"),
    ),
    "every kind of dash clears": (
        "a.csv",
        text(HEAD, filled("–", "-", "—", "−")),
        values(target_k=None, pagu_rp=None, tw3_k=None, tw3_rp=None),
    ),
    "spaces no eye can tell": (
        "a.csv",
        text(HEAD, filled("\u00a012,5\u00a0", "Rp\u00a090.246.000", "\u200b7")),
        values(target_k="12.5", pagu_rp="90246000", tw3_k="7"),
    ),
    "results of formulas": (
        "a.xlsx",
        with_results(
            lambda sheet: (
                sheet.write_row(0, 0, HEAD),
                sheet.write_row(1, 0, ROW),
                sheet.write_formula(1, 5, "=6*2", None, 12),
                sheet.write_formula(1, 6, "=1000*0.1", None, 100.00000000000001),
            )
        ),
        values(target_k="12", pagu_rp="100"),
    ),
}


@pytest.mark.parametrize("kind", READ)
def test_read(kind):
    name, content, wanted = READ[kind]
    assert row_of(name, content).values == wanted


def test_a_choice_answers_what_is_doubtful():
    content = text(HEAD, filled("3.450", "1.250.000", "1.250"))
    assert row_of("a.csv", content).values["tw3_k"] == 1250
    doubtful = text(HEAD, filled("3.450", "", "1.250"))
    assert row_of("a.csv", doubtful, Convention.COMMA).values["tw3_k"] == 1250
    assert row_of("a.csv", doubtful, Convention.POINT).values["tw3_k"] == Decimal("1.25")


def test_how_a_file_was_read_is_told():
    made = sheets({"Sampul": COVER, "TW III": [["EVALUASI"], HEAD, filled("3,5")]})
    assert parsed("a.xlsx", made).notes == [
        "Lembar “TW III”, judul kolom di baris 2.",
        "Tanda desimal koma; titik memisahkan ribuan (terlihat dari “3,5”).",
    ]
    old = parsed(
        "a.csv", text(HEAD, (*ROW[:2], "Nama – lama", "", "", "", "", "", ""), encoding="cp1252")
    )
    assert old.notes == ["Teks dengan pemisah titik koma, judul kolom di baris 1."]
    assert "Windows-1252" in old.warnings[0]
    results = with_results(
        lambda sheet: (
            sheet.write_row(0, 0, HEAD),
            sheet.write_row(1, 0, ROW),
            sheet.write_formula(1, 5, "=6*2", None, 12),
        )
    )
    assert "1 sel berisi rumus" in parsed("a.xlsx", results).warnings[0]
    assert "F2 = 12" in parsed("a.xlsx", results).warnings[0]


def test_rupiah_of_one_node_may_be_merged_over_its_indicators():
    lines = [HEAD, filled(k=1, rp=500), (*ROW[:3], "Indikator dua", "%", "", "", 2, "")]
    found = parsed("a.xlsx", sheets({"Data 2021-2026": lines}, merged=["I2:I3"]))
    assert [row.values["tw3_rp"] for row in found.rows] == [500, 500]


def test_titles_in_two_rows_may_stand_beside_level_and_code():
    over = ("Level", "Kode", "Nama", "Indikator Kinerja", "Satuan", "Target", "", "Triwulan III")
    lines = [over, ("", "", "", "", "", "K", "Rp", "K", "Rp"), filled(10, 900, 7, 500)]
    found = row_of("a.xlsx", sheets({"Data": lines}))
    assert found.values == values(target_k="10", pagu_rp="900", tw3_k="7", tw3_rp="500")


def test_a_merged_value_belongs_to_every_row_it_covers():
    lines = [
        HEAD,
        filled(90),
        ("", "", "", "Indikator dua", "%", 80),
        ("", "", "", "Indeks", "Nilai", 75),
    ]
    found = parsed("a.xlsx", sheets({"Data": lines}, merged=["A2:A4", "B2:B4", "C2:C4"]))
    assert found.errors == []
    assert [(row.code, row.name, row.values["target_k"]) for row in found.rows] == [
        (SUB, "Penyiapan Bahan", 90),
        (SUB, "Penyiapan Bahan", 80),
        (SUB, "Penyiapan Bahan", 75),
    ]


@pytest.mark.parametrize("code", [f"{SUB}.", f" {SUB} ", SUB.replace(".", " . "), f"'{SUB}"])
def test_spellings_of_a_code(code):
    assert row_of("a.csv", text(HEAD, ("subkegiatan", code, *ROW[2:], "1", "", "", ""))).code == SUB


def test_a_sipd_file_of_the_whole_city_gives_the_rows_of_the_unit():
    lines = [
        sipd_line(SUB, 10),
        sipd_line("1.02.02.2.01.0001", 700, owner=DINAS),
        sipd_line(OTHER, ""),
    ]
    found = parsed("a.xlsx", sheets({"Data": [["REKAPITULASI"], [], SIPD_HEAD, *lines]}))
    assert [row.code for row in found.rows if row.level == "subkegiatan"] == [SUB, OTHER]
    assert f"{DINAS} SKPD {DINAS} (1 baris)" in found.warnings[0]


def test_realisations_by_document_become_quarters():
    head = (*SIPD_HEAD[:-1], "NOMOR DOKUMEN", "TANGGAL DOKUMEN", "NILAI REALISASI", "NILAI SETORAN")
    made = [
        ("15/01/2026", "10.000.000,00", ""),
        ("2026-03-31 10:00:00", "5.000.000,00", "1.000.000,00"),
        ("1 Juli 2026", "7.000.000,00", "0"),
    ]
    lines = [(*sipd_line(SUB, "")[:-1], f"D{n}", *one) for n, one in enumerate(made)]
    titles = [["LAPORAN REALISASI PER DOKUMEN"], ["Tahun Anggaran 2026"], []]
    found = parsed("a.xlsx", sheets({"Laporan": [*titles, head, *lines]}))
    assert found.errors == []
    assert found.rows[-1].values == values(tw1_rp="14000000", tw3_rp="7000000")
    assert "Realisasi Rp21.000.000 dibagi ke triwulan menurut kolom “TANGGAL DOKUMEN”" in "\n".join(
        found.warnings
    )
    wrong = [(*sipd_line(SUB, "")[:-1], "D", "15/01/2025", "1", "")]
    assert "bukan tanggal di tahun 2026" in refusal("a.xlsx", sheets({"L": [head, *wrong]}))


@pytest.mark.parametrize("name", ["=1+1 uji", "-Persentase", "+Jumlah", "@Jumlah"])
def test_the_mark_that_disarms_a_text_in_csv_is_no_part_of_it(name):
    armed = (*ROW[:3], plain_cell(name), "Dok", "", "", "12", "")
    assert row_of("a.csv", text(HEAD, armed)).indicator == name
    assert row_of("a.csv", text(HEAD, (*ROW[:3], "'Aisyiyah", "Dok"))).indicator == "'Aisyiyah"


def test_a_row_cut_at_a_decimal_comma_is_refused():
    content = text(HEAD, (*ROW, "", "", "12", "5", "0"), sign=",")
    assert "Baris 2 berisi 10 sel, sedangkan judulnya 9" in refusal("a.csv", content)
    empty = text(HEAD, (*ROW, "", "", "12", "5", "", " "), sign=",")
    assert row_of("a.csv", empty).values["tw3_rp"] == 5


def test_what_stands_under_no_title_is_told():
    rows = [[*HEAD, "", ""], [*filled(k=7), "", "catatan"]]
    found = parsed("a.xlsx", sheets({"Data": rows}))
    assert found.warnings == ["Isi kolom tanpa judul tidak dibaca: K."]


def test_another_sheet_of_data_is_told():
    made = {"Data": [HEAD, filled(k=7)], "Lama": [HEAD, filled(k=9)], "Catatan": [["x"]]}
    found = parsed("a.xlsx", sheets(made))
    assert found.warnings == ["1 lembar data lain tidak dibaca: “Lama”."]
