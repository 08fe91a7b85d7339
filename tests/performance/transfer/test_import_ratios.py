"""Indicators that are ratios, in files: both parts in, K computed, and given back as they were."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest

from organizations.models import Activity
from organizations.spreadsheets.table import ImportProblem
from performance.models import Indicator, Realization
from performance.transfer.actions.transfer import import_file, look_at_file
from tests.factories.performance import make_window
from tests.performance.transfer.test_import_workbook import YEAR, template, unit  # noqa: F401

HEAD = "level;kode;nama;indikator;satuan;akumulasi;target_k;tw1_k;tw1_pembilang;tw1_penyebut"


def table(k: str, numerator: str, denominator: str, kind: str = "rasio", of: str = "%") -> bytes:
    row = f"program;5.01.02;Program satu;Cakupan;{of};{kind};85;{k};{numerator};{denominator}"
    return f"{HEAD}\n{row}\n".encode()


def put(unit, *cells: str, **more: str) -> None:  # noqa: F811
    import_file(organization=unit, year=YEAR, name="a.csv", content=table(*cells, **more))


def look(unit, content: bytes, name: str = "a.csv"):  # noqa: F811
    return look_at_file(organization=unit, year=YEAR, name=name, content=content)


def test_both_parts_are_stored_and_k_is_computed(unit):  # noqa: F811
    put(unit, "", "1", "3")
    row = Realization.objects.get()
    assert (row.n1, row.d1, row.per, row.k1) == (1, 3, 100, Decimal("33.333333"))
    line = Activity.objects.get(object_type="performance.realization")
    assert {"tw1_pembilang", "tw1_penyebut", "tw1_k"} == line.changes.keys()


def test_the_own_template_comes_back_unchanged_and_one_part_can_be_corrected(unit):  # noqa: F811
    put(unit, "", "12", "40")
    assert look(unit, template(unit), "t.xlsx").changes.is_empty()

    put(unit, "", "24", "80")  # the same K
    row = Realization.objects.get()
    assert (row.n1, row.d1, row.k1, row.row_version) == (24, 80, 30, 2)


def test_columns_of_parts_stand_in_the_template_of_units_with_ratios_only(unit):  # noqa: F811
    put(unit, "30", "", "", kind="terakhir")
    assert "tw4_penyebut" not in titles(unit)
    put(unit, "", "12", "40")
    assert "tw4_penyebut" in titles(unit)


def titles(unit) -> list[str]:  # noqa: F811
    book = openpyxl.load_workbook(io.BytesIO(template(unit)))
    return [cell.value for cell in book["Data"][1]]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (("30", "", ""), "kolom tw1_k: “30” memerlukan kolom tw1_pembilang dan tw1_penyebut"),
        (("", "12", ""), "Isi keduanya"),
        (("", "12", "0"), "penyebut harus lebih dari nol"),
        (("", "12", "-40"), "penyebut harus lebih dari nol"),
        (("", "dua", "40"), "kolom tw1_pembilang: “dua” bukan angka"),
        (("", "30%", "40"), "bukan persennya"),
    ],
)
def test_what_makes_no_ratio_is_refused_by_its_column(unit, cells, words):  # noqa: F811
    with pytest.raises(ImportProblem) as refused:
        put(unit, *cells)
    assert words in " ".join(refused.value.messages)
    assert not Realization.objects.exists()


def test_parts_of_an_indicator_that_is_no_ratio_are_refused(unit):  # noqa: F811
    with pytest.raises(ImportProblem, match="bukan rasio"):
        put(unit, "", "12", "40", kind="terakhir")


def test_a_k_that_differs_from_its_parts_is_told_and_computed_anew(unit):  # noqa: F811
    make_window(1, YEAR)
    looked = look(unit, table("44", "12", "40"))
    assert any("berbeda dari" in sentence for sentence in looked.changes.warnings)
    put(unit, "44", "12", "40")
    assert Realization.objects.get().k1 == 30


def test_a_minus_clears_both_parts_and_k(unit):  # noqa: F811
    put(unit, "", "12", "40")
    put(unit, "", "-", "-")
    row = Realization.objects.get()
    assert (row.k1, row.n1, row.d1) == (None, None, None)


def test_an_indicator_that_stops_being_a_ratio_drops_parts_with_its_new_k(unit):  # noqa: F811
    put(unit, "", "12", "40")
    put(unit, "35", "", "", kind="terakhir")
    row = Realization.objects.get()
    assert Indicator.objects.get().accumulation == "last"
    assert (row.k1, row.n1, row.d1) == (35, None, None)


def test_other_parts_of_the_same_k_are_a_change_of_a_locked_quarter(unit):  # noqa: F811
    put(unit, "", "12", "40")
    with pytest.raises(ImportProblem, match="kolom tw1_pembilang: Triwulan I belum dijadwalkan"):
        look(unit, table("", "24", "80"))
