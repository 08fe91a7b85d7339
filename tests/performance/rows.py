"""Rows of performance, for the tests that compare a page of few rows with one of many."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from django.utils import timezone

from organizations.choices import Role
from organizations.models import Organization, User
from performance.choices import (
    AgreementState,
    BudgetLawKind,
    CommentState,
    NodeLevel,
    NomenclatureLevel,
    SubmissionState,
    UnlockState,
)
from performance.models import (
    AssistanceTask,
    Award,
    BudgetLaw,
    CarriedRealization,
    CarriedSpending,
    CouncilRecommendation,
    DocumentText,
    Evidence,
    EvidenceLink,
    FormerValue,
    Indicator,
    IndicatorFeed,
    IndicatorJoin,
    IndicatorPartner,
    LkjipReview,
    NodeJoin,
    NodeLink,
    Nomenclature,
    NomenclatureMapping,
    NomenclatureVersion,
    PerformanceAgreement,
    PlanningPeriod,
    PlanNode,
    PublicComment,
    ReportingWindow,
    RowNote,
    SakipEvaluation,
    SakipProof,
    SakipRecommendation,
    StrategicPolicy,
    Submission,
    UnlockRequest,
)
from performance.overview.actions.summaries import refresh_all
from performance.sakip.actions import moves
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import (
    make_branch,
    make_import,
    make_indicator,
    make_node,
    make_pagu,
    make_period,
    make_period_budget,
    make_period_target,
    make_realization,
    make_spending,
    make_target,
    make_version,
    make_window,
)
from tests.factories.sakip import Case, make_edition
from tests.pages.places import FOREIGN, QUARTER, YEAR, Place
from tests.performance.objects import indicator

LAST = YEAR - 1
STATES = (SubmissionState.ACCEPTED, SubmissionState.VERIFIED, SubmissionState.DRAFT)


def add_rows(unit: Organization) -> None:
    """One more branch of the unit's plan with its figures, words, proofs, lists and evaluation."""
    number = PlanNode.objects.filter(organization=unit, level=NodeLevel.PROGRAM).count()
    by = make_user(Role.OPERATOR_OPD, unit)
    _versions()
    goal, rows = _plan(unit, number)
    entry = _entries(unit)
    _agree(unit, goal)
    _agree(None, Indicator.objects.filter(node__level=NodeLevel.SASARAN).latest("pk"))
    for row in rows:
        _figures(row)
        RowNote.objects.create(indicator=row, year=YEAR, quarter=QUARTER, driving="Uji")
        _proof(row, by)
    _proof(indicator(Place(unit.code)), by)  # the one the addresses name, once more
    _lists(unit, number, by)
    _remarks(goal, entry, by)
    _evaluation(unit, by)
    refresh_all()
    make_import(unit, YEAR, f"{number}.xlsx")


def _versions() -> None:
    """Every plan of the two years, their windows; one earlier period, window and edition more."""
    count = PlanningPeriod.objects.count()
    make_period(name=f"RPJMD uji {count}", start_year=1900 + count, end_year=1900 + count)
    make_window(1, 2000 + count, is_open=False)
    make_edition(2000 + count)
    old = NomenclatureVersion.objects.create(code=f"uji-{count}", title="Uji")
    line = Nomenclature.objects.filter(level=NomenclatureLevel.PROGRAM).order_by("pk")[count]
    source = Nomenclature.objects.create(version=old, level=line.level, code="1.02.02", name="Uji")
    NomenclatureMapping.objects.create(source=source, target=line)
    for document in ("rpjmd", "renstra"):
        make_version(document)
    for year in (LAST, YEAR):
        for document in ("rkpd", "renja", "pk"):
            make_version(document, year)
        for quarter in (1, 2, 3, 4):
            if not ReportingWindow.objects.filter(year=year, quarter=quarter).exists():
                make_window(quarter, year)


def _plan(unit: Organization, number: int) -> tuple[Indicator, list[Indicator]]:
    """A sasaran and a branch below it, linked with another unit's; the city has one goal more."""
    make_indicator(make_node(None, NodeLevel.SASARAN, name=f"Sasaran kota uji {number}"), unit)
    branch = make_branch(unit, suffix=f" {number}", subs=2)
    partner = make_unit()
    other = make_node(partner, NodeLevel.SUBKEGIATAN, name="Kerja bersama uji")
    named = PlanNode.objects.filter(organization=unit, level=NodeLevel.SUBKEGIATAN).earliest("pk")
    NodeLink.objects.create(source=named, target=other)
    NodeJoin.objects.create(source=other, target=named, year=other.period.start_year)
    goal = make_indicator(branch["sasaran"], is_iku=True)
    rows = [goal, *(make_indicator(node) for node in branch["subs"])]
    IndicatorPartner.objects.create(indicator=goal, organization=partner)
    IndicatorJoin.objects.create(source=rows[1], target=goal, year=LAST)
    fed = make_indicator(branch["program"])
    IndicatorFeed.objects.create(indicator=fed, source="nilai-sakip")
    for node in branch["subs"]:
        make_period_budget(node, end_amount=10_000)
        CarriedSpending.objects.create(node=node, year=LAST, amount=500)
        for year in (LAST, YEAR):
            make_pagu(node, 1000, year)
            make_spending(node, 100, 200, year=year)
    return goal, rows


