"""What is counted at all: an innovation with points, a source until another parameter is chosen."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import pytest

from innovations.formulas import rule_of
from innovations.index.actions.answers import mark_of, save_answer
from innovations.index.queries.sheet import Line, Sheet
from innovations.index.queries.steps import _together
from organizations.choices import Role
from tests.factories.innovation_index import make_answer
from tests.factories.organizations import make_user


def line(name: str, score: int, affair: str) -> Line:
    return Line(
        entry=1, innovation=1, name=name, unit="", unit_code="", stage="", technology="", form="",
        affairs=[affair], state="isian", score=Decimal(score), rows={},
    )  # fmt: skip


def sheet(*lines: Line) -> Sheet:
    return Sheet(2026, 1, rule_of(2026), {}, {}, lines)


def test_what_has_no_points_neither_counts_nor_covers():
    found = sheet(line("A", 80, "1.01"), line("B", 0, "1.02"))

    assert [one.name for one in found.counted] == ["A"]
    assert (found.standing.scored, found.standing.services) == (1, {"1.01"})


def test_one_that_covers_what_is_missing_is_no_step_of_several():
    covered = sheet(*(line(name, 9, f"1.0{name}") for name in "1234"))
    fresh = [SimpleNamespace(name="LIMA", affairs=["1.05"])]

    assert list(_together(fresh, covered, Decimal(10))) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("parameter", "source"), [("2", "Data pengaduan"), ("3", "")])
def test_a_source_stays_until_another_parameter_is_chosen(entry, parameter, source):
    answer = make_answer(entry, "29", 2)
    answer.value, answer.source = Decimal(80), "Data pengaduan"
    answer.save()

    saved = save_answer(
        round_=entry.round, entry=entry, row=answer.row, upload=None, seen=mark_of(answer),
        values={"parameter": parameter, "information": "Dicatat"},
        by=make_user(Role.OPERATOR_OPD, entry.innovation.organization),
    )  # fmt: skip

    assert (saved.source, saved.value is None) == (source, not source)
