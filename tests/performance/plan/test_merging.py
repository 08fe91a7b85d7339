"""A unit that goes on in another one loses nothing, and nothing counts twice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from organizations.choices import Role
from organizations.models import Activity, Organization
from performance import reference
from performance.choices import NodeLevel, PlanDocument, SubmissionState
from performance.evaluation.queries.city import evaluate_city
from performance.evaluation.queries.evaluation import evaluate
from performance.evaluation.queries.years import evaluate_renstra, evaluate_rpjmd
from performance.models import Indicator, NodeJoin, Nomenclature, Pagu, PlanNode, YearTarget
from performance.plan.actions.merge_preview import preview_merge
from performance.plan.actions.merging import merge_unit
from performance.plan.actions.moves import move_programs
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import (
    make_indicator,
    make_node,
    make_pagu,
    make_period,
    make_period_budget,
    make_realization,
    make_spending,
    make_submission,
    make_target,
    make_version,
)
from tests.performance.plan.test_plan_pages import go

YEAR = 2024  # before the merger; it counts from the next year on
NEXT = YEAR + 1
SHARED, OWN = "X.XX.01.2.01.0001", "X.XX.01.2.01.0002"
BUDGET = (NodeLevel.PROGRAM, NodeLevel.KEGIATAN, NodeLevel.SUBKEGIATAN)


def line(unit: Organization, code: str, level: str, parent: PlanNode | None) -> PlanNode:
    entry = Nomenclature.objects.get(code=code, version__is_current=True)
    return make_node(unit, level, parent, code=code, name=entry.name, nomenclature=entry)


class Department:
    """The program penunjang of a unit with the sub kegiatan of the codes, and their figures."""

    def __init__(self, amount: int, *codes: str) -> None:
        self.unit = make_unit()
        self.goal = make_node(self.unit, NodeLevel.SASARAN_PD, name=f"Sasaran {self.unit}")
        self.program = line(self.unit, "X.XX.01", "program", self.goal)
        self.kegiatan = line(self.unit, "X.XX.01.2.01", "kegiatan", self.program)
        self.subs = {code: line(self.unit, code, "subkegiatan", self.kegiatan) for code in codes}
        for sub in self.subs.values():
            make_period_budget(sub, end_amount=amount * 10)
            indicator = make_indicator(sub, name="Jumlah dokumen")
            make_realization(indicator, 1, 1, year=YEAR)
            for year in (YEAR, NEXT):
                make_pagu(sub, amount, year)
                make_target(indicator, 4, year, q1=1, q4=3)
            make_spending(sub, amount // 10, amount // 5, year=YEAR)
        make_pagu(self.kegiatan, amount, NEXT, is_remainder=True)


class City:
    def __init__(self) -> None:
        reference.load()
        make_period()
        make_version(PlanDocument.RENSTRA)
        self.gone, self.stays = Department(1000, SHARED, OWN), Department(50, SHARED)
        self.other = Department(7, SHARED)
        self.by = make_user(Role.BAPPEDA, make_unit())

    def merge(self, year: int = NEXT, choices: dict[int, str] | None = None) -> Any:
        return merge_unit(
            source=self.gone.unit, target=self.stays.unit, year=year, by=self.by,
            reason="Perda 3/2024", choices=choices or {},
        )  # fmt: skip


@pytest.fixture
def city(db) -> City:
    return City()


def e60(year: int) -> tuple:
    found = evaluate_city(year, 4).total
    return found.end_amount, found.before, found.pagu, found.quarters


def e58(year: int) -> tuple:
    rows = [row for row in evaluate_rpjmd(year).rows if row.level == NodeLevel.PROGRAM]
    targets = [
        sum(one or 0 for one in year) for year in zip(*(r.targets_rp for r in rows), strict=True)
    ]
    spent = [
        sum(one or 0 for one in year) for year in zip(*(r.realized_rp for r in rows), strict=True)
    ]
    return targets, spent, sum(row.end_rp or 0 for row in rows)


def printed(unit: Organization) -> tuple:
    """The forms of the year before the merger, as far as that year goes."""
    until = YEAR - 2021 + 1
    renstra = [
        (
            row.name, row.indicator, row.end_k, row.end_rp, row.targets_k[:until],
            row.targets_rp[:until], row.realized_k, row.realized_rp,
        )
        for row in evaluate_renstra(unit, YEAR).rows
    ]  # fmt: skip
    return [repr(row) for row in evaluate(unit, YEAR, 4).rows], renstra


def test_the_totals_of_the_city_are_the_same_before_and_after(city):
    before = [(e60(year), e58(year)) for year in (YEAR, NEXT)]
    city.merge()
    assert [(e60(year), e58(year)) for year in (YEAR, NEXT)] == before


def test_the_closed_year_of_both_units_is_printed_as_before(city):
    before = [printed(one.unit) for one in (city.gone, city.stays)]
    city.merge()
    assert [printed(one.unit) for one in (city.gone, city.stays)] == before


def test_lines_that_both_have_join_and_the_others_move(city):
    done = city.merge()
    assert (done.joined, done.moved) == (3, 2)
    rows = {row.code: row for row in evaluate(city.stays.unit, NEXT, 4).rows if row.has_money}
    own = {row.full_code[-4:]: row for row in rows.values() if row.level == "subkegiatan"}
    assert (own["0001"].pagu_rp, own["0001"].before_rp) == (1050, 315)
    assert (own["0002"].pagu_rp, own["0002"].before_rp) == (1000, 300)
    (program,) = [row for row in rows.values() if row.level == "program"]
    assert (program.pagu_rp, program.before_rp, program.end_rp) == (3100, 615, 20_500)
    assert evaluate(city.gone.unit, NEXT, 4).rows == () or not [
        row for row in evaluate(city.gone.unit, NEXT, 4).rows if row.level in BUDGET
    ]


def test_the_history_names_both_parts_of_the_money(city):
    city.merge()
    told = Activity.objects.get(verb="performance.merge")
    assert told.reason == "Perda 3/2024"
    assert "2 simpul pindah, 3 simpul bergabung" in told.summary
    parts = [(one["before"], one["after"]) for one in told.changes.values()]
    assert ("50", "1050") in [(str(a), str(b)) for a, b in parts]


def test_indicators_join_go_on_or_end_as_chosen(city):
    joined = city.gone.subs[SHARED].indicators.get()
    ended = city.gone.subs[OWN].indicators.get()
    city.merge(choices={ended.pk: "akhir"})
    mine = Indicator.objects.filter(organization=city.stays.unit)
    assert mine.count() == 1
    target = YearTarget.objects.get(indicator=mine.get(), year=NEXT)
    assert (target.target, target.q1, target.q4) == (8, 2, 6)
    assert not Indicator.objects.filter(predecessor__in=[joined, ended]).exists()


def test_an_indicator_may_stay_beside_its_namesake(city):
    own = city.gone.subs[SHARED].indicators.get()
    city.merge(choices={own.pk: "lanjut"})
    heir = Indicator.objects.get(predecessor=own)
    assert heir.node == city.stays.subs[SHARED]
    assert heir.organization == city.stays.unit
    assert heir.name == f"Jumlah dokumen ({city.gone.unit.short_name}, {NEXT})"
    assert YearTarget.objects.get(indicator=heir, year=NEXT).target == 4


def test_the_preview_changes_nothing_and_shows_no_difference(city):
    counts = PlanNode.objects.count(), Activity.objects.count()
    found = preview_merge(
        source=city.gone.unit, target=city.stays.unit, year=NEXT, by=city.by, reason="x", choices={}
    )
    assert (PlanNode.objects.count(), Activity.objects.count()) == counts
    assert not NodeJoin.objects.exists()
    whole = [row for row in found.amounts if row.who == "Kota"]
    assert {row.difference for row in whole} == {0}
    assert [(row.before, row.after) for row in found.amounts[:1]] == [(3000, 0)]
    assert next(row.after for row in found.amounts if row.who == str(city.stays.unit)) == 3100


def test_a_program_joined_by_another_takes_it_along_when_it_moves(city):
    city.merge()
    before = e60(NEXT + 1)
    last = make_unit()
    move_programs(
        programs=[city.stays.program], target=last, year=NEXT + 1, by=city.by, reason="Perda"
    )
    assert e60(NEXT + 1) == before
    (program,) = [row for row in evaluate(last, NEXT + 1, 4).rows if row.level == "program"]
    assert program.before_rp == 615


def test_a_third_unit_joins_the_joined(city):
    city.merge()
    before = e60(NEXT + 1)
    merge_unit(
        source=city.stays.unit, target=city.other.unit, year=NEXT + 1, by=city.by, reason="Perda",
        choices={},
    )  # fmt: skip
    assert e60(NEXT + 1) == before


def test_a_closed_quarter_keeps_the_merger_from_its_year(city):
    make_submission(city.gone.unit, 1, SubmissionState.ACCEPTED, year=NEXT)
    with pytest.raises(ValidationError, match=f"Triwulan I {NEXT}. Pilih mulai tahun {NEXT + 1}"):
        city.merge()
    assert not NodeJoin.objects.exists()


def test_only_bappeda_merges_and_never_a_unit_with_itself(city):
    with pytest.raises(PermissionDenied):
        merge_unit(
            source=city.gone.unit, target=city.stays.unit, year=NEXT, reason="x", choices={},
            by=make_user(Role.OPERATOR_OPD, city.gone.unit),
        )  # fmt: skip
    with pytest.raises(ValidationError):
        merge_unit(
            source=city.gone.unit, target=city.gone.unit, year=NEXT, by=city.by, reason="x",
            choices={},
        )  # fmt: skip


def test_a_unit_that_ended_on_the_last_day_of_a_year_loses_nothing(city):
    before = e60(YEAR), e60(NEXT), e58(NEXT)
    Organization.objects.filter(pk=city.gone.unit.pk).update(valid_to=date(YEAR, 12, 31))
    assert (e60(YEAR), e60(NEXT), e58(NEXT)) == before
    city.merge()
    assert (e60(YEAR), e60(NEXT), e58(NEXT)) == before


def test_the_page_shows_the_plan_and_merges_what_was_seen(city):
    client = Client()
    client.force_login(city.by)
    url = go("merge-unit", city.gone.unit.code)
    assert client.get(url).status_code == 200
    data = {"target": city.stays.unit.pk, "year": NEXT, "reason": "Perda 3/2024"}
    page = client.post(url, data)
    assert page.status_code == 200
    text = page.content.decode()
    ended = city.gone.subs[OWN].indicators.get()
    assert f'name="indikator_{ended.pk}"' in text
    assert "bergabung dengan" in text
    assert not NodeJoin.objects.exists()
    mark = page.context["form"]["mark"].value()
    unseen = client.post(url, {**data, "gabung": "ya"})
    assert unseen.status_code == 400
    assert client.post(url, {**data, "target": ""}).status_code == 400
    sent = {**data, "gabung": "ya", "mark": mark, f"indikator_{ended.pk}": "akhir"}
    assert client.post(url, sent).status_code == 302
    assert not Indicator.objects.filter(predecessor=ended).exists()
    assert Pagu.objects.filter(node__organization=city.stays.unit, year=NEXT).count() == 3


def test_a_unit_without_a_plan_of_that_year_is_not_merged(city):
    city.gone.unit = make_unit()

    with pytest.raises(
        ValidationError, match=f"tidak punya rencana yang berlaku mulai tahun {NEXT}"
    ):
        city.merge()


@pytest.mark.parametrize("ended", [YEAR - 1, YEAR])
def test_work_the_other_unit_had_ended_goes_on_anew(city, ended):
    held = city.stays.subs[SHARED]
    PlanNode.objects.filter(pk=held.pk).update(valid_to_year=ended)

    city.merge()

    fresh = PlanNode.objects.get(organization=city.stays.unit, code=SHARED, valid_from_year=NEXT)
    assert fresh.predecessor == city.gone.subs[SHARED]
    held.refresh_from_db()
    assert held.valid_to_year == ended
