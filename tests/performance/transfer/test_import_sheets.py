"""Sheets as units keep them: what surrounds a table, and cells that say more than a number."""

from __future__ import annotations

import pytest

from tests.performance.transfer.made_files import HEAD, OTHER, ROW, filled, sheets, text
from tests.performance.transfer.test_import_kinds import parsed, refusal, row_of, values

ONE = filled("3", "1.000.000", "1")
LAST = ("subkegiatan", OTHER, "Lain", "X", "Dok", "9", "", "2", "")
BESIDE = {
    "a sum named in the column of names": [("", "", "TOTAL", "", "", "", "1.000.000", "", "")],
    "a sum named in the column of codes": [("", "Jumlah Total", *[""] * 4, "1.000.000", "", "")],
    "a grand total": [("", "", "Grand Total", "", "", "", "1.000.000", "", "")],
    "signatures on the left": [
        ("Mengetahui,",),
        ("Kepala Badan",),
        ("NIP. 19700101 199503 1 001",),
    ],
    "signatures under the figures": [
        (*[""] * 6, "Kota Contoh, 5 Oktober"),
        (*[""] * 6, "Dr. Siti"),
    ],
    "numbers of the columns": [tuple(f"({number})" for number in range(1, 10))],
}


@pytest.mark.parametrize("kind", BESIDE)
def test_what_stands_beside_the_rows_is_named_and_not_read(kind):
    lines = [(*line, *[""] * (9 - len(line))) for line in BESIDE[kind]]
    found = parsed("a.csv", text(HEAD, ONE, *lines))
    assert found.errors == []
    assert len(found.rows) == 1
    assert "Baris yang bukan baris rencana tidak dibaca: 3 (" in found.warnings[-1]


def test_a_sum_by_a_formula_without_result_is_no_row():
    made = sheets({"Data": [HEAD, filled(3), ("", "", "Jumlah", "", "", None, "=SUM(G2:G2)")]})
    found = parsed("a.xlsx", made)
    assert (found.errors, len(found.rows)) == ([], 1)


def test_titles_in_three_rows_begin_where_the_columns_are_named():
    above = [("Uraian", *[""] * 4, "Target", "", "Realisasi"), (*[""] * 5, "K", "Rp", "K", "Rp")]
    made = sheets({"Data": [*above, HEAD, filled(3, None, 1)]}, merged=["A1:E2", "F1:G1", "H1:I1"])
    assert row_of("a.xlsx", made).values == values(target_k="3", tw3_k="1")


def test_titles_that_come_again_on_each_page_are_passed_over():
    found = parsed("a.csv", text(HEAD, ONE, [""] * 9, ("Tabel 2", *[""] * 8), HEAD, LAST))
    assert (found.errors, len(found.rows)) == ([], 2)


def test_a_second_table_of_other_columns_is_refused():
    other = ("level", "kode", "nama", "indikator", "satuan", "tw3_k", "tw3_rp")
    told = refusal("a.csv", text(HEAD, ONE, other, LAST[:7]))
    assert told == (
        "Baris 3 adalah judul tabel kedua dengan kolom lain. Pisahkan kedua tabel menjadi dua "
        "berkas, atau samakan kolomnya."
    )


@pytest.mark.parametrize(
    ("k", "rp"),
    [
        ("Realisasi TW III (K)", "Realisasi TW III (Rp)"),
        ("Triwulan III Kinerja", "Triwulan 3 Anggaran"),
        ("tw-iii k", "TW III Keuangan"),
    ],
)
def test_quarters_by_their_roman_names(k, rp):
    made = text((*HEAD[:7], k, rp), filled("3", "", "1", "5"))
    assert row_of("a.csv", made).values == values(target_k="3", tw3_k="1", tw3_rp="5")


@pytest.mark.parametrize("where", ["column", "title"])
def test_a_year_written_as_a_number_is_that_year(where):
    rows = [("tahun", *HEAD), ("2.025", *ONE)]
    if where == "title":
        rows = [("EVALUASI RENJA TAHUN 2.025",), HEAD, ONE]
    assert "Berkas berisi tahun 2025, sedangkan yang dipilih 2026" in refusal("a.csv", text(*rows))


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f"])
def test_spaces_that_do_not_break_separate_thousands(space):
    made = text(HEAD, filled(f"1{space}250,5", f"Rp{space}90{space}246{space}000", "\uff13"))
    wanted = values(target_k="1250.5", pagu_rp="90246000", tw3_k="3")
    assert row_of("a.csv", made).values == wanted


def test_a_percent_format_gives_what_is_shown():
    made = sheets({"Data": [HEAD, (*ROW[:4], "%", 0.125)]}, formats={"F2": "0%"})
    assert row_of("a.xlsx", made).values == values(target_k="12.5")


WRITTEN = {
    "n/a": "Tulis 0 bila nilainya nol, atau kosongkan",
    "TAD": "Tulis 0 bila nilainya nol, atau kosongkan",
    "nihil": "Tulis 0 bila nilainya nol, atau kosongkan",
    "--": "Tulis 0 bila nilainya nol, atau kosongkan",
    "belum ada data": "Tulis 0 bila nilainya nol, atau kosongkan",
    "≤ 5": "tanda atau kata batas",
    "minimal 5": "tanda atau kata batas",
    "12,5*": "tanda catatan kaki",
    "3 *)": "tanda catatan kaki",
    "12 orang": "memuat satuan",
    "1 juta": "singkatan jumlah",
    "Rp1,5 M": "singkatan jumlah",
}


@pytest.mark.parametrize("written", WRITTEN)
def test_what_is_no_number_is_refused_by_its_cause(written):
    assert WRITTEN[written] in refusal("a.csv", text(HEAD, filled("", written)))