def _agree(unit: Organization | None, goal: Indicator) -> None:
    """One more indicator in the agreement of the unit, or of the city, which waits for its signed scan."""
    held, _ = PerformanceAgreement.objects.get_or_create(
        organization=unit,
        version=make_version("pk", YEAR),
        defaults={"year": YEAR, "state": AgreementState.AGREED},
    )
    held.indicators.add(goal)


def _figures(row: Indicator) -> None:
    """Figures of two years, what was carried into the first, and what the master said before."""
    make_period_target(row)
    CarriedRealization.objects.create(indicator=row, year=LAST, amount=1)
    FormerValue.objects.create(indicator=row, field="definition", value="Lama", until_year=LAST)
    for year in (LAST, YEAR):
        make_target(row, 10, year)
        make_realization(row, 1, 2, 3, year=year)


def _entries(unit: Organization) -> Submission:
    """The quarters of the year on their way, and last year's accepted; one asks to be unlocked."""
    for quarter in (1, 2, 3, 4):
        Submission.objects.get_or_create(
            organization=unit, year=LAST, quarter=quarter, defaults={"state": "accepted"}
        )
    for quarter, state in enumerate(STATES, start=1):
        Submission.objects.get_or_create(
            organization=unit, year=YEAR, quarter=quarter, defaults={"state": state}
        )
    return Submission.objects.get(organization=unit, year=YEAR, quarter=1)


def _proof(row: Indicator, by: User) -> None:
    digest = hashlib.sha256(str(Evidence.objects.count()).encode()).hexdigest()
    proof = Evidence.objects.create(
        organization=row.organization,
        file=f"evidence/{digest[:8]}.pdf",
        original_name="uji.pdf",
        sha256=digest,
        size=1,
        mime="application/pdf",
        uploaded_by=by,
    )
    EvidenceLink.objects.create(evidence=proof, indicator=row, year=YEAR, quarter=QUARTER)


def _lists(unit: Organization, number: int, by: User) -> None:
    for year in (LAST, YEAR):
        shared: dict[str, Any] = {"year": year, "organization": unit}
        StrategicPolicy.objects.create(**shared, title="Uji")
        CouncilRecommendation.objects.create(**shared, text="Uji")
        AssistanceTask.objects.create(**shared, giver="Uji", program="Uji")
        Award.objects.create(**shared, name="Uji", giver="Uji")
        BudgetLaw.objects.create(**shared, kind=BudgetLawKind.LAW, number="1", about="Uji")
    LkjipReview.objects.get_or_create(
        organization=unit,
        year=LAST,
        defaults={"reviewer": by, "name": "Uji", "reviewed_on": timezone.localdate()},
    )
    DocumentText.objects.create(
        organization=unit, year=LAST, document="lkjip-opd", section=f"uji-{number}", text="Uji"
    )


def _remarks(goal: Indicator, entry: Submission, by: User) -> None:
    for state in (CommentState.PENDING, CommentState.PUBLISHED):
        PublicComment.objects.create(
            indicator=goal, organization=goal.organization, text="Uji", state=state
        )
    now = timezone.now()
    UnlockRequest.objects.update(state=UnlockState.REJECTED)  # one open request an entry
    UnlockRequest.objects.create(
        submission=entry,
        reason="Uji",
        until=now + timedelta(days=1),
        state=UnlockState.REQUESTED,
        requested_by=by,
        requested_at=now,
    )


def _evaluation(unit: Organization, by: User) -> None:
    """A sheet being filled (the foreign unit's: being evaluated), with a proof and an advice more."""
    known = SakipEvaluation.objects.filter(organization=unit).first()
    if known is None:
        case = Case(unit=unit)
        known = case.evaluation
        case.fill(case.operator)
        if unit.code == FOREIGN.code:
            moves.submit_lke(evaluation=known, by=case.head)
    items = list(known.edition.instrument.items.order_by("order"))
    proof = Evidence.objects.filter(organization=unit).latest("pk")
    criterion = next(item for item in items if item.code == "1a.1")
    SakipProof.objects.create(evaluation=known, item=criterion, evidence=proof, added_by=by)
    SakipRecommendation.objects.create(evaluation=known, item=items[0], text="Uji")
