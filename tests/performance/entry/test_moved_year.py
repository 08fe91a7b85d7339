"""Figures of a quarter that a unit typed before its program moved: they go along, and say so."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organizations.choices import Role
from organizations.models import Organization
from organizations.spreadsheets.table import ImportProblem
from performance.entry.forms.entry import parse_grid
from performance.entry.queries.came import came_quantities
from performance.entry.queries.evidence import visible_evidence
from performance.evaluation.queries.city import evaluate_city
from performance.evaluation.queries.evaluation import evaluate
from performance.models import (
    BudgetRealization,
    Evidence,
    EvidenceLink,
    Indicator,
    PlanNode,
    Realization,
    RowNote,
)
from performance.plan.actions.moves import move_programs
from performance.transfer.actions.transfer import apply_rows, look_at_file
from performance.transfer.readers.rows import ImportRow
from performance.transfer.readers.state import Frame
from performance.transfer.readers.workbook import build_template
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import make_realization, make_spending, make_window
from tests.performance.plan.test_coming_back import moved
from tests.performance.plan.test_merging import NEXT, SHARED
from tests.performance.plan.test_merging_totals import COUNT, City


class Moved:
    """The former unit typed 3 and Rp400 of the first quarter, then its program went elsewhere."""

    def __init__(self) -> None:
        self.city = City()
        self.former, self.unit = self.city.gone.unit, make_unit()
        count = self.city.gone.counts[0]
        make_realization(count, 3, year=NEXT)
        make_spending(self.city.gone.subs[0], 400, year=NEXT)
        RowNote.objects.create(indicator=count, year=NEXT, quarter=1, driving="Dua tim")
        proof = Evidence.objects.create(
            organization=self.former, original_name="bukti.pdf", sha256="0", size=1, mime="x"
        )
        EvidenceLink.objects.create(evidence=proof, indicator=count, year=NEXT, quarter=1)
        self.proof, self.before = proof, self.totals()
        self.go(self.former, self.unit)
        self.count = Indicator.objects.get(predecessor=count)
        self.sub = PlanNode.objects.get(predecessor=self.city.gone.subs[0])
        make_window(1, year=NEXT)
        make_window(2, year=NEXT)
        self.operator = make_user(Role.OPERATOR_OPD, self.unit)
        self.client = Client()
        self.client.force_login(self.operator)

    def go(self, source: Organization, target: Organization) -> None:
        moved(self.city, source, target, NEXT)

    def totals(self) -> Any:
        return evaluate_city(NEXT, 1).total.quarters

    def save(self, name: str, text: str, quarter: int = 1, **more: str) -> Any:
        url = reverse("performance:entry-row", args=[self.unit.code, NEXT, quarter])
        return self.client.post(url, {name: text, f"v-{name}": "1|?", **more})

    @property
    def cell(self) -> str:
        return f"k-{self.count.pk}"

    def printed(self) -> Any:
        rows = evaluate(self.unit, NEXT, 1).rows
        return next(r.k[0] for r in rows if r.indicator == COUNT and r.code == SHARED)

    def page(self, quarter: int = 1) -> str:
        url = reverse("performance:entry", args=[self.unit.code, NEXT, quarter])
        return self.client.get(url).content.decode()


@pytest.fixture
def work(db) -> Moved:
    return Moved()


def test_what_was_typed_of_the_year_goes_along_with_its_note_and_proof(work):
    assert Realization.objects.get(year=NEXT, k1=3).indicator == work.count
    assert RowNote.objects.get().indicator == work.count
    assert EvidenceLink.objects.get().indicator == work.count
    assert (work.printed(), work.totals()) == (3, work.before)
    assert Realization.objects.get(year=NEXT, k1=3).organization == work.unit
    spent = BudgetRealization.objects.get(year=NEXT)
    assert (spent.node, spent.organization) == (work.sub, work.unit)


def test_the_receiving_unit_reads_the_proof_it_took_over(work):
    assert visible_evidence(work.operator, work.proof.pk) == work.proof
    assert visible_evidence(make_user(Role.OPERATOR_OPD, make_unit()), work.proof.pk) is None


def test_a_cleared_figure_does_not_come_back_from_the_former_place(work):
    assert work.save(work.cell, "").status_code == 200
    assert work.printed() is None


def test_the_page_says_beside_the_cell_who_typed_it(work):
    name = work.former.short_name
    words = f"{name} mengisi 3 sebelum pekerjaan ini pindah"
    assert work.page().count(words) == 1
    assert work.page().count(f"{name} mengisi Rp400 sebelum pekerjaan ini pindah") == 1
    assert "sebelum pekerjaan ini pindah" not in work.page(2)


@pytest.mark.parametrize(("kind", "text"), [("k", "7"), ("k", "2"), ("rp", "100")])
def test_another_figure_is_asked_about_once_and_then_replaces_it(work, kind, text):
    name = work.cell if kind == "k" else f"rp-{work.sub.pk}"
    answer = work.save(name, text)
    assert answer.status_code == 409
    assert f"sudah diisi {work.former.short_name}" in answer.json()["question"]
    assert work.save(name, text, **{f"setuju-{name}": text}).status_code == 200
    row = (Realization if kind == "k" else BudgetRealization).objects.filter(year=NEXT)
    assert row.filter(**{f"{kind}1": Decimal(text)}).exists()


def test_the_same_figure_and_another_quarter_are_not_asked_about(work):
    assert work.save(work.cell, "3").status_code == 200
    assert work.save(work.cell, "9", quarter=2).status_code == 200


def test_a_program_that_moves_twice_within_the_year_keeps_its_figure_once(work):
    last = make_unit()
    Realization.objects.filter(year=NEXT, k1=3).update(k2=4)
    work.go(work.unit, last)
    assert Realization.objects.get(year=NEXT, k1=3).organization == last
    assert work.totals() == work.before
    heir = Indicator.objects.get(predecessor=work.count)
    (came,) = came_quantities([heir.pk], NEXT).values()
    assert (came.unit, came.typed) == (work.unit.short_name, (3, 4, None, None))
    assert came_quantities([heir.pk], NEXT - 1) == {}


def row(work: Moved, tw1: str) -> ImportRow:
    names = ("Sub", COUNT, "dokumen", "", "")
    return ImportRow(2, "subkegiatan", SHARED, *names, {"tw1_k": Decimal(tw1)})


def test_a_file_asks_before_it_replaces_it(work):
    with pytest.raises(ImportProblem) as refused:
        apply_rows(organization=work.unit, year=NEXT, rows=[row(work, "7")])
    assert f"sudah diisi {work.former.short_name}" in refused.value.messages[0]
    apply_rows(organization=work.unit, year=NEXT, rows=[row(work, "7")], is_agreed=True)
    assert work.printed() == 7


def test_the_template_comes_back_unchanged_and_asks_nothing(work):
    frame = Frame.of(work.unit, NEXT)
    assert frame is not None
    looked = look_at_file(
        organization=work.unit, year=NEXT, name="isian.xlsx", content=build_template(frame)
    )
    assert not looked.preview.questions
    assert looked.changes.is_empty()


def test_years_before_the_move_stay_where_they_were_typed(db):
    city = City()
    away = make_unit()
    before = Realization.objects.filter(indicator=city.gone.counts[0]).count()
    spent = BudgetRealization.objects.filter(node=city.gone.subs[0]).count()
    programs = PlanNode.objects.filter(organization=city.gone.unit, level="program")
    move_programs(programs=list(programs), target=away, year=NEXT, by=city.by, reason="Perda")
    assert Realization.objects.filter(indicator=city.gone.counts[0]).count() == before == 2
    assert BudgetRealization.objects.filter(node=city.gone.subs[0]).count() == spent == 1


def test_a_ratio_is_agreed_to_by_both_its_parts():
    typed = {"n-7": "15", "d-7": "30", "v-k-7": "1|3 / 4"}
    assert not parse_grid(typed).cells[0].is_agreed
    assert parse_grid({**typed, "setuju-k-7": "15 / 30"}).cells[0].is_agreed
