"""Column 6: what was carried in belongs to its year, counts once and ends with its Renstra."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organizations.choices import Role
from performance import formulas, reference
from performance.choices import NodeLevel, PlanDocument
from performance.evaluation.queries.city import evaluate_city
from performance.evaluation.queries.evaluation import evaluate
from performance.evaluation.queries.lkjip import load_lkjip
from performance.evaluation.queries.years import evaluate_renstra
from performance.models import (
    BudgetRealization,
    CarriedRealization,
    CarriedSpending,
    Indicator,
    PlanNode,
    Realization,
)
from performance.plan.actions.roll import roll_tree
from performance.transfer.actions.transfer import import_file
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import (
    make_branch,
    make_carried,
    make_indicator,
    make_period,
    make_period_budget,
    make_period_target,
    make_realization,
    make_spending,
    make_version,
)

HEAD = (
    "level,kode,nama,indikator,satuan,target_renstra_k,realisasi_lalu_k,tw1_k,"
    "target_renstra_rp,realisasi_lalu_rp,tw1_rp\n"
)
SUB = "subkegiatan,1.02.02.2.01.0001,Obat,Paket obat,Paket,"


@pytest.fixture
def unit(db):
    reference.load()
    make_period()
    return make_unit("1.02.0.00.0.00.01.0000")


def bring_in(unit, year: int, *lines: str) -> None:
    content = (HEAD + "\n".join(lines) + "\n").encode()
    import_file(organization=unit, year=year, name="a.csv", content=content)


def row_of(rows, level: str = NodeLevel.SUBKEGIATAN) -> Any:
    (row,) = [row for row in rows if row.level == level and row.has_money]
    return row


def k_and_rp(unit, year: int, level: str = NodeLevel.SUBKEGIATAN) -> tuple:
    row = row_of(evaluate(unit, year, 4).rows, level)
    columns = row.columns
    k = (row.before_k, columns.col13_k, columns.col14_k)
    return k, (row.before_rp, columns.col13_rp, columns.col14_rp)


def test_an_import_of_this_year_leaves_last_year_s_form_as_it_was(unit):
    bring_in(unit, 2025, SUB + "10,3,2,1000,300,200")
    before = k_and_rp(unit, 2025)
    bring_in(unit, 2026, SUB + "10,5,1,1000,500,100")

    assert before == ((3, 5, 50), (300, 500, 50))
    assert k_and_rp(unit, 2025) == before
    assert k_and_rp(unit, 2026) == ((5, 6, 60), (500, 600, 60))
    assert row_of(evaluate_city(2025, 4).rows).before_k == 3


def test_what_the_years_before_come_to_is_not_kept_twice(unit):
    bring_in(unit, 2025, SUB + "10,3,2,1000,300,200")
    bring_in(unit, 2026, SUB + "10,5,1,1000,500,100")
    assert [row.year for row in CarriedRealization.objects.all()] == [2025]
    bring_in(unit, 2026, SUB + "10,6,1,1000,650,100")
    assert k_and_rp(unit, 2026)[0] == (6, 7, 70)
    assert k_and_rp(unit, 2025)[0] == (3, 5, 50)
    bring_in(unit, 2026, SUB + "10,-,1,1000,-,100")  # nothing stated: what is derived
    assert k_and_rp(unit, 2026)[1] == (500, 600, 60)
    assert [row.year for row in CarriedSpending.objects.all()] == [2025]


def test_a_total_that_is_detailed_a_year_later_counts_once(unit):
    program = "program,1.02.02,Upaya,,,,,,"
    bring_in(unit, 2025, program + "1000,100,")
    bring_in(unit, 2026, program + "1000,100,", SUB + "1,1,,1000,60,", SUB.replace("0001", "0002")
             + "1,1,,,40,")  # fmt: skip

    assert row_of(evaluate(unit, 2026, 4).rows, NodeLevel.PROGRAM).before_rp == 100
    assert row_of(evaluate(unit, 2025, 4).rows, NodeLevel.PROGRAM).before_rp == 100


def test_a_detail_that_is_totalled_a_year_later_counts_once(unit):
    bring_in(unit, 2025, SUB + "10,3,2,1000,300,200")
    bring_in(unit, 2026, "program,1.02.02,Upaya,,,,,,,550,")

    assert row_of(evaluate(unit, 2026, 4).rows, NodeLevel.PROGRAM).before_rp == 550
    assert row_of(evaluate(unit, 2026, 4).rows).before_rp == 500


def test_a_new_renstra_begins_at_nothing(unit):
    branch = make_branch(unit)
    node = branch["subs"][0]
    indicator = make_indicator(node)
    make_carried(indicator, 9, 2025)
    make_carried(node, 900, 2025)
    make_realization(indicator, 4, year=2026)
    make_spending(node, 400, year=2026)
    new = make_period(name="RPJMD 2027–2031", start_year=2027, end_year=2031)
    roll_tree(source=make_period(), target=new, unit=unit, by=make_user(Role.BAPPEDA))
    heir = PlanNode.objects.get(predecessor=node)
    fresh = Indicator.objects.get(predecessor=indicator)
    make_period_target(fresh, end_target=20)
    make_realization(fresh, 2, year=2027)
    make_spending(heir, 50, year=2027)

    assert k_and_rp(unit, 2026)[0][:2] == (9, 13)
    assert k_and_rp(unit, 2027) == ((None, 2, None), (None, 50, None))
    assert row_of(evaluate_city(2027, 4).rows).before_rp is None
    for level in (NodeLevel.KEGIATAN, NodeLevel.PROGRAM):
        assert row_of(evaluate(unit, 2027, 4).rows, level).before_rp is None
    assert row_of(evaluate(unit, 2028, 4).rows).before_k == 2
    last = row_of(evaluate_renstra(unit, 2027).rows)
    assert (last.columns.col22_k, last.columns.col22_rp) == (2, 50)
    assert last.notes == ("Target tahunan belum ditetapkan",)


def test_e80_reaches_what_e81_reaches_and_says_which_years_it_lacks(unit):
    node = make_branch(unit)["subs"][0]
    indicator = make_indicator(node)
    make_period_target(indicator, end_target=100)
    make_period_budget(node, end_amount=1000)
    make_carried(indicator, 75, 2025)
    make_carried(node, 600, 2025)
    make_realization(indicator, 5, 1, year=2025)
    make_spending(node, 100, 20, year=2025)

    row = row_of(evaluate_renstra(unit, 2025).rows)
    assert k_and_rp(unit, 2025) == ((75, 81, 81), (600, 720, 72))
    columns = row.columns
    assert (columns.col22_k, columns.col23_k) == (81, 81)
    assert (columns.col22_rp, columns.col23_rp) == (720, 72)
    assert row.baseline is None
    assert "Realisasi 2021–2024 hanya tercatat sebagai jumlah bawaan 75 (s.d. 2024)" in row.notes
    assert (
        "Realisasi Rp 2021–2024 hanya tercatat sebagai jumlah bawaan; "
        "Rp600 tidak dirinci per tahun" in row.notes
    )
    program = row_of(evaluate_renstra(unit, 2025).rows, NodeLevel.PROGRAM)
    assert program.columns.col22_rp == k_and_rp(unit, 2025, NodeLevel.PROGRAM)[1][1]


def test_years_the_carried_sum_takes_the_place_of_are_named(unit):
    node = make_branch(unit)["subs"][0]
    indicator = make_indicator(node)
    make_realization(indicator, 4, year=2024)
    make_carried(indicator, 7, 2025)
    row = row_of(evaluate_renstra(unit, 2025).rows)

    assert row.realized_k[3] == 4
    assert row.columns.col22_k == 7
    assert "Capaian akhir memakai jumlah bawaan 7, bukan kolom tahun 2024" in row.notes


def test_the_lkjip_measures_the_period_as_column_14(unit):
    branch = make_branch(unit)
    indicator = make_indicator(branch["sasaran"])
    make_period_target(indicator, end_target=20)
    make_carried(indicator, 6, 2025)
    make_realization(indicator, 4, year=2025)
    (measure,) = load_lkjip(unit, 2025).all_measures()
    assert measure.progress == 50


FIGURES = st.dictionaries(st.integers(2019, 2026), st.integers(0, 50), max_size=6)


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(carried=FIGURES, held=FIGURES, year=st.integers(2021, 2026))
def test_rupiah_follow_the_same_rule_as_quantities(unit, carried, held, year):
    node = PlanNode.objects.filter(level=NodeLevel.SUBKEGIATAN).first()
    node = node or make_branch(unit)["subs"][0]
    indicator = Indicator.objects.first() or make_indicator(node)
    for model in (CarriedRealization, CarriedSpending, Realization, BudgetRealization):
        model.objects.all().delete()
    for when, amount in carried.items():
        make_carried(indicator, amount, when)
        make_carried(node, amount, when)
    for when, amount in held.items():
        make_realization(indicator, amount, year=when)
        make_spending(node, amount, year=when)

    row = row_of(evaluate(unit, year, 4).rows)

    wanted = formulas.realized_before(carried, held, first=2021, year=year, method="sum")
    assert (row.before_k, row.before_rp) == (wanted, wanted)
    assert evaluate(unit, year, 4).total.before == wanted


def test_a_state_is_replaced_by_later_ones(unit):
    node = make_branch(unit)["subs"][0]
    indicator = make_indicator(node, accumulation="last")
    make_carried(indicator, 60, 2024)
    make_realization(indicator, 62, year=2024)
    assert row_of(evaluate(unit, 2024, 4).rows).before_k == Decimal(60)
    assert row_of(evaluate(unit, 2025, 4).rows).before_k == Decimal(62)
    make_version(PlanDocument.RENSTRA)
    assert row_of(evaluate_renstra(unit, 2025).rows).columns.col22_k == 62
