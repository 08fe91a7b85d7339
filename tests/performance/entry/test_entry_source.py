"""The grid measures a quarter against the versions the evaluation forms use."""

from __future__ import annotations

from decimal import Decimal

import pytest

from performance.choices import PlanDocument
from performance.entry.queries.source import EntryKey, indicator_sources, node_sources
from performance.evaluation.queries.evaluation import evaluate
from performance.models import Pagu, PlanVersion, YearTarget
from tests.factories.performance import make_pagu, make_target, make_version
from tests.performance.entry.test_entry import YEAR, Office

QUARTERS = (1, 2, 3, 4)


@pytest.fixture
def office(db) -> Office:
    """A plan whose two indicators and sub kegiatan have no figures yet."""
    place = Office()
    YearTarget.objects.all().delete()
    Pagu.objects.all().delete()
    return place


def plan(office: Office, version: PlanVersion, target: int | None) -> None:
    make_target(office.indicators[0], target, version=version)
    make_pagu(office.subs[0], (target or 0) * 1000, version=version)


def in_grid(office: Office, quarter: int) -> tuple[Decimal | None, int | None]:
    key = EntryKey(office.unit.pk, YEAR, quarter)
    targets = {row.pk: row.target for row in indicator_sources(key)}
    pagus = {row.pk: row.pagu for row in node_sources(key)}
    return targets[office.indicators[0].pk], pagus[office.subs[0].pk]


def in_form(office: Office, quarter: int) -> tuple[Decimal | None, int | None]:
    rows = evaluate(office.unit, YEAR, quarter).rows
    row = next(r for r in rows if r.indicator_id == office.indicators[0].pk)
    return row.target_k, row.pagu_rp


def by_quarter(office: Office) -> list[tuple[Decimal | None, int | None]]:
    """Target and pagu of every quarter, on which the grid and the form must agree."""
    grid = [in_grid(office, quarter) for quarter in QUARTERS]
    assert grid == [in_form(office, quarter) for quarter in QUARTERS]
    return grid


def test_the_rkpd_counts_where_the_renja_has_nothing(office):
    plan(office, make_version(PlanDocument.RKPD), 20)
    plan(office, make_version(PlanDocument.RKPD, sequence=1, effective_quarter=3), 25)
    assert by_quarter(office) == [(20, 20_000), (20, 20_000), (25, 25_000), (25, 25_000)]


def test_the_renja_goes_before_the_rkpd(office):
    plan(office, make_version(PlanDocument.RKPD, sequence=1), 20)
    plan(office, make_version(), 10)
    assert by_quarter(office) == [(10, 10_000)] * 4


def test_an_earlier_renja_does_not_go_before_the_rkpd(office):
    plan(office, make_version(), 10)
    make_version(sequence=1, effective_quarter=3)
    plan(office, make_version(PlanDocument.RKPD), 20)
    assert by_quarter(office) == [(10, 10_000), (10, 10_000), (20, 20_000), (20, 20_000)]


def test_the_first_version_counts_before_any_is_effective(office):
    plan(office, make_version(PlanDocument.RKPD, effective_quarter=2), 20)
    plan(office, make_version(PlanDocument.RKPD, sequence=1, effective_quarter=4), 25)
    assert by_quarter(office) == [(20, 20_000), (20, 20_000), (20, 20_000), (25, 25_000)]


def test_other_documents_and_years_do_not_count(office):
    plan(office, make_version(PlanDocument.PK), 30)
    make_target(office.indicators[0], 40, year=YEAR - 1, version=make_version(year=YEAR - 1))
    assert by_quarter(office) == [(None, None)] * 4
