"""Every kind of file that cannot be read rightly is refused with a sentence that names the cause."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from tests.performance.transfer.made_files import (
    DINAS,
    HEAD,
    OTHER,
    ROW,
    SIPD_HEAD,
    SUB,
    filled,
    sheets,
    sipd_line,
    text,
)
from tests.performance.transfer.test_import_kinds import COVER, refusal

REFUSED = {
    "nothing says what the point means": (
        "a.csv",
        text(HEAD, filled("3.450", "", "1.250")),
        "Baris 2, kolom target_k: “3.450” dapat dibaca sebagai 3450 atau 3,45",
    ),
    "nothing says what the points of a range mean": (
        "a.csv",
        text(HEAD, filled("3.450 – 3.600")),
        "“3.450” dapat dibaca sebagai 3450 atau 3,45",
    ),
    "both signs stand for decimals": (
        "a.csv",
        text(HEAD, filled("3.450", "", "1,5"), filled("1.25")),
        "dapat dibaca sebagai 3450 atau 3,45",
    ),
    "two values in one cell": (
        "a.csv",
        text(HEAD, filled("", "7 90.246")),
        "lebih dari satu angka",
    ),
    "digits lost to an exponent": ("a.csv", text(HEAD, filled("", "1,23E+09")), "notasi ilmiah"),
    "digits lost to a narrow column": ("a.csv", text(HEAD, filled("", "#####")), "tanda pagar"),
    "a format in thousands": (
        "a.xlsx",
        sheets({"Data": [HEAD, filled(None, 12500000)]}, formats={"G2": "#,##0,"}),
        "sel G2 memakai format angka yang menyembunyikan ribuan",
    ),
    "a format in words": (
        "a.xlsx",
        sheets({"Data": [HEAD, filled(None, 12.5)]}, formats={"G2": '0.0" juta"'}),
        "menyembunyikan ribuan atau juta",
    ),
    "amounts in words": ("a.csv", text(HEAD, filled("", "Rp 12,5 juta")), "singkatan jumlah"),
    "sen": ("a.csv", text(HEAD, filled("", "114.213.000,50")), "“114.213.000,50” berisi sen"),
    "negative rupiah": ("a.csv", text(HEAD, filled("", "(114.213.000)")), "negatif"),
    "two sheets with data": (
        "a.xlsx",
        sheets({"TW I": [HEAD, filled(1)], "TW II": [HEAD, filled(2)]}),
        "beberapa lembar data: “TW I”, “TW II”",
    ),
    "data in a hidden sheet only": (
        "a.xlsx",
        sheets({"Sampul": COVER, "Isi": [HEAD, filled(1)]}, hidden=["Isi"]),
        "lembar tersembunyi “Isi”",
    ),
    "a formula without its result": (
        "a.xlsx",
        sheets({"Data": [HEAD, filled("=6*2")]}),
        "sel F2 berisi rumus",
    ),
    "a day where a number was meant": (
        "a.xlsx",
        sheets({"Data": [HEAD, filled(46000)]}, formats={"F2": "dd/mm/yyyy"}),
        "sel F2 berisi tanggal",
    ),
    "an hour where a number was meant": (
        "a.xlsx",
        sheets({"Data": [HEAD, filled(time(8, 30))]}),
        "sel F2 berisi jam",
    ),
    "a length of time": (
        "a.xlsx",
        sheets({"Data": [HEAD, filled(timedelta(hours=30))]}),
        "sel F2 berisi jam",
    ),
    "more digits than a sheet can keep": (
        "a.xlsx",
        sheets({"Data": [HEAD, filled(None, 1234567890123456)]}),
        "lebih dari 15 digit",
    ),
    "more digits than a sheet can keep, in percent": (
        "a.xlsx",
        sheets({"Data": [HEAD, filled(12345678901234567)]}, formats={"F2": "0%"}),
        "lebih dari 15 digit",
    ),
    "figures under a merged cell": (
        "a.xlsx",
        sheets({"Data": [HEAD, filled(None, None, 5)]}, merged=["H2:I2"]),
        "tertutup sel gabungan",
    ),
    "one amount over the rows of two nodes": (
        "a.xlsx",
        sheets(
            {"Data": [HEAD, filled(rp=500), (ROW[0], OTHER, *ROW[2:], "", "", 1, "")]},
            merged=["I2:I3"],
        ),
        "Baris 3, kolom tw3_rp: “500” tertutup sel gabungan",
    ),
    "one quantity over the rows of two indicators": (
        "a.xlsx",
        sheets({"Data": [HEAD, filled(k=5), ("", "", "", "Dua", "%")]}, merged=["A2:A3", "H2:H3"]),
        "Baris 3, kolom tw3_k: “5” tertutup sel gabungan",
    ),
    "one amount over two accounts of SIPD": (
        "a.xlsx",
        sheets({"Data": [SIPD_HEAD, sipd_line(SUB, 7), sipd_line(SUB, "")]}, merged=["K2:K3"]),
        "Baris 3, kolom PAGU: “7” tertutup sel gabungan",
    ),
    "thousands said over the table": (
        "a.csv",
        text(["(dalam ribuan rupiah)"], HEAD, filled(k="1", rp="500")),
        "Berkas menyebut “(dalam ribuan rupiah)”, sedangkan portal membaca rupiah penuh",
    ),
    "millions said under it": (
        "a.csv",
        text(HEAD, filled(k="1", rp="500"), ["*) Rp juta"]),
        "Berkas menyebut “*) Rp juta”",
    ),
    "a sheet called after another year": (
        "a.xlsx",
        sheets({"TW III 2025": [HEAD, filled(k=1)]}),
        "Lembar bernama “TW III 2025”, sedangkan tahun yang dipilih 2026",
    ),
    "a title that names another year": (
        "a.csv",
        text(["EVALUASI RENJA TAHUN ANGGARAN 2025"], HEAD, filled("1")),
        "Berkas berisi tahun 2025, sedangkan yang dipilih 2026",
    ),
    "a title that names another unit": (
        "a.csv",
        text(["Evaluasi Renja Dinas Kesehatan"], HEAD, filled("1")),
        "Judul berkas menyebut Dinas Kesehatan",
    ),
    "a column of another year": (
        "a.csv",
        text(("tahun", *HEAD), ("2025", *filled("1"))),
        "Baris 2: Berkas berisi tahun 2025",
    ),
    "a column of another unit": (
        "a.csv",
        text(("kode_skpd", *HEAD), (DINAS, *filled("1"))),
        f"Berkas ini milik {DINAS} (1 baris), bukan Badan Perencanaan",
    ),
    "a form of the whole city": (
        "a.csv",
        text((*HEAD, "target_rpjmd_k"), (*filled("1"), "2")),
        "formulir seluruh kota",
    ),
    "lines of work without an owner": (
        "a.xlsx",
        sheets({"Data": [SIPD_HEAD, (2026, "", "", *sipd_line(SUB, 1)[3:])]}),
        "milik tanpa KODE SKPD (1 baris)",
    ),
    "a SIPD file of other units": (
        "a.xlsx",
        sheets({"Data": [SIPD_HEAD, sipd_line(SUB, 1, owner=DINAS)]}),
        "bukan Badan Perencanaan",
    ),
    "a SIPD file of another year": (
        "a.xlsx",
        sheets({"Data": [SIPD_HEAD, sipd_line(SUB, 1, year=2025)]}),
        "tahun 2025",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_refused(kind):
    name, content, told = REFUSED[kind]
    assert told in refusal(name, content)
