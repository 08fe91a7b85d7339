"""Means of rupiah: every row with money, none weighted by an indicator."""

from __future__ import annotations

from decimal import Decimal

import pytest

from performance.choices import NodeLevel
from performance.evaluation.queries.city import evaluate_city
from performance.evaluation.queries.evaluation import evaluate
from performance.evaluation.queries.years import evaluate_renstra, evaluate_rpjmd
from performance.models import PerformanceSettings
from tests.factories.organizations import make_unit
from tests.factories.performance import (
    make_branch,
    make_indicator,
    make_node,
    make_pagu,
    make_spending,
)

PLACE = 2025 - 2021


@pytest.fixture
def unit(db):
    """Two programs: one of weight 3 that spent half, one without an indicator that spent all."""
    unit = make_unit()
    first = make_branch(unit)
    settings = PerformanceSettings.current()
    settings.average_level = "program"
    settings.save()
    make_indicator(first["program"], weight=Decimal(3))
    for node in (first["subs"][0], sub_of_another(unit, first)):
        make_pagu(node, 1000)
    make_spending(first["subs"][0], 500)
    return unit


def sub_of_another(unit, first):
    program = make_node(unit, NodeLevel.PROGRAM, first["sasaran"], code="1.02.03")
    kegiatan = make_node(unit, NodeLevel.KEGIATAN, program, code="1.02.03.2.01")
    sub = make_node(unit, NodeLevel.SUBKEGIATAN, kegiatan, code="1.02.03.2.01.0001")
    make_spending(sub, 1000)
    return sub


def test_quarterly_forms_take_every_row_with_money(unit):
    for form in (evaluate(unit, 2025, 4), evaluate_city(2025, 4)):
        mean = form.averages["annual_rp"]
        assert (mean.value, mean.filled, mean.total) == (75, 2, 2)


def test_yearly_forms_take_them_without_weights(unit):
    for form in (evaluate_renstra(unit, 2025), evaluate_rpjmd(2025)):
        mean = form.averages_rp[PLACE]
        assert (mean.value, mean.filled, mean.total) == (75, 2, 2)


def test_yearly_means_of_rupiah_know_no_weight(unit):
    other = make_branch(unit, " dua")
    make_indicator(other["program"], weight=Decimal(1))
    make_pagu(other["subs"][0], 1000)
    make_spending(other["subs"][0], 300)
    assert evaluate_renstra(unit, 2025).averages_rp[PLACE].value == Decimal(60)
