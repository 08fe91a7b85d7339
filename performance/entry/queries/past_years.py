"""Years that are over and whose figures came in by import: what there is, and what is accepted."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from organizations.formatting import QUARTERS
from organizations.models import Organization
from performance.choices import SubmissionState
from performance.models import BudgetRealization, Realization, Submission


@dataclass(frozen=True)
class PastUnit:
    """A unit's quarters with figures that nobody has handed in, and how many figures they hold."""

    unit: Organization
    quarters: tuple[int, ...]
    figures: int

    @property
    def shown(self) -> str:
        return ", ".join(["0", "I", "II", "III", "IV"][quarter] for quarter in self.quarters)


@dataclass(frozen=True)
class PastYear:
    """What one act would accept, and what it leaves alone because its way has begun."""

    year: int
    units: list[PastUnit]
    under_way: int
    accepted: int

    @property
    def quarters(self) -> int:
        return sum(len(unit.quarters) for unit in self.units)

    @property
    def figures(self) -> int:
        return sum(unit.figures for unit in self.units)


def years_to_accept(before: int) -> list[int]:
    """Years before this one with figures, newest first."""
    years: set[int] = set()
    for model in (Realization, BudgetRealization):
        rows = model.objects.filter(year__lt=before).order_by()
        years.update(rows.values_list("year", flat=True).distinct())
    return sorted(years, reverse=True)


def past_year(year: int) -> PastYear:
    """Every unit's quarters of the year that hold a figure and are still open, by code."""
    counts = _counts(year)
    states = {
        (row.organization_id, row.quarter): row.state
        for row in Submission.objects.filter(year=year)
    }
    units = Organization.objects.in_bulk({unit for unit, _ in counts})
    found = []
    for unit in sorted(units.values(), key=lambda unit: unit.code):
        open_quarters = tuple(
            quarter
            for quarter in QUARTERS
            if counts.get((unit.pk, quarter))
            and states.get((unit.pk, quarter), SubmissionState.DRAFT) in SubmissionState.open()
        )
        if open_quarters:
            figures = sum(counts[unit.pk, quarter] for quarter in open_quarters)
            found.append(PastUnit(unit, open_quarters, figures))
    accepted = sum(state == SubmissionState.ACCEPTED for state in states.values())
    under_way = sum(
        state in (SubmissionState.SUBMITTED, SubmissionState.VERIFIED) for state in states.values()
    )
    return PastYear(year, found, under_way, accepted)


def _counts(year: int) -> dict[tuple[int, int], int]:
    counts: dict[tuple[int, int], int] = defaultdict(int)
    for model, name in ((Realization, "k"), (BudgetRealization, "rp")):
        filled: dict[str, Any] = {
            f"n{quarter}": Count("pk", filter=Q(**{f"{name}{quarter}__isnull": False}))
            for quarter in QUARTERS
        }
        rows: Any = model.objects.filter(year=year).exclude(organization=None).order_by()
        for row in rows.values("organization_id").annotate(**filled):
            for quarter in QUARTERS:
                counts[row["organization_id"], quarter] += row[f"n{quarter}"]
    return counts
