"""The contexts of the public pages, put together from the public queries."""

from __future__ import annotations

from typing import Any

from organizations.models import Organization
from performance.choices import NodeLevel
from performance.models import Indicator
from performance.queries import public, public_units
from reports.queries.published import published_documents


def home(year: int) -> dict[str, Any]:
    lines = public_units.unit_lines(year)
    return {
        "moment": public.latest_moment(year),
        "lines": lines,
        "headline": public_units.headline(lines),
        "goals": public.city_goals(year),
        "documents": published_documents(limit=6),
    }


def organization(unit: Organization, year: int | None) -> dict[str, Any]:
    if year is None:
        return {"goals": [], "programs": [], "documents": []}
    goals = Indicator.objects.active().filter(
        node__organization=unit, node__level__in=[NodeLevel.TUJUAN_PD, NodeLevel.SASARAN_PD]
    )
    programs = Indicator.objects.active().filter(
        node__organization=unit, node__level=NodeLevel.PROGRAM
    )
    return {
        "goals": public.results(goals.order_by("node__order", "order"), year),
        "outcomes": public.results(programs.order_by("node__code", "order"), year),
        "programs": public_units.program_lines(unit, year),
        "documents": published_documents(organization=unit, limit=20),
        "line": next((li for li in public_units.unit_lines(year) if li.code == unit.code), None),
    }


def indicator(row: Indicator) -> dict[str, Any]:
    history = public.indicator_history(row)
    filled = [point for point in history if point.realized is not None]
    return {"history": history, "latest": filled[-1] if filled else None}
