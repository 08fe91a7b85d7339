"""A period rolled on before work moves or units merge: its line goes through what came after."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from performance.choices import NodeLevel
from performance.evaluation.queries.evaluation import evaluate
from performance.evaluation.queries.years import evaluate_renstra
from performance.models import Indicator, PlanningPeriod, PlanNode, Realization
from performance.plan.actions.moves import move_programs
from performance.plan.actions.roll import roll_all
from performance.plan.queries.joined import joins_of, told_of
from performance.plan.queries.past import pasts_of
from tests.factories.organizations import make_unit
from tests.factories.performance import make_period, make_realization
from tests.performance.plan.test_coming_back import merged, moved
from tests.performance.plan.test_merging import NEXT, SHARED, YEAR
from tests.performance.plan.test_merging_totals import COUNT, City

LATER = 2027


class Rolled(City):
    def __init__(self) -> None:
        super().__init__()
        self.first = PlanningPeriod.objects.get()
        self.later = make_period(name="RPJMD 2027–2031", start_year=LATER, end_year=2031)
        units = [self.gone.unit, self.stays.unit]
        roll_all(source=self.first, target=self.later, units=units, by=self.by)

    def count(self, unit: object, period: PlanningPeriod) -> Indicator:
        mine = Indicator.objects.filter(node__organization=unit, node__period=period, name=COUNT)
        return mine.get(node__code=SHARED, node__valid_to_year=None)


def years(indicator: Indicator) -> dict[int, tuple]:
    """K of every year up to the new period, as charts over years draw it."""
    held = pasts_of([indicator], LATER, since=2021)[indicator.pk].held
    return {year: row.quarters[:2] for year, row in held.items()}


@pytest.fixture
def city(db) -> Rolled:
    return Rolled()


def test_what_is_typed_after_a_move_is_in_the_line_of_the_period_rolled_before(city):
    away = make_unit()
    moved(city, city.gone.unit, away, NEXT)
    make_realization(city.count(away, city.first), 8, year=NEXT)
    waiting = city.count(city.gone.unit, city.later)

    assert years(waiting)[NEXT] == (8, None)
    moved(city, city.gone.unit, away, LATER)
    assert years(city.count(away, city.later)) == years(waiting)


def test_a_merger_of_units_leaves_the_line_of_what_goes_on_whole(city):
    own = [row.pk for row in Indicator.objects.filter(node__organization=city.gone.unit)]
    merged(city, city.gone, city.stays, NEXT, choices=dict.fromkeys(own, "lanjut"))
    heir = Indicator.objects.get(predecessor=city.gone.counts[0], organization=city.stays.unit)
    make_realization(heir, 8, year=NEXT)

    mine = Indicator.objects.filter(
        organization=city.stays.unit, node__period=city.later, node__code=SHARED
    )
    (later,) = [row for row in mine if row.name.startswith(f"{COUNT} (")]
    assert years(later)[NEXT] == (8, None)
    assert years(later)[YEAR] == (3, 6)


def test_what_joined_counts_once_in_the_period_rolled_before(city):
    merged(city, city.gone, city.stays, NEXT)
    make_realization(city.stays.counts[0], 8, year=NEXT)
    later = city.count(city.stays.unit, city.later)

    assert years(later) == {YEAR - 1: (5, 10), YEAR: (5, 10), NEXT: (8, None)}
    assert len(told_of(joins_of([later.pk], LATER)[later.pk])) == 1


def test_rupiah_of_the_new_period_hang_on_the_same_line(city):
    away = make_unit()
    moved(city, city.gone.unit, away, NEXT)
    old = PlanNode.objects.get(organization=away, code=SHARED, period=city.first)
    later = PlanNode.objects.get(organization=city.gone.unit, code=SHARED, period=city.later)
    assert later.predecessor == old
    assert Realization.objects.filter(indicator__node=old).count() == 0


def test_a_program_goes_nowhere_in_years_after_its_period(city):
    program = PlanNode.objects.get(pk=city.gone.program.pk)
    with pytest.raises(ValidationError, match="berakhir 2026"):
        move_programs(
            programs=[program], target=make_unit(), year=LATER, by=city.by, reason="Perda"
        )
    assert not PlanNode.objects.filter(period=city.first, valid_from_year=LATER).exists()


def test_a_plan_that_begins_after_the_merger_says_nothing_of_it(city):
    merged(city, city.gone, city.stays, NEXT)

    assert [r.notes for r in evaluate(city.stays.unit, NEXT, 4).rows if told(r.notes)]
    assert not [r.notes for r in evaluate(city.stays.unit, LATER, 4).rows if told(r.notes)]
    assert not [r.notes for r in evaluate_renstra(city.stays.unit, LATER).rows if told(r.notes)]


def told(notes: Iterable[str]) -> bool:
    return any("bergabung" in note or "Termasuk" in note for note in notes)


def test_the_page_of_moves_tells_the_periods_apart_and_leads_to_the_year(city, client):
    client.force_login(city.by)
    page = reverse("performance:move-programs", args=[city.gone.unit.code])
    shown = client.get(page).content.decode()
    assert all(f"({period})" in shown for period in (city.first, city.later))

    programs = PlanNode.objects.filter(
        organization=city.gone.unit, period=city.later, level=NodeLevel.PROGRAM
    )
    given = {"programs": programs.values_list("pk", flat=True), "target": make_unit().pk}
    answer = client.post(page, {**given, "year": LATER, "reason": "Perda"})
    assert answer.url.endswith(f"?tahun={LATER}")
