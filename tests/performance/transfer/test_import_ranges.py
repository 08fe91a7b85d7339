"""Targets that are ranges, in files: read, refused, and given back as they were."""

from __future__ import annotations

from decimal import Decimal

import pytest

from organizations.spreadsheets.table import ImportProblem
from performance.choices import Polarity
from performance.models import Indicator, PeriodTarget, YearTarget
from performance.transfer.actions.transfer import import_file, look_at_file
from tests.performance.transfer.test_import_workbook import YEAR, template, unit  # noqa: F401

HEAD = "level;kode;nama;indikator;satuan;polaritas;akumulasi;target_renstra_k;target_k"
RANGE = "rentang"


def table(target: str, end: str = "", polarity: str = RANGE) -> bytes:
    row = f"program;5.01.02;Program satu;Waktu tunggu;Hari;{polarity};terakhir;{end};{target}"
    return f"{HEAD}\n{row}\n".encode()


def put(unit, target: str, end: str = "", polarity: str = RANGE):  # noqa: F811
    import_file(organization=unit, year=YEAR, name="a.csv", content=table(target, end, polarity))


def look(unit, target: str, **more):  # noqa: F811
    content = table(target, **more)
    return look_at_file(organization=unit, year=YEAR, name="a.csv", content=content)


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("5-6", ("5", "6")),
        ("7,60 – 8,10", ("7.6", "8.1")),
        ("5 s.d. 6", ("5", "6")),
        ("5 sampai 6", ("5", "6")),
    ],
)
def test_a_range_is_read(unit, text, both):  # noqa: F811
    put(unit, text, end=text)

    year, end = YearTarget.objects.get(), PeriodTarget.objects.get()
    wanted = tuple(Decimal(part) for part in both)
    assert (year.target, year.target_high) == (end.end_target, end.end_target_high) == wanted


def test_the_own_template_comes_back_unchanged(unit):  # noqa: F811
    put(unit, "75,21–76,21", end="5–6")

    looked = look_at_file(organization=unit, year=YEAR, name="t.xlsx", content=template(unit))

    assert looked.changes.is_empty()


@pytest.mark.parametrize(
    ("target", "more", "words"),
    [
        ("80.21", {}, "hanya satu angka"),  # on the range 75.21–76.21: the lower bound alone
        ("80,21–76,21", {}, "batas bawahnya melebihi batas atasnya"),
        ("5–6", {"polarity": "positif"}, "adalah rentang"),
        ("5–6–7", {}, "kolom target_k: “5–6–7”"),
        ("5–lima", {}, "kolom target_k: “5–lima”"),
    ],
)
def test_a_range_that_cannot_be_meant_is_refused(unit, target, more, words):  # noqa: F811
    put(unit, "75,21–76,21")

    with pytest.raises(ImportProblem) as refused:
        look(unit, target, **more)

    assert any(words in error for error in refused.value.messages)
    row = YearTarget.objects.get()
    assert (row.target, row.target_high) == (Decimal("75.21"), Decimal("76.21"))


def test_bounds_with_three_decimals_come_back_unchanged(unit):  # noqa: F811
    put(unit, "1,004–1200,5", end="0,288–0,291")

    looked = look_at_file(organization=unit, year=YEAR, name="t.xlsx", content=template(unit))

    assert YearTarget.objects.get().target == Decimal("1.004")
    assert looked.changes.is_empty()


def test_the_preview_shows_both_bounds(unit):  # noqa: F811
    put(unit, "75,21–76,21")

    (line,) = [row for row in look(unit, "75,21–77").preview.lines if row.indicator]

    assert line.notes == ["Target: 75,21–76,21 → 75,21–77"]


def test_an_older_file_with_the_lower_bound_alone_changes_nothing(unit):  # noqa: F811
    put(unit, "75,21–76,21")

    assert look(unit, "75,21").changes.is_empty()


def test_what_becomes_one_figure_loses_the_upper_bound(unit):  # noqa: F811
    put(unit, "5–6")
    put(unit, "5", polarity="negatif")

    assert YearTarget.objects.get().target_high is None
    assert Indicator.objects.get().polarity == Polarity.LOWER
