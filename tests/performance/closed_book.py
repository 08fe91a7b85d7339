"""A city with one closed year (2025, all quarters accepted), and everything that shows it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

from django.test import Client

from organizations.choices import Role
from performance.choices import AgreementState, NodeLevel, PlanDocument, SubmissionState
from performance.datasets import budget_rows, performance_rows
from performance.entry.queries.entry import load_entry
from performance.entry.queries.source import EntryKey
from performance.evaluation.queries.indicator_history import indicator_history
from performance.models import (
    Indicator,
    PerformanceAgreement,
    PerformanceSettings,
    PlanNode,
    PlanVersion,
)
from performance.overview.queries import public_pages
from performance.overview.queries.summaries import summarize
from reports.registry import REPORTS
from reports.rendering.document import marked_page
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import (
    make_branch,
    make_indicator,
    make_node,
    make_pagu,
    make_period_target,
    make_realization,
    make_spending,
    make_submission,
    make_target,
    make_version,
)
from tests.performance.documents import DOCUMENTS

CLOSED, RUNNING = 2025, 2026
CLOCK = re.compile(r"\b\d\d\.\d\d\b")  # when a page was made


class Book:
    """Goals of the city and of a unit, programs below, figures in 2025, nothing yet in 2026."""

    def __init__(self) -> None:
        make_version(PlanDocument.RENSTRA)
        make_version(PlanDocument.RPJMD)
        make_version(year=RUNNING)
        self.unit, self.other = make_unit(), make_unit()
        self.goal = _city_goal()
        branch = make_branch(self.unit, subs=2)
        self.sasaran, self.program = branch["sasaran"], branch["program"]
        self.kegiatan, self.subs = branch["kegiatan"], branch["subs"]
        self.sasaran.parent = self.goal
        self.sasaran.save(update_fields=["parent"])
        self.second_goal = make_node(self.unit, NodeLevel.SASARAN_PD, self.goal, name="Kedua")
        places = [self.goal, self.sasaran, self.program, self.kegiatan, *self.subs]
        self.indicators = [self._measured(node) for node in places]
        for sub in self.subs:
            make_pagu(sub, 1_000_000)
            make_spending(sub, 100_000, 200_000, 300_000, 150_000)
        for quarter in range(1, 5):
            make_submission(self.unit, quarter, SubmissionState.ACCEPTED, CLOSED)
        self._agree()
        PerformanceSettings.objects.get_or_create(pk=PerformanceSettings.SINGLETON_ID)
        self.client, self.analyst = Client(), make_user(Role.BAPPEDA, self.other)
        self.client.force_login(self.analyst)

    def _agree(self) -> None:
        """The agreement of the closed year, signed; documents speak of it."""
        version = PlanVersion.objects.get(document=PlanDocument.RENJA, year=CLOSED)
        row = PerformanceAgreement.objects.create(
            organization=self.unit, year=CLOSED, version=version, state=AgreementState.SIGNED,
            signed_on=date(CLOSED, 1, 15),
        )  # fmt: skip
        row.indicators.set(self.indicators[1:3])

    def _measured(self, node: PlanNode) -> Indicator:
        row = make_indicator(node, self.unit, is_iku=node.level == NodeLevel.SASARAN_PD)
        make_target(row, 40, q1=10, q2=20, q3=30, q4=40)
        make_period_target(row, baseline=5, end_target=200)
        make_realization(row, 3, 4, 5, 27)
        return row

    @property
    def accountable(self) -> Indicator:
        """The indicator of the unit's goal, marked as a main one."""
        return self.indicators[1]


def _city_goal() -> PlanNode:
    vision = make_node(None, NodeLevel.VISI)
    mission = make_node(None, NodeLevel.MISI, vision)
    return make_node(None, NodeLevel.SASARAN, make_node(None, NodeLevel.TUJUAN, mission))


def shown(book: Book) -> dict[str, Any]:
    """Every document, public page and open datum of the closed year, by name."""
    found: dict[str, Any] = {}
    for document in DOCUMENTS:
        if document.slug in ("lke-lhe", "sakip-peringkat"):
            continue  # no figures of the plan
        report = REPORTS.find(document.slug)()
        params = report.resolve(document.natural(book.unit.code))
        data = report.data(params)
        found[str(document)] = CLOCK.sub("", marked_page(report, data))
        found[f"{document}: tabel"] = [list(table.rows) for table in data.tables]
    found["beranda"] = public_pages.home(CLOSED)
    found["unit"] = public_pages.organization(book.unit, CLOSED)
    found["ringkasan"] = summarize(book.unit, CLOSED)
    for row in Indicator.objects.order_by("pk"):
        points = [point for point in indicator_history(row) if point.year == CLOSED]
        found[f"indikator {row.pk}"] = points
    found["kinerja"] = list(performance_rows(CLOSED, 0, None))
    found["anggaran"] = list(budget_rows(CLOSED, 0, None))
    entry = load_entry(EntryKey(book.unit.pk, CLOSED, 4))
    figures = [replace(one, source=replace(one.source, feed="")) for one in entry.figures]
    found["pengisian"] = replace(entry, figures=tuple(figures))  # who fills it is no figure
    return found


def differences(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    return {name for name in before if before[name] != after.get(name)}
