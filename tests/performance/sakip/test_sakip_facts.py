"""What the portal knows about the criteria of a SAKIP sheet: holds, holds not, cannot be said."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organizations.choices import Role
from organizations.models import Organization
from performance import reference
from performance.choices import (
    FollowUpState,
    NodeLevel,
    PlanDocument,
    SakipMethod,
    SakipState,
    SubmissionState,
)
from performance.models import (
    Evidence,
    EvidenceLink,
    Indicator,
    IndicatorPartner,
    NodeLink,
    Pagu,
    PlanNode,
    PlanVersion,
    Realization,
    ReportingWindow,
    RowNote,
    SakipEdition,
    SakipEvaluation,
    SakipInstrument,
    SakipRecommendation,
    Submission,
    YearTarget,
)
from performance.sakip.queries.facts import FACTS, Fact, facts_of
from reports.choices import JobState
from reports.models import ReportJob
from tests.factories.organizations import make_city, make_unit, make_user
from tests.factories.performance import (
    YEAR,
    make_branch,
    make_indicator,
    make_node,
    make_pagu,
    make_realization,
    make_submission,
    make_target,
    make_version,
    make_window,
)

pytestmark = pytest.mark.django_db

SHEETS = Path(reference.__file__).parent / "lke"
QUARTERS = {"q1": 25, "q2": 25, "q3": 25, "q4": 25}
DESCRIBED = {"definition": "Definisi", "formula_text": "a ÷ b", "data_source": "BPS"}


def complete(goals: int = 10, subs: int = 2) -> Organization:
    """A unit for which everything holds: of ten goal indicators nine reach their target."""
    unit = make_unit()
    make_version(PlanDocument.RENSTRA, decree="Perwal 1")
    first = make_version(decree="Perwal 2")
    last = make_version(sequence=1, label="Perubahan I", decree="Perwal 3")
    branch = make_branch(unit, subs=subs)
    for number in range(goals):
        row = measured(branch["sasaran"], f"Sasaran {number}", last, 50 if number == 0 else 100)
        make_target(row, 100, YEAR - 1)
        prove(row)
    RowNote.objects.create(indicator=unit.indicators.first(), year=YEAR, quarter=2, driving="Cuaca")
    for node in branch["subs"]:
        measured(node, "Keluaran", last, 100, is_iku=False)
        make_pagu(node, 1_000_000, version=first)
        make_pagu(node, 1_500_000, version=last)
    NodeLink.objects.create(
        source=branch["program"], target=make_node(make_unit(), NodeLevel.PROGRAM)
    )
    handed_in(unit)
    reported(unit)
    evaluated(unit)
    return unit


def measured(
    node: PlanNode, name: str, version: PlanVersion, reached: int, *, is_iku: bool = True
) -> Indicator:
    row = make_indicator(node, name=name, is_iku=is_iku, **DESCRIBED)
    make_target(row, 100, version=version, **QUARTERS)
    make_realization(row, reached)
    return row


def prove(row: Indicator) -> None:
    proof, _ = Evidence.objects.get_or_create(
        organization=row.organization, sha256="a" * 64, defaults={"file": "bukti.pdf", "size": 1}
    )
    EvidenceLink.objects.create(evidence=proof, indicator=row, year=YEAR, quarter=4)


def handed_in(unit: Organization) -> None:
    head = make_user(Role.KEPALA_OPD, unit)
    for quarter in (1, 2, 3, 4):
        if not ReportingWindow.objects.filter(year=YEAR, quarter=quarter).exists():
            make_window(quarter, is_open=False)
        make_submission(
            unit, quarter, SubmissionState.ACCEPTED, verified_by=head, is_late=quarter == 4
        )


def reported(unit: Organization) -> None:
    ReportJob.objects.create(
        slug="lkjip-opd",
        title="LKjIP",
        format="pdf",
        params={},
        organization=unit,
        year=YEAR,
        state=JobState.DONE,
        sha256="b" * 64,
        is_public=True,
        finished_at=datetime(2026, 2, 20, tzinfo=UTC),
    )


def evaluated(unit: Organization) -> None:
    inspector = make_user(Role.INSPEKTORAT)
    for year, total in ((YEAR - 2, "70.10"), (YEAR - 1, "78.25")):
        evaluation = evaluation_of(unit, year, state=SakipState.FINAL, total=total, predicate="BB")
        SakipRecommendation.objects.create(
            evaluation=evaluation,
            text="Perbaiki",
            state=FollowUpState.DONE,
            follow_up="Sudah",
            verified_by=inspector,
        )


def evaluation_of(unit: Organization, year: int, **fields: Any) -> SakipEvaluation:
    sheet, _ = SakipInstrument.objects.get_or_create(
        code="uji", defaults={"name": "LKE", "regulation": "Uji", "method": SakipMethod.LETTER}
    )
    edition, _ = SakipEdition.objects.get_or_create(
        year=year,
        defaults={"instrument": sheet, "opens_on": "2026-01-01", "closes_on": "2026-02-01"},
    )
    return SakipEvaluation.objects.create(edition=edition, organization=unit, **fields)


def fact(unit: Organization, key: str, year: int = YEAR) -> Fact:
    return facts_of(unit, year)[key]


def test_every_source_a_sheet_names_is_known():
    text = "".join(path.read_text(encoding="utf-8") for path in SHEETS.glob("*.json"))

    assert set(re.findall(r'"source": "(\w+)"', text)) == set(FACTS)


def test_everything_holds_for_a_complete_unit():
    facts = facts_of(complete(), YEAR)

    assert [row.said for row in facts.values() if row.holds is not True] == []


SAID = {
    "medium_plan": "Renstra Murni 2021–2026 memuat 1 sasaran, 1 program, 1 kegiatan, dan 2 sub"
    " kegiatan.",
    "annual_plan": "Renja 2025 Perubahan I memuat target 12 indikator.",
    "budget_plan": "Renja 2025 Perubahan I memuat pagu 2 sub kegiatan, seluruhnya Rp3.000.000.",
    "budget_changed": "Renja 2025 Perubahan I mengubah pagu dari Rp2.000.000 menjadi Rp3.000.000.",
    "targets_met": "9 dari 10 indikator tujuan dan sasaran mencapai target (minimal 90%).",
    "analysis": "1 dari 1 indikator tujuan dan sasaran di bawah 100% punya catatan capaian.",
    "quarters": "4 dari 4 triwulan 2025 diterima, 3 tepat waktu.",
    "report_on_time": "LKjIP 2025 pertama kali selesai 20 Februari 2026; batasnya 28 Februari"
    " 2026.",
    "last_evaluation": "Hasil evaluasi SAKIP 2024 ditetapkan: 78,25 (BB).",
    "better_total": "Nilai SAKIP naik: 70,10 (2023) menjadi 78,25 (2024).",
}


def test_sentences_carry_the_figures():
    facts = facts_of(complete(), YEAR)

    assert {key: facts[key].said for key in SAID} == SAID


def unchanged_budget() -> None:
    Pagu.objects.update(amount=1_000_000)


def only_first_version() -> None:
    Pagu.objects.filter(version__sequence=1).delete()
    YearTarget.objects.filter(version__sequence=1).delete()
    PlanVersion.objects.filter(sequence=1).delete()


SPOILED = [
    ("medium_plan", lambda: PlanNode.objects.update(valid_to_year=YEAR - 1)),
    ("annual_plan", lambda: YearTarget.objects.update(target=None)),
    ("action_plan", lambda: YearTarget.objects.update(q1=None, q2=None, q3=None, q4=None)),
    ("budget_plan", lambda: Pagu.objects.all().delete()),
    ("formal_plan", lambda: PlanVersion.objects.filter(year=None).update(decree="")),
    ("definitions", lambda: Indicator.objects.filter(is_iku=False).update(formula_text="")),
    ("main_indicators", lambda: Indicator.objects.update(is_iku=False)),
    ("main_indicators", lambda: Indicator.objects.update(is_iku=True)),  # two have no past
    ("cascading", lambda: PlanNode.objects.filter(level="program").update(parent=None)),
    ("crosscutting", lambda: NodeLink.objects.all().delete()),
    ("budget_linked", lambda: Indicator.objects.filter(is_iku=False).update(is_active=False)),
    ("budget_changed", unchanged_budget),
    ("budget_changed", only_first_version),
    ("data_sources", lambda: Indicator.objects.filter(is_iku=False).update(data_source="")),
    ("targets_met", lambda: Realization.objects.update(k1=99)),
    ("quarters", lambda: Submission.objects.filter(quarter=4).update(state="returned")),
    ("verified_by_head", lambda: Submission.objects.filter(quarter=1).update(verified_by=None)),
    ("technology", lambda: Submission.objects.update(state=SubmissionState.DRAFT)),
    ("evidence", lambda: EvidenceLink.objects.filter(indicator__name="Sasaran 3").delete()),
    ("analysis", lambda: RowNote.objects.update(driving="")),
    ("all_reported", lambda: Realization.objects.filter(indicator__name="Sasaran 3").delete()),
    ("report_made", lambda: ReportJob.objects.update(is_draft=True)),
    ("report_made", lambda: ReportJob.objects.update(slug="e81")),
    ("report_made", lambda: ReportJob.objects.update(title="LKjIP (SEMENTARA, s.d. triwulan II)")),
    ("report_published", lambda: ReportJob.objects.update(is_public=False)),
    (
        "report_on_time",
        lambda: ReportJob.objects.update(finished_at=datetime(2026, 2, 28, 17, tzinfo=UTC)),
    ),  # the first of March in the city
    (
        "last_evaluation",
        lambda: SakipEvaluation.objects.update(state="closing", total=None, predicate=""),
    ),
    ("recommendations", lambda: SakipRecommendation.objects.update(verified_by=None)),
    ("better_total", lambda: SakipEvaluation.objects.update(total=70)),
]


@pytest.mark.parametrize(("key", "spoil"), SPOILED)
def test_a_fact_does_not_hold(key, spoil):
    unit = complete()
    spoil()

    assert fact(unit, key).holds is False


def test_every_fact_has_a_case_that_does_not_hold():
    assert {key for key, _ in SPOILED} == set(FACTS)


UNKNOWN = [
    ("medium_plan", lambda: PlanVersion.objects.filter(document="renstra").delete()),
    ("definitions", lambda: Indicator.objects.update(is_active=False)),
    ("budget_linked", lambda: Pagu.objects.all().delete()),
    ("targets_met", lambda: Realization.objects.all().delete()),
    ("evidence", lambda: Realization.objects.all().delete()),
    ("analysis", lambda: Realization.objects.update(k1=100)),
    ("report_on_time", lambda: ReportJob.objects.update(state=JobState.FAILED)),
    (
        "report_on_time",
        lambda: ReportJob.objects.update(title="LKjIP (SEMENTARA, s.d. triwulan II)"),
    ),
    ("last_evaluation", lambda: SakipEdition.objects.filter(year=YEAR - 1).update(year=2010)),
    ("recommendations", lambda: SakipRecommendation.objects.all().delete()),
    (
        "recommendations",
        lambda: SakipEvaluation.objects.update(state="closing", total=None, predicate=""),
    ),
    ("better_total", lambda: SakipEdition.objects.filter(year=YEAR - 2).update(year=2010)),
]


@pytest.mark.parametrize(("key", "take"), UNKNOWN)
def test_a_fact_cannot_be_said(key, take):
    unit = complete()
    take()

    assert fact(unit, key).holds is None


def test_an_iku_keeps_its_past_from_the_indicator_it_continues():
    unit = complete()
    old = Indicator.objects.get(name="Sasaran 3")
    new = measured(old.node, "Sasaran 3 baru", make_version(sequence=1), 100)
    Indicator.objects.filter(pk=new.pk).update(predecessor=old)
    Indicator.objects.filter(pk=old.pk).update(is_active=False)

    assert fact(unit, "main_indicators").holds is True


def test_without_a_plan_of_the_year_before_iku_are_not_compared():
    unit = complete()
    YearTarget.objects.filter(year=YEAR - 1).delete()

    assert fact(unit, "main_indicators") == Fact(
        "main_indicators",
        True,
        "Ada 10 IKU; target 2024 tidak ada di portal untuk dibandingkan.",
        fact(unit, "definitions").url,
    )


def test_a_partner_is_crosscutting_for_both_units():
    unit, other = complete(), make_unit()
    NodeLink.objects.all().delete()
    row = Indicator.objects.filter(node__organization=unit).first()
    IndicatorPartner.objects.create(indicator=row, organization=other)

    assert fact(unit, "crosscutting").said == "1 indikator punya unit mitra."
    assert fact(other, "crosscutting").holds is True


def test_a_unit_without_goals_is_judged_by_its_programs():
    unit = make_unit()
    program = make_node(unit, NodeLevel.PROGRAM)
    measured(program, "Hasil program", make_version(), 100)

    assert fact(unit, "targets_met").said.startswith("1 dari 1 indikator program mencapai target")


def test_an_agreement_counts_as_annual_plan():
    unit = make_unit()
    row = make_indicator(make_node(unit, NodeLevel.SASARAN_PD))
    make_target(row, 10, version=make_version(PlanDocument.PK))

    assert (
        fact(unit, "annual_plan").said == "Perjanjian Kinerja 2025 Murni memuat target 1 indikator."
    )


def test_an_unmeasured_target_is_not_met_and_is_named():
    unit = complete()
    Realization.objects.filter(indicator__name="Sasaran 3").delete()

    found = fact(unit, "targets_met")

    assert found.holds is False
    assert found.said.endswith("(minimal 90%); 1 belum terukur.")


def test_an_empty_unit_beside_a_planned_city():
    complete()

    facts = facts_of(make_unit(), YEAR)

    assert {key for key, row in facts.items() if row.holds is not None} == {
        "medium_plan",
        "annual_plan",
        "budget_plan",
        "quarters",
        "verified_by_head",
        "technology",
        "report_made",
        "report_published",
        "last_evaluation",
    }
    assert not any(row.holds for row in facts.values())
    assert all(row.said.endswith(".") for row in facts.values())


def test_a_year_the_portal_does_not_hold():
    facts = facts_of(make_unit(), 2010)

    assert {key for key, row in facts.items() if row.holds is not None} == {
        "report_made",
        "report_published",
    }


def test_statements_do_not_grow_with_the_rows():
    small, large = complete(goals=1, subs=1), complete(goals=14, subs=6)
    counts = []
    for unit in (small, large):
        with CaptureQueriesContext(connection) as seen:
            facts_of(unit, YEAR)
        counts.append(len(seen))

    assert counts == [26, 26]


def test_the_pages_named_can_be_opened():
    make_city()
    unit = complete()
    client = Client()
    client.force_login(make_user(Role.BAPPEDA))

    for url in {row.url for row in facts_of(unit, YEAR).values() if row.url}:
        assert client.get(url).status_code == 200, url
