"""Figures follow the function into another unit, and count once wherever they are added up."""

from __future__ import annotations

import pytest

from organizations.choices import Role
from organizations.models import Organization
from performance.choices import NodeLevel, PlanDocument, SubmissionState
from performance.evaluation.queries.city import evaluate_city
from performance.evaluation.queries.evaluation import evaluate
from performance.evaluation.queries.money import unit_money
from performance.evaluation.queries.results import Frame
from performance.evaluation.queries.row import Row
from performance.evaluation.queries.years import evaluate_renstra
from performance.models import (
    BudgetRealization,
    CarriedRealization,
    Indicator,
    Pagu,
    PlanNode,
    Realization,
)
from performance.plan.actions.moves import move_programs
from performance.plan.queries import rollup, versions
from performance.stamps import bump_stamp, stamp_of
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import (
    make_branch,
    make_carried,
    make_node,
    make_pagu,
    make_realization,
    make_spending,
    make_submission,
    make_target,
    make_window,
)
from tests.performance.entry.test_entry import QUARTER, YEAR, Office


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    return Office(subs=1)


@pytest.fixture
def target(office) -> Organization:
    """Another unit, to which the program went in the middle of the year."""
    make_realization(office.indicators[0], "3", "4")
    make_spending(office.subs[0], 400_000, 100_000)
    unit = make_unit()
    move_programs(
        programs=[office.subs[0].program],
        target=unit,
        year=YEAR,
        by=make_user(Role.BAPPEDA),
        reason="Perda susunan perangkat",
    )
    return unit


def row_of(rows, level: str = NodeLevel.SUBKEGIATAN) -> Row:
    (row,) = [row for row in rows if row.level == level and row.has_money]
    return row


def successor(office: Office) -> PlanNode:
    return PlanNode.objects.get(predecessor=office.subs[0])


def test_a_program_that_moves_within_a_year_takes_its_quarters_along(office, target):
    row = row_of(evaluate(target, YEAR, 4).rows)
    assert row.rp == (400_000, 100_000, None, None)
    assert row.k == (3, 4, None, None)
    assert row.pagu_rp == 1_000_000
    for level in (NodeLevel.KEGIATAN, NodeLevel.PROGRAM):
        above = row_of(evaluate(target, YEAR, 4).rows, level)
        assert (above.rp, above.pagu_rp) == (row.rp, row.pagu_rp)


def test_what_the_receiving_unit_adds_stands_beside_it_and_counts_once(office, target):
    BudgetRealization.objects.filter(node=successor(office)).update(rp2=150_000, rp3=50_000)
    heir = Indicator.objects.get(predecessor=office.indicators[0])
    Realization.objects.filter(indicator=heir).update(k2=5, k3=6)

    row = row_of(evaluate(target, YEAR, 4).rows)

    assert row.rp == (400_000, 150_000, 50_000, None)
    assert row.k == (3, 5, 6, None)
    assert row_of(evaluate_city(YEAR, 4).rows, NodeLevel.PROGRAM).rp == row.rp
    (year,) = [r for r in evaluate_renstra(target, YEAR).rows if r.level == NodeLevel.SUBKEGIATAN]
    assert year.realized_rp[YEAR - 2021] == 600_000
    following = row_of(evaluate(target, YEAR + 1, 4).rows)
    assert (following.before_rp, following.before_k) == (600_000, 14)


def test_a_pagu_left_behind_is_followed_too(office, target):
    Pagu.objects.update(node=office.subs[0])
    assert row_of(evaluate(target, YEAR, 4).rows).pagu_rp == 1_000_000
    make_pagu(successor(office), 700_000)
    assert row_of(evaluate(target, YEAR, 4).rows).pagu_rp == 700_000
    (year,) = [r for r in evaluate_renstra(target, YEAR).rows if r.level == NodeLevel.PROGRAM]
    assert year.targets_rp[YEAR - 2021] == 700_000


