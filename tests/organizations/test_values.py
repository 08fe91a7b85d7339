"""One reading of what people write: numbers, names and codes."""

from __future__ import annotations

import doctest
from decimal import Decimal

import pytest

from organizations import values
from organizations.spreadsheets import formats, table
from organizations.texts import code_text, folded
from organizations.values import (
    Convention,
    NumberError,
    find_convention,
    mark_misfit,
    read_number,
    read_sheet_number,
)

COMMA, POINT = Convention.COMMA, Convention.POINT


@pytest.mark.parametrize("module", [values, formats, table], ids=lambda one: one.__name__)
def test_the_examples_in_the_words_hold(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("text", "value", "mark"),
    [
        ("12,5 %", "12.5", "%"),
        ("12,5%", "12.5", "%"),
        ("75 persen", "75", "%"),
        ("-1,41 %", "-1.41", "%"),
        ("(1,41)%", "-1.41", "%"),
        ("Rp 12.500.000,-", "12500000", "Rp"),
        ("Rp. 114.213.000,-", "114213000", "Rp"),
        ("Rp12.500.000,00", "12500000", "Rp"),
        ("IDR 5.000.000", "5000000", "Rp"),
        ("12.500.000,--", "12500000", "Rp"),
        ("Rp -", "0", "Rp"),
        ("Rp\u00a0-\u00a0", "0", "Rp"),
        ("(Rp 1.500.000)", "-1500000", "Rp"),
        ("Rp (1.500.000)", "-1500000", "Rp"),
        ("-Rp1.500.000", "-1500000", "Rp"),
        ("(0,75)", "-0.75", ""),
        ("−1,41", "-1.41", ""),
        ("– 1,41", "-1.41", ""),
        ("+3", "3", ""),
        ("\u20091.250\u200b", "1250", ""),
        ("１２,５", "12.5", ""),
        ("0.288", "0.288", ""),
        ("0,288", "0.288", ""),
        ("12.5", "12.5", ""),
        ("1,234.5", "1234.5", ""),
        ("1.234.567", "1234567", ""),
        ("1234,567", "1234.567", ""),
    ],
)
def test_what_can_be_read_in_one_way_only(text, value, mark):
    for convention in (COMMA, POINT, None):
        if text == "\u20091.250\u200b" and convention != COMMA:
            continue
        found = read_number(text, convention)
        assert (found.value, found.mark) == (Decimal(value), mark), convention


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("3 4", "lebih dari satu angka"),
        ("7\t90.246.000", "lebih dari satu angka"),
        ("12\n13", "lebih dari satu angka"),
        ("1,23E+09", "notasi ilmiah"),
        ("1.23e9", "notasi ilmiah"),
        ("####", "tanda pagar"),
        ("12,5 juta", "singkatan jumlah"),
        ("Rp 1,2 miliar", "singkatan jumlah"),
        ("12.5.1", "belum berupa satu angka"),
        ("1.23.456", "belum berupa satu angka"),
        ("10²", "belum berupa satu angka"),
        ("5-6", "belum berupa satu angka"),
        ("12 dokumen", "memuat satuan"),
        ("--5", "belum berupa satu angka"),
        ("dua belas", "bukan angka"),
        ("#DIV/0!", "bukan angka"),
        ("٣", "bukan angka"),
        ("-", "bukan angka"),
        ("", "[Bb]ukan angka"),
        ("9" * 41, "terlalu panjang"),
    ],
)
def test_what_is_no_number_says_why(text, told):
    with pytest.raises(NumberError, match=told):
        read_number(text)


def test_two_readings_follow_the_convention_or_are_asked():
    assert read_number("3.450", COMMA).value == 3450
    assert read_number("3.450", POINT).value == Decimal("3.45")
    assert read_number("3,450", COMMA).value == Decimal("3.45")
    assert read_number("3,450", POINT).value == 3450
    with pytest.raises(NumberError, match="3450 atau 3,45"):
        read_number("3.450", None)


@pytest.mark.parametrize(
    ("texts", "convention"),
    [
        (["3.450", "67,5"], COMMA),
        (["3.450", "Rp 90.246.000"], COMMA),
        (["3.450", "0,288"], COMMA),
        (["3.450", "1.500.000,-"], COMMA),
        (["3.450", "12.25"], POINT),
        (["3,450", "1,234.5"], POINT),
        (["3.450", "12"], None),
        (["3.450", "67,5", "12.25"], None),  # both ways stand in the file: neither is proved
        (["12", "7"], None),
    ],
)
def test_a_file_proves_its_convention_or_not(texts, convention):
    assert find_convention(texts).convention == convention


def test_only_texts_with_two_readings_are_doubtful():
    assert find_convention(["12", "12,5", "3.450", "0.288", "x"]).doubtful == ("3.450",)
    assert find_convention(["12", "12,5"]).doubtful == ()


def test_a_sheet_s_own_numbers_have_the_digits_it_shows():
    assert read_sheet_number("0.30000000000000004") == Decimal("0.3")
    assert read_sheet_number("114213000.00000001") == 114213000
    assert read_sheet_number("1e+16") == 10**16
    assert read_sheet_number("-123456789012345.0") == -123456789012345


@pytest.mark.parametrize(
    "lost", ["1234567890123456", "1.2345678901234568e+16", "-9007199254740993"]
)
def test_digits_a_sheet_cannot_keep_are_no_number(lost):
    with pytest.raises(NumberError, match="lebih dari 15 digit"):
        read_sheet_number(lost)


def test_a_mark_must_go_with_the_unit_of_measure():
    assert mark_misfit("%", "Persen") == mark_misfit("%", "%") == mark_misfit("", "Dok") == ""
    assert mark_misfit("Rp", "Rupiah") == mark_misfit("Rp", "Rp") == ""
    assert "tanda persen" in mark_misfit("%", "Indeks")
    assert "memakai Rp" in mark_misfit("Rp", "Dokumen")


@pytest.mark.parametrize(
    "spelling",
    ["5.01.02.", " 5.01.02 ", "5 .01. 02", "5-01-02", "5.01..02", "'5.01.02", "5.01.02.\u00a0"],
)
def test_spellings_of_one_code(spelling):
    assert code_text(spelling) == "5.01.02"


def test_spellings_of_one_name():
    assert folded("Indeks “SPBE” – 2026") == folded('indeks  "spbe" - 2026\u200b')
    assert folded("Luas m²") != folded("Luas m3")


@pytest.mark.parametrize(
    ("number_format", "mark", "is_scaled", "is_shortened"),
    [
        ("0%", "%", True, False),
        ("#,##0.00%;[Red]-#,##0.00%", "%", True, False),
        ('0.00"%"', "%", False, False),
        ("0\\%", "%", False, False),
        ("#,##0,", "", False, True),
        ("0.0,,", "", False, True),
        ('0.0" juta"', "", False, True),
        ('"Rp"#,##0', "Rp", False, False),
        ('_("Rp"* #,##0_);_("Rp"* (#,##0)', "Rp", False, False),
        ("[$Rp-421]#,##0", "Rp", False, False),
        ("#,##0.00", "", False, False),
        ('0" dokumen"', "", False, False),
    ],
)
def test_number_formats_that_mean_something(number_format, mark, is_scaled, is_shortened):
    found = formats.meaning_of(number_format)
    assert (found.mark, found.is_scaled, found.is_shortened) == (mark, is_scaled, is_shortened)
