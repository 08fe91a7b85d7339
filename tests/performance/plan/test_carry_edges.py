"""What a copied year leaves out, and what a move takes along of its very first year."""

from __future__ import annotations

import pytest

from organizations.models import Organization
from performance.choices import PlanDocument
from performance.models import (
    CarriedRealization,
    CarriedSpending,
    DataStamp,
    Indicator,
    PlanNode,
    YearTarget,
)
from performance.plan.actions.carry import copy_year
from performance.plan.actions.moves import move_programs
from performance.plan.queries.versions import version_for
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import make_carried, make_indicator, make_target
from tests.performance.entry.test_entry import YEAR, Office

NEXT = YEAR + 1


@pytest.fixture
def office(db) -> Office:
    return Office()


def stamp(unit: Organization, year: int) -> int:
    row = DataStamp.objects.filter(organization=unit, year=year).first()
    return row.counter if row else 0


def test_only_targets_that_stand_and_go_on_are_copied(office):
    lasting, ending = office.subs
    rows = {
        "kosong": make_indicator(lasting, name="kosong"),
        "nonaktif": make_indicator(lasting, name="nonaktif", is_active=False),
        "berakhir": make_indicator(ending, name="berakhir"),
    }
    for name, row in rows.items():
        make_target(row, None if name == "kosong" else 5)
    PlanNode.objects.filter(pk=ending.pk).update(valid_to_year=YEAR)
    make_target(office.indicators[0], 77, NEXT + 1, version=version_for(PlanDocument.RENJA, YEAR))
    before = stamp(office.unit, NEXT)

    copied = copy_year(unit=office.unit, source=YEAR, year=NEXT, with_pagu=True, by=office.operator)

    made = YearTarget.objects.filter(year=NEXT).values_list("indicator__name", flat=True)
    assert set(made).isdisjoint(rows)
    assert copied.targets == len(made) > 0
    assert stamp(office.unit, NEXT) > before


def test_a_move_takes_what_is_carried_into_its_first_year(office):
    sub, row, away = office.subs[0], office.indicators[0], make_unit()
    for year in (YEAR, NEXT):
        make_carried(row, year, year)
        make_carried(sub, year, year)
    program = sub.program

    move_programs(
        programs=[program], target=away, year=NEXT, by=make_user("bappeda"), reason="Perda"
    )

    heir, node = Indicator.objects.get(predecessor=row), PlanNode.objects.get(predecessor=sub)
    owned = CarriedRealization.objects.values_list("indicator", "year")
    assert set(owned) == {(row.pk, YEAR), (heir.pk, NEXT)}
    spent = CarriedSpending.objects.values_list("node", "year")
    assert set(spent) == {(sub.pk, YEAR), (node.pk, NEXT)}
