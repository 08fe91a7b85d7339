"""Work that went to another unit comes back: nothing counts twice, nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from performance.models import Indicator, PeriodTarget, PlanNode
from performance.plan.actions.merging import merge_unit
from performance.plan.actions.moves import move_programs
from performance.plan.actions.plan import update_node
from performance.plan.actions.roll import roll_all
from performance.plan.queries.merging import GO_ON, merge_plan
from performance.transfer.actions.transfer import look_at_file
from performance.transfer.readers.state import Frame, load_state
from performance.transfer.readers.workbook import build_template
from tests.factories.organizations import make_unit
from tests.factories.performance import make_period
from tests.performance.plan.test_merging import NEXT, SHARED, YEAR
from tests.performance.plan.test_merging_totals import City, Department, totals

LATER = NEXT + 1


def merged(city: City, source: Department, target: Department, year: int, **more: Any) -> None:
    merge_unit(
        source=source.unit, target=target.unit, year=year, by=city.by,
        reason="Perda 3/2024", choices=more.get("choices", {}),
    )  # fmt: skip


def moved(city: City, source: Any, target: Any, year: int) -> None:
    programs = PlanNode.objects.in_year(year).filter(organization=source, level="program")
    move_programs(
        programs=list(programs), target=target, year=year, by=city.by, reason="Perda 3/2024"
    )


@pytest.mark.parametrize("back", [NEXT, LATER])
def test_a_unit_merged_and_taken_apart_again_comes_to_the_same(db, back):
    city = City()
    before = {year: totals(year) for year in (YEAR, NEXT, LATER)}

    merged(city, city.gone, city.stays, NEXT)
    merged(city, city.stays, city.gone, back)
    merged(city, city.gone, city.stays, back)

    assert {year: totals(year) for year in before} == before


@pytest.mark.parametrize("back", [NEXT, LATER])
def test_a_program_that_comes_back_counts_once(db, back):
    city = City()
    away = make_unit()
    before = {year: totals(year) for year in (YEAR, NEXT, LATER)}

    moved(city, city.gone.unit, away, NEXT)
    moved(city, away, city.gone.unit, back)

    assert {year: totals(year) for year in before} == before
    held = PlanNode.objects.filter(organization=city.gone.unit, level="program").order_by("pk")
    spans = [(row.valid_from_year, row.valid_to_year) for row in held]
    assert spans == [(None, YEAR), (back, None)]


def test_a_file_of_a_unit_whose_program_came_back_is_read_into_the_node_of_its_year(db):
    city = City()
    away = make_unit()
    moved(city, city.gone.unit, away, NEXT)
    moved(city, away, city.gone.unit, LATER)
    frame = Frame.of(city.gone.unit, LATER)
    assert frame is not None

    state = load_state(frame)

    held = PlanNode.objects.get(organization=city.gone.unit, code=SHARED, valid_from_year=LATER)
    assert state.nodes[SHARED].pk == held.pk
    again = look_at_file(
        organization=city.gone.unit, year=LATER, name="a.xlsx", content=build_template(frame),
        needs_schedule=False,
    )  # fmt: skip
    assert again.preview.counts["berubah"] == again.preview.counts["baru"] == 0


def test_what_moves_lasts_as_long_as_it_would_have(db):
    city = City()
    away = make_unit()
    PlanNode.objects.filter(pk=city.gone.subs[0].pk).update(valid_to_year=LATER)

    moved(city, city.gone.unit, away, NEXT)

    ends = PlanNode.objects.filter(organization=away, level="subkegiatan").order_by("code")
    assert list(ends.values_list("valid_to_year", flat=True)) == [LATER, None]


def test_a_node_that_went_on_elsewhere_is_not_taken_up_again_by_its_years(db):
    city = City()
    away = make_unit()
    moved(city, city.gone.unit, away, NEXT)
    there = PlanNode.objects.get(organization=away, level="program")

    for ends in (None, NEXT):
        with pytest.raises(ValidationError, match=f"berlanjut di {away} mulai {NEXT}"):
            update_node(node=city.gone.program, by=city.by, valid_to_year=ends)
    for begins in (None, YEAR):
        with pytest.raises(ValidationError, match=f"melanjutkan {city.gone.unit}"):
            update_node(node=there, by=city.by, valid_from_year=begins)
    update_node(node=city.gone.program, by=city.by, name="Nama lain")
    update_node(node=there, by=city.by, valid_from_year=LATER)


def test_a_node_that_joined_another_is_not_taken_up_again_by_its_years(db):
    city = City()
    merged(city, city.gone, city.stays, NEXT)

    with pytest.raises(ValidationError, match=f"berlanjut di {city.stays.unit} mulai {NEXT}"):
        update_node(node=city.gone.program, by=city.by, valid_to_year=NEXT)


def test_an_indicator_that_goes_on_at_the_target_already_is_not_made_twice(db):
    city = City()
    own, there = city.gone.counts[0], city.stays.counts[0]
    Indicator.objects.filter(pk=there.pk).update(predecessor=own)

    plan = merge_plan(city.gone.unit, city.stays.unit, NEXT, {})
    fates = {row.indicator.pk: row for one in plan.lines for row in one.indicators}
    assert (fates[own.pk].fate, fates[own.pk].namesake) == (GO_ON, None)
    merged(city, city.gone, city.stays, NEXT)

    assert Indicator.objects.filter(predecessor=own).get() == there
    assert PeriodTarget.objects.filter(indicator=there).count() == 1


def test_one_line_stands_once_a_year_in_a_unit(db):
    node = City().gone.program
    copy = {
        "period": node.period, "organization": node.organization, "level": node.level,
        "code": node.code, "name": node.name, "nomenclature": node.nomenclature,
    }  # fmt: skip
    with pytest.raises(IntegrityError, match="once_a_year"), transaction.atomic():
        PlanNode.objects.create(**copy, valid_from_year=LATER)
    PlanNode.objects.filter(pk=node.pk).update(valid_to_year=NEXT)
    PlanNode.objects.create(**copy, valid_from_year=LATER)


def test_a_plan_rolled_on_before_and_after_a_merger_stands_once(db):
    city = City()
    later = make_period(name="RPJMD 2027–2031", start_year=2027, end_year=2031)
    units = [city.gone.unit, city.stays.unit]
    first = PlanNode.objects.get(organization=city.gone.unit, code="X.XX.01").period

    def roll() -> None:
        roll_all(source=first, target=later, units=units, by=city.by)

    roll()
    merged(city, city.gone, city.stays, NEXT)
    roll()

    names = Indicator.objects.filter(node__period=later, node__organization=city.stays.unit)
    told = list(names.filter(node__valid_to_year=None).values_list("node__code", "name"))
    assert len(told) == len(set(told)) == 4
