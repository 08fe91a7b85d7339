"""Murni and Perubahan side by side, which one counts, and one figure in every report."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from organizations.choices import Role
from performance.choices import PlanDocument
from performance.evaluation.queries.agreement import read_agreement
from performance.evaluation.queries.evaluation import evaluate
from performance.evaluation.queries.years import evaluate_renstra
from performance.evaluation.reports.yearly import formula_note
from performance.models import Pagu, PlanVersion, YearTarget
from performance.plan.queries.agreement_versions import choose_version
from performance.plan.queries.comparison import compare
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import make_indicator, make_revision, make_target, make_window
from tests.performance.entry.test_entry import QUARTER, YEAR, Office


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    return Office()


def revise(document: str = PlanDocument.RENJA, quarter: int = 3) -> PlanVersion:
    analyst = make_user(Role.BAPPEDA, make_unit())
    return make_revision(document=document, year=YEAR, by=analyst, effective_quarter=quarter)


def test_a_quarter_is_measured_against_the_version_in_effect(office):
    version = revise()
    YearTarget.objects.filter(version=version, indicator=office.indicators[0]).update(target=20)

    def target(quarter: int) -> Decimal | None:
        rows = evaluate(office.unit, YEAR, quarter).rows
        return next(r.target_k for r in rows if r.indicator_id == office.indicators[0].pk)

    assert [target(quarter) for quarter in (1, 2, 3, 4)] == [10, 10, 20, 20]
    assert evaluate(office.unit, YEAR, 2).versions == {"Renja 2025": "Murni"}
    assert evaluate(office.unit, YEAR, 4).versions == {"Renja 2025": "Perubahan I"}


def test_what_changed_between_two_versions_is_listed(office):
    version = revise()
    first = PlanVersion.objects.get(document=PlanDocument.RENJA, year=YEAR, sequence=0)
    YearTarget.objects.filter(version=version, indicator=office.indicators[0]).update(target=20)
    Pagu.objects.filter(version=version, node=office.subs[0]).update(amount=1_250_000)
    found = compare(first, version, [office.unit])
    assert [(d.what, d.change) for d in found.differences] == [
        ("Pagu 2025", 250_000),
        ("Target 2025", Decimal(10)),
    ]
    assert found.pagu == (2_000_000, 2_250_000)
    page = office.client.get(reverse("performance:version-compare")).content.decode()
    assert "2 angka berbeda" in page
    assert "Rp250.000" in page


def test_without_a_second_version_the_page_says_what_to_do(office):
    page = office.client.get(reverse("performance:version-compare")).content.decode()
    assert "Belum ada dokumen dengan dua versi" in page


def test_an_agreement_keeps_both_targets(office):
    goal = make_indicator(office.subs[0].program.parent, name="Indeks")
    make_target(goal, 80)
    version = revise(PlanDocument.PK)
    assert version.document == PlanDocument.PK
    YearTarget.objects.filter(version=version, indicator=goal).update(target=85)
    changed = read_agreement(office.unit, YEAR, choose_version(YEAR, "perubahan"))
    (promise,) = changed.promises
    assert (promise.target, promise.first) == (85, 80)
    assert changed.is_change
    first = read_agreement(office.unit, YEAR, choose_version(YEAR, "induk"))
    assert [(p.target, p.first) for p in first.promises] == [(80, None)]
    assert first.total == 2_000_000


def test_a_coming_years_renja_is_not_in_this_years_form(office):
    """It is written later and changes on, while the form of this year stays as it was."""
    make_target(office.indicators[0], 99, year=YEAR + 1)

    form = evaluate_renstra(office.unit, YEAR)

    (row,) = [row for row in form.rows if row.indicator_id == office.indicators[0].pk]
    planned = dict(zip(form.years, row.targets_k, strict=True))
    assert (planned[YEAR], planned[YEAR + 1]) == (10, None)
    assert f"Target sesudah {YEAR}" in formula_note(form, with_end=False)
