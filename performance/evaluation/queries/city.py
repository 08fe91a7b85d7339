"""The rows of Formulir E.60: every unit of the city, one year, up to one quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from organizations.models import Organization
from performance.choices import BUDGET_LEVELS, PlanDocument, SubmissionState
from performance.evaluation.queries.acceptance import Acceptance, read_acceptance
from performance.evaluation.queries.averages import (
    Average,
    averaged_rows,
    averages_of,
    rows_with_money,
)
from performance.evaluation.queries.evaluation import form_rows, total_of
from performance.evaluation.queries.row import Row
from performance.evaluation.queries.source import read_sources
from performance.models import PerformanceSettings, PlanVersion, Submission
from performance.plan.queries import versions
from performance.plan.queries.city_plan import CityPlan, read_city_plan
from performance.plan.queries.rollup import Money
from performance.plan.queries.units import units_in


@dataclass(frozen=True)
class CityEvaluation:
    """The form of all units (or of some), with the state of their entries."""

    year: int
    quarter: int
    rows: tuple[Row, ...]
    total: Money
    averages: dict[str, Average]
    average_level: str
    units: tuple[Organization, ...]
    plan: CityPlan
    acceptance: Acceptance
    period: tuple[PlanVersion, ...] = ()
    annual: tuple[PlanVersion, ...] = ()
    submissions: tuple[Submission, ...] = field(default=())

    @property
    def versions(self) -> dict[str, str]:
        return versions.names_of(self.period, self.annual)

    @property
    def reached(self) -> int:
        """The quarter the form speaks of: the one asked for, or the last one with figures."""
        return min(self.quarter, self.acceptance.last_quarter or self.quarter)

    @property
    def accepted(self) -> int:
        """Units whose quarter, as far as the form reaches, has been accepted."""
        return sum(
            s.quarter == self.reached and s.state == SubmissionState.ACCEPTED
            for s in self.submissions
        )

    @property
    def is_draft(self) -> bool:
        return self.acceptance.is_draft


def evaluate_city(
    year: int,
    quarter: int,
    levels: Sequence[str] = BUDGET_LEVELS,
    units: Sequence[Organization] | None = None,
    documents: tuple[str, str] = (PlanDocument.RPJMD, PlanDocument.RKPD),
) -> CityEvaluation:
    """Every unit's rows in one form, in a constant number of queries.

    `levels` are the printed levels; sums and means always rest on the whole tree.
    """
    known = units_in(year) if units is None else list(units)
    period = versions.chain_for(documents[0], year, quarter)
    annual = versions.chain_for(documents[1], year, quarter)
    settings = PerformanceSettings.as_of(year)
    wanted = {*levels, settings.average_level} & set(BUDGET_LEVELS) | {BUDGET_LEVELS[0]}
    sources = read_sources([unit.pk for unit in known], year, period, annual, sorted(wanted))
    plan = read_city_plan(year)
    rows = list(form_rows(year, quarter, sources))
    level, chosen = averaged_rows(tuple(rows), settings.average_level)
    goals = {node.pk: plan.sasaran_of(node) for node in plan.nodes.values()}
    printed = tuple(_with_goal(row, goals) for row in rows if row.is_heading or row.level in levels)
    submissions = Submission.objects.filter(organization__in=known, year=year)
    return CityEvaluation(
        year=year,
        quarter=quarter,
        rows=printed,
        total=total_of(sources),
        averages=averages_of(
            chosen, rows_with_money(rows, settings.average_level), settings.band_scheme
        ),
        average_level=level,
        units=tuple(known),
        plan=plan,
        acceptance=read_acceptance(known, year, quarter),
        period=tuple(period),
        annual=tuple(annual),
        submissions=tuple(submissions.select_related("organization")),
    )


def _with_goal(row: Row, goals: dict) -> Row:
    """On a program of the city's form stands the sasaran of the city it serves."""
    if row.level != BUDGET_LEVELS[0]:
        return row
    goal = goals.get(row.parent_id)
    return replace(row, sasaran=goal.name if goal else "", goal_id=goal.pk if goal else None)
