"""What people type and paste into the grid: read as in a file, refused in the same words."""

from __future__ import annotations

import pytest

from performance.entry.forms.entry import parse_grid
from performance.models import Indicator
from tests.factories.performance import make_window
from tests.performance.entry.test_entry import QUARTER, Office


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    return Office()


def typed(text: str, name: str = "k-1") -> str:
    found = parse_grid({name: text, f"v-{name}": "0|"})
    return found.errors.get(name) or f"{found.cells[0].value:f}{found.cells[0].mark}"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("12,5 %", "12.5%"),
        ("Rp 12.500.000,-", "12500000Rp"),
        ("(0,75)", "-0.75"),
        ("1.250", "1250"),
        ("0.288", "0.288"),
    ],
)
def test_read(text, read):
    assert typed(text) == read


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("3 4", "“3 4” berisi lebih dari satu angka"),
        ("7\t90.246.000", "“7 90.246.000” berisi lebih dari satu angka"),
        ("1,23E+09", "notasi ilmiah"),
    ],
)
def test_refused(text, told):
    assert told in typed(text)


@pytest.mark.parametrize(
    ("unit", "text", "told"),
    [
        ("Dokumen", "12,5 %", "tanda persen, sedangkan satuannya Dokumen"),
        ("Dokumen", "Rp 12", "memakai Rp, sedangkan satuannya Dokumen"),
        ("Dokumen", "(2)", "Angka dengan satuan Dokumen tidak boleh negatif"),
        ("%", "12,5 %", ""),
        ("%", "-1,41", ""),
    ],
)
def test_a_mark_and_a_sign_go_with_the_unit_of_measure(office, unit, text, told):
    Indicator.objects.filter(pk=office.indicators[0].pk).update(unit=unit)
    answer = office.save(office.k, text)
    assert answer.status_code == (400 if told else 200)
    assert told.casefold() in answer.json().get("error", "").casefold()


def test_rupiah_with_sen_or_a_percent_sign_is_refused(office):
    assert "Berisi sen" in office.save(office.rp, "1.000,50").json()["error"]
    assert "tanda persen" in office.save(office.rp, "12 %").json()["error"]
    assert office.save(office.rp, "Rp 12.500,-").status_code == 200
