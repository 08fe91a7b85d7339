"""What the facts of a SAKIP sheet count of a unit's year: results, quarters, reports, evaluations.

Eleven statements, whatever the size of the unit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, FilteredRelation, Min, OuterRef, Q

from organizations.models import Organization
from performance.choices import FollowUpState, NodeLevel, SakipState, SubmissionState
from performance.entry.queries.completeness import HANDED_IN
from performance.evaluation.queries.evaluation import Evaluation
from performance.evaluation.queries.goals import Measure, Sources, goal_of
from performance.evaluation.queries.lkjip import STRATEGIC
from performance.evaluation.queries.results import city_scheme
from performance.models import (
    EvidenceLink,
    Indicator,
    ReportingWindow,
    SakipEdition,
    Submission,
)
from performance.plan.queries.rollup import Money
from reports.choices import JobState
from reports.models import ReportJob

LKJIP = "lkjip-opd"
FULL = 100  # per cent: the target is reached


@dataclass(frozen=True)
class Goals:
    """Indicators the LKjIP measures: those of tujuan and sasaran, lacking those of programs."""

    kind: str
    total: int = 0
    targeted: int = 0
    realized: int = 0
    measured: int = 0
    met: int = 0
    explained: int = 0  # of those below 100 %
    proven: int = 0  # of those realised
    iku: int = 0
    iku_before: int = 0  # of the IKU, those with a target in the year before

    @property
    def below(self) -> int:
        return self.measured - self.met


def read_goals(unit: Organization, year: int) -> Goals:
    """The figures of the LKjIP, by the same reader (`goals.Sources`)."""
    proofs = EvidenceLink.objects.filter(indicator=OuterRef("pk"), year=year)
    wanted = Q(node__level__in=(*STRATEGIC, NodeLevel.PROGRAM)) | Q(is_iku=True)
    indicators = Indicator.objects.in_year(year).filter(wanted, node__organization=unit)
    rows = list(indicators.select_related("node").annotate(is_proven=Exists(proofs)))
    sources = Sources.read(rows, year, ())
    main = [row.pk for row in rows if row.is_iku]
    strategic = [row for row in rows if row.node.level in STRATEGIC]
    goals = strategic or [row for row in rows if row.node.level == NodeLevel.PROGRAM]
    measures = _measures(unit, goals, sources)
    realized = {m.indicator.pk for m in measures if m.now.realized is not None}
    marks = [m.now.achievement for m in measures if m.now.achievement is not None]
    return Goals(
        kind="tujuan dan sasaran" if strategic else "program",
        total=len(measures),
        targeted=sum(m.now.target is not None for m in measures),
        realized=len(realized),
        measured=len(marks),
        met=sum(mark >= FULL for mark in marks),
        explained=sum(bool(m.notes) for m in measures if _is_below(m)),
        proven=sum(row.is_proven for row in goals if row.pk in realized),
        iku=len(main),
        iku_before=sum(_had_target(sources, pk) for pk in main),
    )


def _had_target(sources: Sources, pk: int) -> bool:
    """Whether it, or the indicator it continues, had a target in the year before."""
    planned = sources.targets.get((pk, sources.year - 1))
    return bool(planned and planned[-1].target is not None)


def _measures(
    unit: Organization, indicators: Sequence[Indicator], sources: Sources
) -> list[Measure]:
    """Their measures as the LKjIP has them; the programs that support a goal are not asked for."""
    form = Evaluation(unit, sources.year, 4, (), Money(), {}, "")
    scheme = city_scheme()
    nodes = {row.node_id: row.node for row in indicators}
    found = [goal_of(node, sources, form, scheme) for node in nodes.values()]
    return [measure for goal in found for measure in goal.measures]


def _is_below(measure: Measure) -> bool:
    return measure.now.achievement is not None and measure.now.achievement < FULL


@dataclass(frozen=True)
class Quarters:
    """Quarters of the year: handed in (or further), accepted, in time, verified by the head."""

    is_scheduled: bool
    handed_in: int
    accepted: int
    on_time: int
    verified: int


def read_quarters(unit: Organization, year: int) -> Quarters:
    accepted = Q(state=SubmissionState.ACCEPTED)
    counts = Submission.objects.filter(organization=unit, year=year, state__in=HANDED_IN).aggregate(
        handed_in=Count("pk"),
        accepted=Count("pk", filter=accepted),
        on_time=Count("pk", filter=accepted & Q(is_late=False)),
        verified=Count("pk", filter=Q(verified_by__isnull=False)),
    )
    return Quarters(ReportingWindow.objects.filter(year=year).exists(), **counts)


@dataclass(frozen=True)
class Reports:
    """Finished LKjIP of the year; drafts hold figures that were not accepted."""

    made: int
    drafts: int
    published: int
    first: datetime | None


def read_reports(unit: Organization, year: int) -> Reports:
    final = Q(is_draft=False)
    rows = ReportJob.objects.filter(
        slug=LKJIP, organization=unit, year=year, state=JobState.DONE
    ).order_by()
    counts = rows.aggregate(
        made=Count("pk", filter=final),
        drafts=Count("pk", filter=~final),
        published=Count("pk", filter=Q(is_public=True)),
        first=Min("finished_at", filter=final),
    )
    return Reports(**counts)


@dataclass(frozen=True)
class Evaluated:
    """The evaluation of one year; without an announced result it has no total."""

    total: Decimal | None = None
    predicate: str = ""
    asked: int = 0
    done: int = 0  # recommendations that are done and confirmed


def read_evaluations(unit: Organization, years: Sequence[int]) -> dict[int, Evaluated]:
    """By year that has an edition; what is not announced yet stays with the evaluators."""
    own = FilteredRelation("evaluations", condition=Q(evaluations__organization=unit))
    done = Q(
        own__recommendations__state=FollowUpState.DONE,
        own__recommendations__verified_by__isnull=False,
    )
    rows: Any = SakipEdition.objects.filter(year__in=years).order_by().annotate(own=own)
    rows = rows.values("year", "own__state", "own__total", "own__predicate").annotate(
        asked=Count("own__recommendations"), done=Count("own__recommendations", filter=done)
    )
    return {
        row["year"]: Evaluated(row["own__total"], row["own__predicate"], row["asked"], row["done"])
        if row["own__state"] == SakipState.FINAL
        else Evaluated()
        for row in rows
    }


@dataclass(frozen=True)
class Results:
    """Everything counted about what was done."""

    goals: Goals
    quarters: Quarters
    reports: Reports
    evaluations: Mapping[int, Evaluated]  # by year


def read_results(unit: Organization, year: int) -> Results:
    return Results(
        goals=read_goals(unit, year),
        quarters=read_quarters(unit, year),
        reports=read_reports(unit, year),
        evaluations=read_evaluations(unit, (year - 2, year - 1)),
    )
