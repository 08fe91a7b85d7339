"""One indicator over the years, as the public sees it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from performance.choices import SubmissionState
from performance.evaluation.queries.results import Targets, city_scheme, result_of
from performance.formulas import Bounds
from performance.models import (
    Indicator,
    Realization,
    Submission,
)
from performance.plan.queries.lineage import ancestors_of
from performance.plan.queries.versions import annual_chains, plan_years


@dataclass(frozen=True)
class YearPoint:
    year: int
    target: Decimal | None
    realized: Decimal | None
    achievement: Decimal | None
    band: str
    tone: str
    last_quarter: int
    target_text: str
    realized_text: str
    achievement_text: str
    problem: str
    due: Bounds


def indicator_history(indicator: Indicator) -> list[YearPoint]:
    """Every year with accepted figures, oldest first; years of the indicators this one
    continues included, each with the quarters accepted for the unit it was then."""
    line = [indicator.pk, *ancestors_of([indicator.pk]).get(indicator.pk, [])]
    owners = dict(Indicator.objects.filter(pk__in=line).values_list("pk", "organization"))
    realized = {(r.indicator_id, r.year): r for r in Realization.objects.filter(indicator__in=line)}
    targets = Targets.read(line, annual_chains(plan_years()))
    accepted = _accepted_of(owners.values())
    scheme, points = city_scheme(), []
    years = {year for _, year in realized} | {y for ys in targets.years.values() for y in ys}
    for year in sorted(years & set(targets.chains)):
        source = next(
            pk for pk in line if (pk, year) in realized or year in targets.years.get(pk, ())
        )
        quarters = frozenset(accepted[owners[source], year])
        target = targets.of(source, year, max(quarters, default=0))
        row = result_of(indicator, target, realized.get((source, year)), quarters, scheme)
        points.append(
            YearPoint(
                year,
                row.target,
                row.realized,
                row.achievement,
                row.band,
                row.tone,
                row.last_quarter,
                row.target_text,
                row.realized_text,
                row.achievement_text,
                row.problem,
                row.due,
            )
        )
    return points


def _accepted_of(units: Iterable[int]) -> dict[tuple[int, int], set[int]]:
    """Accepted quarters by unit and year."""
    rows = Submission.objects.filter(organization__in=units, state=SubmissionState.ACCEPTED)
    found: dict[tuple[int, int], set[int]] = defaultdict(set)
    for unit, year, quarter in rows.values_list("organization", "year", "quarter"):
        found[unit, year].add(quarter)
    return found
