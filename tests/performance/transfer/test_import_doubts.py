"""Rows that are probably not meant: each is told with what to do, and nothing is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from performance.transfer.readers.doubts import doubts
from performance.transfer.readers.rows import ImportRow
from performance.transfer.readers.state import IndicatorDraft


def told(level: str = "subkegiatan", unit: str = "Dokumen", accumulation: str = "sum", **values):
    decimals = {name: Decimal(str(value)) for name, value in values.items()}
    row = ImportRow(7, level, "1.02", "Nama", "Jumlah", unit, "higher", accumulation, decimals)
    draft = IndicatorDraft(("1.02", "jumlah"), "Jumlah", unit, "higher", accumulation)
    return list(doubts(row, draft))


def quarters(*values: float) -> dict[str, float]:
    return {f"tw{n}_k": value for n, value in enumerate(values, start=1)}


@pytest.mark.parametrize("typed", [(2, 4, 6, 8), (2, 4, 6), (25, 50, 75, 100), (3, 3, 8, 8)])
def test_a_running_total_where_quarters_are_added(typed):
    (sentence,) = told(target_k=typed[-1], **quarters(*typed))
    assert "tampaknya kumulatif" in sentence
    assert "Isi bagian tiap triwulan saja" in sentence


@pytest.mark.parametrize("typed", [(2, 2, 2, 2), (8, 6, 4, 2), (1, 2, 1, 4), (0, 0, 0, 8), (2, 6)])
def test_parts_of_a_year_are_no_running_total(typed):
    assert told(target_k=8, **quarters(*typed)) == []


def test_a_state_may_rise_quarter_by_quarter():
    assert told(accumulation="last", target_k=8, **quarters(2, 4, 6, 8)) == []


def test_a_fraction_typed_for_percent():
    (sentence,) = told(unit="%", accumulation="last", target_k=85, **quarters(0.85))
    assert "tulis 85 untuk 85 persen" in sentence
    assert told(unit="%", accumulation="last", target_k=0.5, **quarters(0.4)) == []


def test_percents_that_would_be_added_up():
    (sentence,) = told(unit="Persen", accumulation="", target_k=90)
    assert "persen keempat triwulan dijumlahkan" in sentence
    assert told(unit="Dokumen", accumulation="", target_k=90) == []


def test_what_was_carried_in_has_another_unit():
    (sentence,) = told(target_renstra_k=45, realisasi_lalu_k=580)
    assert "580 jauh di atas target Renstra 45" in sentence
    assert told(target_renstra_k=45, realisasi_lalu_k=50) == []


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"pagu_rp": 73_945}, "pagu Rp73.945 sangat kecil"),
        ({"pagu_rp": 73_945, "tw1_rp": 8_416}, "pagu Rp73.945 sangat kecil"),
        ({"pagu_rp": 73_945_400, "tw1_rp": 8_416, "tw2_rp": 12_490}, "ditulis dalam ribuan"),
    ],
)
def test_rupiah_in_thousands(values, words):
    (sentence,) = told(**values)
    assert words in sentence
    assert "rupiah penuh" in sentence


def test_whole_rupiah_are_no_doubt():
    assert told(pagu_rp=73_945_400, tw1_rp=8_416_000) == []
    assert told(level="program", pagu_rp=73_945) == []  # totals are judged below them
