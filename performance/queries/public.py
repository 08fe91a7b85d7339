"""What everybody may see: accepted figures only, in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, QuerySet

from organizations.models import Organization
from performance import formulas
from performance.choices import NodeLevel, PlanDocument, SubmissionState
from performance.formulas import BandScheme
from performance.models import (
    Indicator,
    PerformanceSettings,
    PlanNode,
    Realization,
    Submission,
    YearTarget,
)
from performance.queries.policies import policy_of

Accepted = dict[int, frozenset[int]]  # unit → accepted quarters of one year


@dataclass(frozen=True)
class Moment:
    """The last quarter of a year that is accepted for at least one unit."""

    year: int
    quarter: int
    accepted: int
    units: int

    @property
    def is_complete(self) -> bool:
        return self.accepted == self.units


@dataclass(frozen=True)
class Result:
    """One indicator in one year, up to the last accepted quarter of its unit."""

    pk: int
    name: str
    unit: str
    organization_id: int
    organization_name: str
    level: str
    polarity: str
    decimals: int
    target: Decimal | None
    year_target: Decimal | None
    realized: Decimal | None
    achievement: Decimal | None
    exact: Decimal | None  # the same before rounding: means are taken of this
    band: str
    tone: str
    quarters: tuple[Decimal | None, ...]
    last_quarter: int

    @property
    def is_full_year(self) -> bool:
        return self.last_quarter == 4


def city_scheme() -> BandScheme:
    """The scale of performance this city has chosen."""
    return formulas.find_scheme(PerformanceSettings.current().band_scheme)


def public_years() -> list[int]:
    """Years with accepted figures, newest first."""
    rows = Submission.objects.filter(state=SubmissionState.ACCEPTED)
    return list(rows.values_list("year", flat=True).distinct().order_by("-year"))


def latest_moment(year: int) -> Moment | None:
    """The latest quarter of the year with an accepted entry, and how many units it covers."""
    accepted = Submission.objects.filter(year=year, state=SubmissionState.ACCEPTED)
    row = accepted.values("quarter").annotate(n=Count("organization")).order_by("-quarter").first()
    if row is None:
        return None
    return Moment(year, row["quarter"], row["n"], Organization.objects.reporting().count())


def accepted_quarters(year: int) -> Accepted:
    rows = Submission.objects.filter(year=year, state=SubmissionState.ACCEPTED)
    found: dict[int, set[int]] = defaultdict(set)
    for unit, quarter in rows.values_list("organization_id", "quarter"):
        found[unit].add(quarter)
    return {unit: frozenset(quarters) for unit, quarters in found.items()}


def results(indicators: QuerySet[Indicator], year: int) -> list[Result]:
    """The results of many indicators in four queries."""
    rows = list(indicators.select_related("organization", "node"))
    ids = [row.pk for row in rows]
    accepted = accepted_quarters(year)
    targets = _targets(ids, year)
    realized = {r.indicator_id: r for r in Realization.objects.filter(indicator__in=ids, year=year)}
    scheme = city_scheme()
    return [
        _result(
            row,
            targets.get(row.pk),
            realized.get(row.pk),
            accepted.get(row.organization_id, frozenset()),
            scheme,
        )
        for row in rows
    ]


def _targets(ids: Sequence[int], year: int) -> dict[int, YearTarget]:
    """The target of the latest version of the yearly plan."""
    rows = YearTarget.objects.filter(
        indicator__in=ids, year=year, version__document=PlanDocument.RENJA
    )
    return {row.indicator_id: row for row in rows.order_by("version__sequence")}


def _result(
    row: Indicator,
    target: YearTarget | None,
    realized: Realization | None,
    accepted: frozenset[int],
    scheme: BandScheme,
) -> Result:
    values = realized.quarters if realized else (None,) * 4
    shown = tuple(value if q in accepted else None for q, value in enumerate(values, start=1))
    last = max((q for q in accepted), default=0)
    due = target_to_date(row, target, last)
    value = formulas.accumulate(shown, row.accumulation)
    policy = policy_of(row)
    high = target.target_high if target else None
    exact = formulas.limited(formulas.raw_achievement(due, value, policy, due, high), policy)
    reached = formulas.rounded(exact, policy.decimals)
    mark = formulas.band(reached, scheme)
    return Result(
        pk=row.pk,
        name=row.name,
        unit=row.unit,
        organization_id=row.organization_id,
        organization_name=row.organization.short_name,
        level=row.node.get_level_display(),
        polarity=row.polarity,
        decimals=row.decimals,
        target=due,
        year_target=target.target if target else None,
        realized=value,
        achievement=reached,
        exact=exact,
        band=mark.label if mark else "",
        tone=mark.tone if mark else "neutral",
        quarters=shown,
        last_quarter=last,
    )


def target_to_date(row: Indicator, target: YearTarget | None, quarter: int) -> Decimal | None:
    """What should be reached by the end of the quarter; without any, the year's target."""
    if target is None:
        return None
    if quarter == 0:
        return target.target
    planned = (target.q1, target.q2, target.q3, target.q4)
    return formulas.target_to_quarter(target.target, planned, quarter, row.accumulation)


def city_goals(year: int) -> list[tuple[str, list[Result]]]:
    """Sasaran of the city with their indicators."""
    found = results(
        Indicator.objects.active()
        .filter(
            node__level=NodeLevel.SASARAN,
            node__period__start_year__lte=year,
            node__period__end_year__gte=year,
        )
        .order_by("node__code", "order"),
        year,
    )
    names = dict(PlanNode.objects.filter(level=NodeLevel.SASARAN).values_list("indicators", "name"))
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in found:
        groups[names[result.pk]].append(result)
    return list(groups.items())


@dataclass(frozen=True)
class YearPoint:
    year: int
    target: Decimal | None
    realized: Decimal | None
    achievement: Decimal | None
    band: str
    tone: str
    last_quarter: int


def indicator_history(indicator: Indicator) -> list[YearPoint]:
    """Every year of the indicator with accepted figures, oldest first, in three queries."""
    realized = {r.year: r for r in indicator.realizations.all()}
    targets = {
        t.year: t
        for t in indicator.year_targets.filter(version__document=PlanDocument.RENJA).order_by(
            "version__sequence"
        )
    }
    accepted: dict[int, set[int]] = defaultdict(set)
    for year, quarter in Submission.objects.filter(
        organization=indicator.organization_id, state=SubmissionState.ACCEPTED
    ).values_list("year", "quarter"):
        accepted[year].add(quarter)
    scheme = city_scheme()
    points = []
    for year in sorted(set(targets) | set(realized)):
        row = _result(
            indicator,
            targets.get(year),
            realized.get(year),
            frozenset(accepted[year]),
            scheme,
        )
        points.append(
            YearPoint(
                year,
                row.target,
                row.realized,
                row.achievement,
                row.band,
                row.tone,
                row.last_quarter,
            )
        )
    return points
