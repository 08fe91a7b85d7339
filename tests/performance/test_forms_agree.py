"""Every form of one city comes to the same rupiah, whatever happened to units and plans before.

E.60 is the sum of the E.81 of the units; E.58, E.80 and LKPJ print the spending of the year as
E.60 does, and nothing that was spent is in none of them or in one twice.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from performance.choices import NodeLevel
from performance.evaluation.queries.city import evaluate_city
from performance.evaluation.queries.evaluation import evaluate
from performance.evaluation.queries.lkpj import load_lkpj
from performance.evaluation.queries.years import evaluate_renstra, evaluate_rpjmd
from performance.models import BudgetRealization, PlanNode
from performance.plan.queries.units import units_in
from tests.performance.test_books_stay_closed import ACTS_KNOWN, happen
from tests.performance.town import CLOSED, RUNNING, Town

ACTS = (*ACTS_KNOWN, "moves", "merges", "moves", "merges", "enters", "imports", "rolls")
SEEDS, LENGTH = (302, 317, 333), 9


def total(values: Iterable[Any]) -> int:
    return sum(int(value or 0) for value in values)


def money(form: Any) -> dict[str, Any]:
    whole = form.total
    return {
        "pagu": total([whole.pagu]),
        "before": total([whole.before]),
        "end": total([whole.end_amount]),
        "quarters": [total([amount]) for amount in whole.quarters],
    }


def added(forms: Sequence[Any]) -> dict[str, Any]:
    parts = [money(form) for form in forms]
    plain = {name: total(one[name] for one in parts) for name in ("pagu", "before", "end")}
    return plain | {"quarters": [total(one["quarters"][n] for one in parts) for n in range(4)]}


def spent_by_year(rows: Iterable[Any]) -> list[int]:
    """Realised rupiah of each year of the period; a program that two goals share counts once."""
    programs: dict[int, Any] = {}
    for row in rows:
        if row.level == NodeLevel.PROGRAM:
            programs.setdefault(row.node_id, row)  # further indicators carry no rupiah
    return [total(one) for one in zip(*(row.realized_rp for row in programs.values()), strict=True)]


def spent_in(year: int) -> int:
    """What units spent; a quarter typed anew where the work went on counts there alone."""
    rows = BudgetRealization.objects.filter(year=year, organization__is_reporting=True)
    typed = {row.node_id: row.quarters for row in rows}
    onward: dict[int, list[int]] = defaultdict(list)
    for former, node in PlanNode.objects.values_list("predecessor", "pk"):
        onward[former].append(node)

    def is_retyped(node: int, quarter: int) -> bool:
        return any(
            typed.get(later, (None,) * 4)[quarter] is not None or is_retyped(later, quarter)
            for later in onward[node]
        )

    return total(
        amount
        for node, quarters in typed.items()
        for quarter, amount in enumerate(quarters)
        if not is_retyped(node, quarter)
    )


def assert_forms_agree(year: int, told: Any) -> None:
    units, form = units_in(year), evaluate_city(year, 4)
    printed = money(form)
    assert printed == added([evaluate(unit, year, 4) for unit in units]), (year, told)
    lkpj = load_lkpj("Kota", year, (NodeLevel.PROGRAM,)).form
    assert money(lkpj)["quarters"] == printed["quarters"], (year, told)
    spent = spent_in(year)
    assert spent == sum(printed["quarters"]), (year, told)
    of_city = evaluate_rpjmd(year)
    of_units = [row for unit in units for row in evaluate_renstra(unit, year).rows]
    by_year = spent_by_year(of_city.rows)
    assert by_year == spent_by_year(of_units), (year, told)
    if by_year:
        assert by_year[list(of_city.years).index(year)] == spent, (year, told)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_forms_of_a_city_agree_whatever_happened(db, seed):
    chance = random.Random(seed)  # noqa: S311 - the same acts every time
    town = Town(chance)
    told = []
    for _ in range(LENGTH):
        act = chance.choice(ACTS)
        told.append((act, happen(town, act)))
    for year in (CLOSED, RUNNING, RUNNING + 1):
        assert_forms_agree(year, told)
