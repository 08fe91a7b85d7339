"""The contexts of the public pages, put together from the public queries."""

from __future__ import annotations

from datetime import date
from typing import Any

from organizations.models import Organization
from performance.choices import NodeLevel
from performance.evaluation.queries import results
from performance.evaluation.queries.indicator_history import indicator_history
from performance.models import Indicator
from performance.overview.queries import public_units
from performance.plan.queries.joined import joins_of, told_of
from performance.plan.queries.version_changes import target_changes
from performance.sakip.queries.ranking import announced_results
from reports.queries.published import published_documents
from surveys.public.queries.front import units_of


def home(year: int) -> dict[str, Any]:
    frame = results.Frame.read(year)
    lines = public_units.unit_lines(frame)
    return {
        "moment": frame.moment(len(lines)),
        "lines": lines,
        "headline": public_units.headline(lines, frame.scheme),
        "goals": results.city_goals(frame),
        "documents": published_documents(limit=6),
    }


def organization(unit: Organization, year: int | None) -> dict[str, Any]:
    always = {"sakip": announced_results(unit), "service_units": units_of(unit)}
    if year is None:
        return {"goals": [], "programs": [], "documents": [], **always}
    frame = results.Frame.read(year)
    goals = Indicator.objects.in_year(year).filter(
        node__organization=unit, node__level__in=[NodeLevel.TUJUAN_PD, NodeLevel.SASARAN_PD]
    )
    programs = Indicator.objects.in_year(year).filter(
        node__organization=unit, node__level=NodeLevel.PROGRAM
    )
    lines = public_units.unit_lines(frame)
    return {
        "moment": frame.moment(len(lines)),
        "goals": results.results(goals.order_by("node__order", "order"), frame),
        "outcomes": results.results(programs.order_by("node__code", "order"), frame),
        "programs": public_units.program_lines(unit, frame),
        "documents": published_documents(organization=unit, limit=20),
        **always,
        "line": next((line for line in lines if line.code == unit.code), None),
    }


def indicator(row: Indicator) -> dict[str, Any]:
    history = indicator_history(row)
    filled = [point for point in history if point.realized is not None]
    return {
        "history": history,
        "latest": filled[-1] if filled else None,
        "changes": target_changes(row),
        "origins": told_of(joins_of([row.pk], date.max.year).get(row.pk, ())),
    }
