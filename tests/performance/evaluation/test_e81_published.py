"""E.81 of the imported workbook against the columns the workbook itself publishes.

Every cell is compared; the cells that differ are named here with their reason, and a test
fails when one of them stops differing.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command

from performance import reference
from tests.factories.organizations import make_city, make_unit
from tests.factories.performance import make_period

FILE = Path(__file__).parents[2] / "data" / "evaluasi_renja_2025.csv"
SLACK = Decimal("0.000004")
CODE, YEAR = "5.01.5.05.0.00.01.0000", 2025

COLUMNS = {
    "realisasi_k_terbit": "realisasi_k",
    "realisasi_rp_terbit": "realisasi_rp",
    "capaian_renstra_k_persen_terbit": "capaian_renstra_k_persen",
    "capaian_renstra_rp_persen_terbit": "capaian_renstra_rp_persen",
}
HEADING = "Baris urusan dan bidang memuat jumlah rupiah; kinerjanya tidak diimpor."
EMPTY = "Keempat triwulannya kosong; sumber menulis 0, sedangkan kosong bukan nol."
EXCEPTIONS: dict[tuple[str, str], str] = {
    ("1", "capaian_renstra_k_persen_terbit"): HEADING,
    ("2", "capaian_renstra_k_persen_terbit"): HEADING,
    ("81", "capaian_renstra_k_persen_terbit"): HEADING,
    ("54", "capaian_renstra_rp_persen_terbit"): "Angka terbit tidak memasukkan realisasi 2025.",
    ("86", "realisasi_k_terbit"): EMPTY,
    ("86", "capaian_renstra_k_persen_terbit"): EMPTY,
}


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def e81(db, tmp_path) -> list[dict[str, str]]:
    """The form as CSV, through the two commands an operator has."""
    make_city()
    reference.load()
    make_period()
    make_unit(CODE, name="Badan Perencanaan", short_name="Bappeda")
    call_command("import_performance", str(FILE), opd=CODE, year=YEAR)
    out = tmp_path / "e81.csv"
    params = [f"opd={CODE}", f"tahun={YEAR}", "triwulan=4"]
    call_command("render_report", "e81", param=params, format="csv", out=out)
    with out.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_published_cell_is_reproduced_or_named(rows, e81):
    differing = {}
    for row in rows:
        found = find(e81, row)
        for theirs, ours in COLUMNS.items():
            if not same(row[theirs], found[ours]):
                differing[row["no"], theirs] = (row[theirs], found[ours])
    unexplained = {key: cells for key, cells in differing.items() if key not in EXCEPTIONS}
    assert unexplained == {}
    assert set(EXCEPTIONS) <= set(differing), "a named exception no longer differs"


def find(made: list[dict[str, str]], row: dict[str, str]) -> dict[str, str]:
    """The line of the same code; headings (urusan and bidang, without a code) by name."""
    code, name = row["kode_nomenklatur"], row["nama"].casefold().strip()
    if code:
        return next(line for line in made if line["kode"] == code)
    headings = [line for line in made if line["level"] in ("urusan", "bidang")]
    return next(line for line in headings if line["nama"].casefold().strip() == name)


def same(theirs: str, ours: str) -> bool:
    """Equal to the sixth decimal; the workbook's quarters come rounded to six, so their sum
    may be off by a few of them. "#DIV/0!" is a cell that cannot be computed."""
    if not theirs or theirs.startswith("#") or not ours:
        return not ours and (not theirs or theirs.startswith("#"))
    return abs(Decimal(theirs) - Decimal(ours)) <= SLACK