def test_a_line_replaced_under_the_same_kegiatan_counts_once(office):
    old = office.subs[0]
    PlanNode.objects.filter(pk=old.pk).update(valid_to_year=YEAR - 1)
    fresh = make_node(old.organization, parent=old.parent, predecessor=old, valid_from_year=YEAR)
    make_spending(old, 10, year=YEAR - 1)
    make_spending(old, 20)
    make_spending(fresh, None, 30)

    above = row_of(evaluate(office.unit, YEAR, 4).rows, NodeLevel.KEGIATAN)

    assert above.rp == (20, 30, None, None)
    assert above.before_rp == 10
    assert above.pagu_rp == 1_000_000
    years = evaluate_renstra(office.unit, YEAR).rows
    (kegiatan,) = [row for row in years if row.level == NodeLevel.KEGIATAN]
    assert kegiatan.realized_rp[YEAR - 1 - 2021 : YEAR - 2021 + 1] == (10, 50)


def test_a_node_that_lives_on_keeps_the_figures_of_the_year(office):
    old = office.subs[0]
    make_spending(old, 10, 20)
    other = make_branch(make_unit())["subs"][0]
    PlanNode.objects.filter(pk=other.pk).update(predecessor=old)
    make_spending(other, None, 5)

    assert row_of(evaluate(office.unit, YEAR, 4).rows).rp == (10, 20, None, None)
    assert row_of(evaluate(other.organization, YEAR, 4).rows).rp == (None, 5, None, None)


def test_before_the_new_line_begins_nothing_is_taken(office):
    old = office.subs[0]
    PlanNode.objects.filter(pk=old.pk).update(valid_to_year=YEAR)
    make_node(old.organization, parent=old.parent, predecessor=old, valid_from_year=YEAR + 1)
    make_spending(old, 7, year=YEAR - 1)
    make_spending(old, 20)

    above = row_of(evaluate(office.unit, YEAR, 4).rows, NodeLevel.KEGIATAN)

    assert (above.rp[0], above.before_rp, above.pagu_rp) == (20, 7, 1_000_000)


def test_money_stays_one_statement(office, target, django_assert_num_queries):
    chain = versions.chain_for(PlanDocument.RENJA, YEAR)
    with django_assert_num_queries(1):
        rollup.money_of([target.pk], YEAR, [], chain)


def test_a_correction_at_the_old_unit_reaches_the_documents_of_the_new_one(office, target):
    before = stamp_of(target.pk, YEAR)
    stranger = make_unit()
    alone = stamp_of(stranger.pk, YEAR)
    bump_stamp(office.unit.pk, YEAR)

    assert stamp_of(target.pk, YEAR) != before
    assert stamp_of(stranger.pk, YEAR) == alone


def test_a_figure_of_the_new_unit_leaves_the_old_one_alone(office, target):
    before = stamp_of(office.unit.pk, YEAR)
    bump_stamp(target.pk, YEAR)

    assert stamp_of(office.unit.pk, YEAR) == before


def test_public_pages_count_spending_where_the_program_goes_on(office, target):
    make_submission(target, 1, SubmissionState.ACCEPTED)
    money = unit_money([office.unit.pk, target.pk], Frame.read(YEAR))

    assert money[target.pk].spent == 400_000
    assert office.unit.pk not in money or money[office.unit.pk].spent == 0


def test_a_program_that_moved_keeps_its_targets_of_earlier_years(office):
    indicator = office.indicators[0]
    make_target(indicator, 20, year=YEAR - 1)
    make_realization(indicator, 10, year=YEAR - 1)
    make_carried(indicator, 6, YEAR - 1)
    make_carried(office.subs[0], 600, YEAR - 1)
    make_carried(indicator, 16, YEAR)
    unit = make_unit()
    moving = {"year": YEAR, "by": make_user(Role.BAPPEDA), "reason": "Perda susunan perangkat"}
    move_programs(programs=[office.subs[0].program], target=unit, **moving)

    form = evaluate_renstra(unit, YEAR)
    (year,) = [r for r in form.rows if r.level == NodeLevel.SUBKEGIATAN]
    assert year.targets_k[YEAR - 1 - 2021 : YEAR - 2020] == (20, 10)
    assert year.columns.ratios_k[YEAR - 1 - 2021] == 50
    assert form.averages_k[YEAR - 1 - 2021].value == 50
    row = row_of(evaluate(unit, YEAR, 4).rows)
    assert (row.before_k, row.before_rp) == (16, 600)
    assert row_of(evaluate(office.unit, YEAR - 1, 4).rows).before_k == 6
    assert CarriedRealization.objects.get(year=YEAR).indicator.organization == unit
