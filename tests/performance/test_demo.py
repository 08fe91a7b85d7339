"""The demonstration city: big enough, marked, with an account for every role."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Count

from organizations.choices import Role
from organizations.demo.units import ACCOUNTS
from organizations.models import Assignment, City, Organization, User
from performance.choices import Accumulation, NodeLevel, Polarity
from performance.demo.plan import SAKIP_VALUE
from performance.evaluation.queries.evaluation import evaluate
from performance.models import (
    Evidence,
    Indicator,
    LkjipReview,
    Pagu,
    PerformanceAgreement,
    PlanNode,
    Realization,
    SakipEvaluation,
    Submission,
    YearTarget,
)
from performance.permissions.reviews import can_review
from performance.words import bounds_said
from reports.queries.signatures import waiting_for
from tests.pages.places import EMAILS

DAY = date(2026, 3, 1)


def test_the_city_is_as_big_as_a_real_one(demo_city):
    assert Organization.objects.count() >= 33
    assert PlanNode.objects.filter(level=NodeLevel.SUBKEGIATAN).count() >= 1_000
    assert Indicator.objects.count() >= 2_500
    years = Realization.objects.values("year").annotate(n=Count("pk"))
    full = [row["year"] for row in years if row["n"] > 2_000]
    assert {2021, 2022, 2023, 2024, 2025} <= set(full)
    assert Submission.objects.filter(year=2025, state="accepted").count() >= 4 * 31
    assert Evidence.objects.count() >= 31


def test_the_city_plans_nothing_of_other_regions(demo_city):
    for name in ("Aceh", "Yogyakarta", "Papua", "Keistimewaan", "Provinsi "):
        assert not PlanNode.objects.filter(name__icontains=name).exists(), name
    councils = PlanNode.objects.filter(name__contains="DPRD", code__startswith="X.XX.01")
    assert set(councils.values_list("organization__short_name", flat=True)) <= {"Setwan"}


def test_the_value_of_sakip_is_the_one_announced(demo_city):
    told = Realization.objects.filter(indicator__name=SAKIP_VALUE)
    for evaluation in SakipEvaluation.objects.select_related("edition"):
        row = told.get(organization=evaluation.organization_id, year=evaluation.edition.year)
        assert (row.k1, row.k2, row.k3, row.k4) == (None, None, None, evaluation.total)
    assert told.filter(year=2025, k4=None).exists()
    assert not told.filter(year__gt=2025).exclude(k1=None, k2=None).exists()


def test_everything_is_marked_as_demonstration(demo_city, capsys):
    assert City.current().is_demo
    for user in User.objects.all():
        assert "(demo)" in user.full_name
        assert user.is_demo or not user.has_usable_password()  # heads who only sign
    for role, email in EMAILS.items():
        held = Assignment.objects.filter(user__email=email, role=role)
        assert held.exists(), role
    assert set(EMAILS) == set(Role.values)
    call_command("demo_accounts")
    told = capsys.readouterr().out
    assert all(email in told for email in EMAILS.values())


def test_loading_again_changes_nothing(demo_city):
    before = (Indicator.objects.count(), Realization.objects.count(), User.objects.count())
    call_command("seed_demo", "--if-empty")
    assert before == (
        Indicator.objects.count(),
        Realization.objects.count(),
        User.objects.count(),
    )


def test_every_signed_agreement_has_its_example_scan_and_the_city_its_own(demo_city):
    rows = PerformanceAgreement.objects.select_related("scan")
    assert rows.filter(organization=None).count() == rows.values("year").distinct().count()
    assert not rows.filter(scan=None).exists()
    assert all("(contoh)" in row.scan.original_name for row in rows)
    assert {row.scan.mime for row in rows} == {"application/pdf"}


def test_nobody_of_the_city_is_left_without_a_second_person(demo_city):
    def of(role: str) -> list[User]:
        return [User.objects.get(email=a.email) for a in ACCOUNTS if a.role == role]

    assert len(of(Role.BAPPEDA)) == 2
    own = Organization.objects.get(short_name="Inspektorat")
    review = LkjipReview(organization=own, year=2025)
    may = [user.email for user in of(Role.INSPEKTORAT) if can_review(user, review, DAY)]
    assert may == ["pereviu.setda@contoh.test"]


def test_visitors_meet_a_range_a_ratio_and_weights(demo_city):
    ranged = Indicator.objects.get(polarity=Polarity.RANGE, organization__short_name="DLH")
    ratio = Indicator.objects.get(accumulation=Accumulation.RATIO)
    weighted = Indicator.objects.exclude(weight=None)
    assert {row.organization.short_name for row in weighted} == {"DPUPR"}
    assert len({row.weight for row in weighted}) == 3

    def printed(row: Indicator) -> Any:
        return next(r for r in evaluate(row.organization, 2025, 4).rows if r.indicator_id == row.pk)

    assert bounds_said(printed(ranged).target) == "6–9"
    year = Realization.objects.get(indicator=ratio, year=2025)
    parts = [(year.n1, year.d1), (year.n2, year.d2), (year.n3, year.d3), (year.n4, year.d4)]
    passed, tested = (sum(column) for column in zip(*parts, strict=True))
    shown = printed(ratio).columns.col12_k
    assert round(shown, 6) == round(Decimal(passed) * 100 / tested, 6)
    assert len(set(parts)) == 4


def test_other_years_ask_of_the_published_unit_what_it_published_for_one(demo_city):
    subs = PlanNode.objects.filter(organization__short_name="Bappeda", level=NodeLevel.SUBKEGIATAN)
    targets = YearTarget.objects.filter(indicator__node__in=subs, target__gt=0)
    pagus = Pagu.objects.filter(node__in=subs)
    asked, given = (
        [dict(rows.filter(year=year).values_list(*pair)) for year in (2025, 2026)]
        for rows, pair in ((targets, ("indicator", "target")), (pagus, ("node", "amount")))
    )
    assert asked[0].items() <= asked[1].items()
    assert all(abs(given[1][node] - amount) < 1_000 for node, amount in given[0].items())


def test_findings_are_whole_and_programs_keep_their_short_names(demo_city):
    found = Realization.objects.filter(indicator__unit="Temuan").values_list("k1", "k2", "k3", "k4")
    assert found
    assert all(value % 1 == 0 for row in found for value in row if value is not None)
    names = set(PlanNode.objects.filter(level=NodeLevel.PROGRAM).values_list("name", flat=True))
    assert "Program Pengelolaan Sumber Daya Air (SDA)" in names
    assert "Program Pengendalian Pencemaran dan/atau Kerusakan Lingkungan Hidup" in names


@pytest.mark.parametrize("email", ["kepala.dinkes@contoh.test", "pimpinan@contoh.test"])
def test_who_signs_has_documents_to_sign_now(demo_city, email):
    lines = waiting_for(User.objects.get(email=email))
    assert len([line for line in lines if line.may]) == 2
    assert {line.request.reason for line in lines} == {"Pengesahan"}


def test_the_mayor_signs_agreements_after_the_heads(demo_city):
    later = [
        line for line in waiting_for(User.objects.get(email=EMAILS[Role.PIMPINAN])) if not line.may
    ]
    assert len(later) == 2
    assert all("lebih dulu" in line.may.reason for line in later)
