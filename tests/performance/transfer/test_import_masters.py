"""An import into a year reads and writes masters as they are valid in that year."""

from __future__ import annotations

import pytest

from organizations.spreadsheets.table import ImportProblem
from performance.models import Indicator, PlanNode
from performance.plan.actions.validity import keep_closed_years
from performance.transfer.actions.transfer import import_file, look_at_file
from performance.transfer.readers.state import Frame
from performance.transfer.readers.workbook import build_template
from tests.factories.performance import make_period_target, make_realization, make_version
from tests.performance.transfer.test_import_workbook import YEAR, unit  # noqa: F401

HEAD = "level;kode;nama;indikator;satuan;polaritas;akumulasi;target_k;tw1_k"
ROW = {"satuan": "Dokumen", "polaritas": "", "akumulasi": "", "target": "10", "tw1": "2"}
WORDS = {"unit": "satuan", "polarity": "polaritas", "accumulation": "akumulasi"}
LATER = {
    "unit": ("Persen", "Dokumen", "Persen"),
    "polarity": ("lower", "positif", "negatif"),
    "accumulation": ("last", "jumlah", "terakhir"),
}  # what it says from the next year on, and the words of both in a file


def table(goal: str = "Sasaran satu", of: str = "Renja", **cells: str) -> bytes:
    row = ROW | cells
    return "\n".join([HEAD, ";".join(("sasaran", "", goal, of, *row.values())), ""]).encode()


def bring(unit, **cells: str) -> None:  # noqa: F811
    import_file(organization=unit, year=YEAR, name="a.csv", content=table(**cells))


def look(unit, content: bytes, name: str = "a.csv"):  # noqa: F811
    return look_at_file(organization=unit, year=YEAR, name=name, content=content)


def change(master: Indicator | PlanNode, **fields: str) -> None:
    """From the next year on the master says something else; this year is still open."""
    keep_closed_years(master, fields, from_year=YEAR + 1)
    for name, value in fields.items():
        setattr(master, name, value)
    master.save()


def in_year(year: int) -> Indicator:
    return Indicator.objects.as_of(year).get()


@pytest.mark.parametrize("field", LATER)
def test_an_earlier_year_goes_on_by_what_was_valid_in_it(unit, field):  # noqa: F811
    later, then, _ = LATER[field]
    bring(unit)
    before = getattr(in_year(YEAR), field)
    change(Indicator.objects.get(), **{field: later})

    bring(unit, **{WORDS[field]: then}, tw1="3")

    assert getattr(in_year(YEAR), field) == before
    assert getattr(in_year(YEAR + 1), field) == later


@pytest.mark.parametrize("field", LATER)
def test_another_word_than_that_of_the_year_is_refused(unit, field):  # noqa: F811
    later, _, word = LATER[field]
    bring(unit)
    change(Indicator.objects.get(), **{field: later})

    with pytest.raises(ImportProblem) as refused:
        bring(unit, **{WORDS[field]: word})

    assert f"berubah setelah {YEAR}" in str(refused.value)
    assert getattr(in_year(YEAR + 1), field) == later


@pytest.mark.parametrize("field", LATER)
def test_another_change_leaves_what_counts_later(unit, field):  # noqa: F811
    later, then, _ = LATER[field]
    bring(unit)
    change(Indicator.objects.get(), **{field: later})
    other = next(name for name in LATER if name != field)

    bring(unit, **{WORDS[field]: then, WORDS[other]: LATER[other][2]})

    assert getattr(in_year(YEAR + 1), field) == later
    assert getattr(in_year(YEAR), other) == LATER[other][0]


def test_the_template_of_an_earlier_year_comes_back_unchanged(unit):  # noqa: F811
    bring(unit)
    change(Indicator.objects.get(), name="Baru", unit="%", polarity="range", accumulation="ratio")
    change(PlanNode.objects.get(), name="Sasaran baru")

    looked = look(unit, build_template(Frame.of(unit, YEAR)), "t.xlsx")

    assert looked.changes.is_empty()


@pytest.mark.parametrize("names", [{"goal": "Sasaran baru"}, {"of": "Baru"}], ids=["goal", "of"])
def test_the_later_name_is_the_same_row(unit, names):  # noqa: F811
    bring(unit)
    change(Indicator.objects.get(), name="Baru")
    change(PlanNode.objects.get(), name="Sasaran baru")

    bring(unit, **names, tw1="3")

    assert (Indicator.objects.count(), PlanNode.objects.count()) == (1, 1)
    assert (in_year(YEAR).name, in_year(YEAR + 1).name) == ("Renja", "Baru")
    assert PlanNode.objects.as_of(YEAR).get().name == "Sasaran satu"
    assert PlanNode.objects.get().name == "Sasaran baru"


def test_column_six_is_counted_by_the_rule_of_the_year(unit):  # noqa: F811
    make_version()
    bring(unit)
    row = Indicator.objects.get()
    make_period_target(row, end_target=20)
    make_realization(row, 2, 3, year=YEAR - 1)
    change(row, accumulation="last")

    looked = look(unit, table())

    (figures,) = looked.changes.before.k.values()
    assert figures["realisasi_lalu_k"] == 5
