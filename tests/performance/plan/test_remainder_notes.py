"""Only a marked remainder is told as not yet broken down; what overlaps and ends is told apart."""

from __future__ import annotations

import pytest
from django.urls import reverse

from performance.choices import SubmissionState
from performance.entry.queries.submissions import progress_of
from performance.evaluation.queries.evaluation import evaluate
from performance.evaluation.queries.money import Spent, program_money
from performance.evaluation.queries.results import Frame
from performance.models import PlanNode
from performance.plan.queries.versions import annual_chains, current_period
from tests.factories.organizations import make_unit
from tests.factories.performance import (
    make_branch,
    make_node,
    make_pagu,
    make_period,
    make_spending,
    make_submission,
    make_version,
    make_window,
)
from tests.performance.entry.test_entry import QUARTER, YEAR, Office

NOTE = "belum dirinci"


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    return Office()


def notes(office: Office) -> list[str]:
    rows = evaluate(office.unit, YEAR, QUARTER).rows
    return [f"{row.level}: {note}" for row in rows for note in row.notes if NOTE in note]


def test_pagu_that_is_broken_down_has_no_note(office):
    tree = office.client.get(reverse("performance:plan", args=[office.unit.code]))

    assert notes(office) == []
    assert NOTE not in tree.content.decode()


def test_a_remainder_is_noted_where_it_stands(office):
    make_pagu(office.subs[0].kegiatan, 500_000, is_remainder=True)

    tree = office.client.get(reverse("performance:plan", args=[office.unit.code]), {"tahun": YEAR})

    assert notes(office) == [f"kegiatan: Termasuk Rp500.000 yang {NOTE}"]
    assert tree.content.decode().count(NOTE) == 1


def test_spending_of_a_remainder_is_no_cell_that_somebody_filled(office):
    make_spending(office.subs[0].kegiatan, 1, 2, is_remainder=True)
    assert progress_of([office.unit], YEAR, QUARTER) == {office.unit.pk: (0, 4)}

    make_spending(office.subs[0], None, 2)
    assert progress_of([office.unit], YEAR, QUARTER) == {office.unit.pk: (1, 4)}


def test_a_node_that_ends_with_the_year_keeps_the_spending_of_the_year(db):
    unit = make_unit()
    old, new = make_branch(unit), make_branch(unit, " baru")
    make_spending(old["subs"][0], 300)
    make_submission(unit, 1, SubmissionState.ACCEPTED)
    PlanNode.objects.filter(pk=old["subs"][0].pk).update(valid_to_year=YEAR)
    PlanNode.objects.filter(pk=new["subs"][0].pk).update(
        valid_from_year=YEAR, predecessor=old["subs"][0]
    )

    assert program_money([unit.pk], Frame.read(YEAR)) == {
        (unit.pk, old["program"].pk): Spent(0, 300)
    }


def test_of_two_periods_that_overlap_the_later_one_counts(office):
    old = make_period()
    new = make_period(name="RPJMD 2025–2029", start_year=YEAR, end_year=2029)
    version = make_version(year=YEAR)  # of the old period
    version.pk, version._state.adding, version.period = None, True, new
    version.save()

    assert (current_period(YEAR - 1), current_period(YEAR)) == (old, new)
    assert annual_chains([YEAR])[YEAR][0] == [version]
    assert make_node(office.unit).period == old
