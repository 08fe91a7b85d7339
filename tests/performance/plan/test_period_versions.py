"""A revision of RPJMD or Renstra counts from its year and quarter, never backwards."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from organizations.choices import Role
from organizations.models import User
from performance.choices import PlanDocument
from performance.evaluation.queries.city import evaluate_city
from performance.evaluation.queries.evaluation import evaluate
from performance.evaluation.queries.years import evaluate_renstra
from performance.models import Pagu, PeriodBudget, PeriodTarget, YearTarget
from performance.plan.actions.version_edits import update_version
from performance.plan.queries.sheets import VersionChoice, target_sheet
from performance.plan.queries.versions import mark_of, version_for
from performance.transfer.actions.transfer import apply_rows
from performance.transfer.readers.rows import ImportRow
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import (
    make_branch,
    make_indicator,
    make_pagu,
    make_period_budget,
    make_period_target,
    make_revision,
    make_target,
    make_version,
)

YEAR = 2025
CODE = "1.02.02.2.01.0001"


class Plan:
    """A sub kegiatan with its end target, and a Renstra revised from quarter III of 2025."""

    def __init__(self) -> None:
        self.unit = make_unit()
        self.branch = make_branch(self.unit)
        self.sub = self.branch["subs"][0]
        self.indicator = make_indicator(self.sub, name="Indikator uji")
        make_period_target(self.indicator, end_target=10)
        make_period_budget(self.sub, end_amount=1000)
        for year in (2024, 2025, 2026):
            make_target(self.indicator, 5, year)
            make_pagu(self.sub, 100, year)
        murni = make_version(PlanDocument.RENSTRA)
        for year in (2024, 2025, 2026):
            make_target(self.indicator, 2, year, version=murni)
            make_pagu(self.sub, 200, year, version=murni)
        self.bappeda: User = make_user(Role.BAPPEDA)

    def revise(self, year: int = YEAR, quarter: int = 3) -> None:
        self.version = make_revision(
            document=PlanDocument.RENSTRA, year=year, effective_quarter=quarter, by=self.bappeda
        )
        PeriodTarget.objects.filter(version=self.version).update(end_target=20)
        PeriodBudget.objects.filter(version=self.version).update(end_amount=3000)
        YearTarget.objects.filter(version=self.version).update(target=4)
        Pagu.objects.filter(version=self.version).update(amount=400)

    def e81(self, year: int, quarter: int) -> tuple:
        rows = evaluate(self.unit, year, quarter).rows
        (row,) = [row for row in rows if row.indicator_id == self.indicator.pk]
        return row.end_k, row.end_rp

    def e60(self, year: int, quarter: int) -> tuple:
        rows = evaluate_city(year, quarter, levels=("program", "kegiatan", "subkegiatan")).rows
        (row,) = [row for row in rows if row.indicator_id == self.indicator.pk]
        return row.end_k, row.end_rp

    def e80(self, year: int) -> tuple:
        rows = evaluate_renstra(self.unit, year).rows
        (row,) = [row for row in rows if row.indicator_id == self.indicator.pk]
        return row.end_k, row.end_rp, row.targets_k[3:], row.targets_rp[3:]


@pytest.fixture
def plan(db) -> Plan:
    return Plan()


def test_quarters_before_a_revision_keep_the_end_targets_valid_then(plan):
    plan.revise()
    old, new = (Decimal(10), Decimal(1000)), (Decimal(20), Decimal(3000))
    assert [plan.e81(2025, n) for n in (1, 2, 3, 4)] == [old, old, new, new]
    assert [plan.e60(2025, n) for n in (1, 2, 3, 4)] == [old, old, new, new]
    assert (plan.e81(2024, 4), plan.e81(2026, 1)) == (old, new)
    assert (plan.e60(2024, 4), plan.e60(2026, 1)) == (old, new)


def test_years_before_a_revision_keep_their_targets_in_the_yearly_forms(plan):
    before = plan.e80(2024)
    plan.revise(2026, 1)
    assert plan.e80(2024) == before == (10, 1000, (2, 2, 2), (200, 200, 200))
    assert plan.e80(2025) == before
    assert plan.e80(2026) == (20, 3000, (2, 2, 4), (200, 200, 400))


def test_the_page_of_a_revision_offers_no_year_before_it(plan):
    plan.revise(2026, 2)
    sheet = target_sheet(plan.indicator, VersionChoice("renstra", 1))
    assert [year for year, _, _ in sheet.years] == [2026]
    assert sheet.versions.missing == [2021, 2022, 2023, 2024, 2025]
    assert sheet.period.end_target == 20


def test_revisions_of_a_period_follow_each_other_over_its_years(plan):
    plan.revise(2025, 3)
    with pytest.raises(ValidationError, match="dipakai mulai Triwulan III 2025"):
        make_revision(
            document=PlanDocument.RENSTRA, year=2025, effective_quarter=2, by=plan.bappeda
        )
    second = make_revision(document=PlanDocument.RENSTRA, year=2026, by=plan.bappeda)
    assert (second.effective_year, second.effective_quarter) == (2026, 1)
    mark = mark_of(plan.version)
    for year, wrong in ((2027, "di dalam periode 2021–2026"), (2026, "atau sebelumnya")):
        with pytest.raises(ValidationError, match=wrong):
            update_version(version=plan.version, by=plan.bappeda, mark=mark, effective_year=year)
    update_version(version=plan.version, by=plan.bappeda, mark=mark, effective_year=2023)
    assert version_for(PlanDocument.RENSTRA, 2023, 3) == plan.version
    assert version_for(PlanDocument.RENSTRA, 2023, 2).sequence == 0


def row(**values: str) -> ImportRow:
    figures = {name: Decimal(value) for name, value in values.items()}
    return ImportRow(
        number=2, level="subkegiatan", code=CODE, name="", indicator="Indikator uji",
        unit="Dokumen", polarity="", accumulation="", values=figures,
    )  # fmt: skip


def test_an_import_says_which_version_it_writes_and_what_earlier_quarters_see(plan):
    plan.revise(2025, 3)
    make_revision(document=PlanDocument.RENJA, year=2025, effective_quarter=3, by=plan.bappeda)
    looked = apply_rows(
        organization=plan.unit, year=2025, rows=[row(target_k="7", target_renstra_k="25")]
    )
    annual, period = looked.preview.warnings[:2]
    assert annual == (
        "Target dan pagu 2025 ditulis ke Renja 2025 Perubahan I, yang dipakai mulai Triwulan III. "
        "Triwulan I sampai Triwulan II tetap diukur terhadap Renja 2025 Murni."
    )
    assert period == (
        "Angka Renstra ditulis ke Renstra Perubahan I, yang dipakai mulai Triwulan III. "
        "Triwulan I sampai Triwulan II tetap diukur terhadap Renstra Murni."
    )
    assert [plan.e81(2025, n)[0] for n in (2, 3)] == [10, 25]
    targets = YearTarget.objects.filter(indicator=plan.indicator, version__document="renja")
    found = targets.filter(year=2025).order_by("version__sequence")
    assert [row.target for row in found] == [5, 7]


def test_an_import_says_when_earlier_quarters_are_left_without_a_target(plan):
    plan.revise(2025, 3)
    make_revision(document=PlanDocument.RENJA, year=2025, effective_quarter=2, by=plan.bappeda)
    YearTarget.objects.filter(year=2025).delete()
    looked = apply_rows(organization=plan.unit, year=2025, rows=[row(target_k="7")])
    told, empty = looked.preview.warnings[:2]
    assert told.endswith("Triwulan I tetap diukur terhadap Renja 2025 Murni.")
    assert empty.startswith("1 dari angka itu belum ada di Renja 2025 Murni")


def test_an_import_into_a_year_before_a_revision_writes_the_version_valid_then(plan):
    plan.revise(2026, 1)
    apply_rows(organization=plan.unit, year=2025, rows=[row(target_renstra_k="12")])
    assert plan.e81(2025, 4)[0] == 12
    assert plan.e81(2026, 1)[0] == 20
