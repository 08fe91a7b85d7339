"""Which targets and pagu a move and a copied year carry along."""

from __future__ import annotations

import pytest

from performance.models import Pagu, YearTarget
from tests.factories.organizations import make_unit
from tests.factories.performance import make_pagu, make_target, make_window
from tests.performance.entry.test_entry import QUARTER, YEAR, Office
from tests.performance.plan.test_carry import copy, move


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    return Office()


def test_the_plan_from_the_year_of_the_move_on_stands_at_the_new_unit(office, analyst):
    """Targets and pagu of exactly that year go along; those of the years before stay."""
    for year in (YEAR + 1, YEAR + 2):
        make_target(office.indicators[0], 12, year=year)
        make_pagu(office.subs[0], 2_000_000, year=year)
    target = make_unit()
    assert move(analyst, office, target).status_code == 302

    def owners(rows, unit) -> list[int]:
        return list(rows.filter(**unit).order_by("year").values_list("year", flat=True))

    mine = {"indicator__predecessor": office.indicators[0]}
    assert owners(YearTarget.objects, mine) == [YEAR + 1, YEAR + 2]
    assert owners(YearTarget.objects, {"indicator": office.indicators[0]}) == [YEAR]
    assert owners(Pagu.objects, {"node__predecessor": office.subs[0]}) == [YEAR + 1, YEAR + 2]
    assert owners(Pagu.objects, {"node": office.subs[0]}) == [YEAR]


def test_a_marked_remainder_is_not_copied_into_another_year(office):
    """It explains the stated total of one year; as ordinary pagu it would count twice."""
    make_pagu(office.subs[0].kegiatan, 500_000, is_remainder=True)

    told = copy(office.client, office, YEAR, YEAR + 1).content.decode()

    assert "2 target dan 2 pagu disalin." in told
    fresh = Pagu.objects.filter(year=YEAR + 1)
    assert set(fresh.values_list("node", flat=True)) == {node.pk for node in office.subs}
