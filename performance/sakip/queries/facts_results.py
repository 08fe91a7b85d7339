"""What the facts of a SAKIP sheet count of a unit's year: results, quarters, reports, evaluations.

Eleven statements, whatever the size of the unit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, FilteredRelation, Min, Q

from organizations.models import Organization
from performance.choices import FollowUpState, SakipState, SubmissionState
from performance.entry.queries.completeness import HANDED_IN
from performance.evaluation.queries.acceptance import PROVISIONAL
from performance.models import (
    ReportingWindow,
    SakipEdition,
    Submission,
)
from performance.sakip.queries.facts_goals import Goals, read_goals
from reports.choices import JobState
from reports.models import ReportJob

LKJIP = "lkjip-opd"


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
    """Finished LKjIP of the year; drafts hold figures that were not accepted, or not yet those of
    the whole year."""

    made: int
    drafts: int
    published: int
    first: datetime | None


def read_reports(unit: Organization, year: int) -> Reports:
    final = Q(is_draft=False) & ~Q(title__contains=PROVISIONAL)
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
