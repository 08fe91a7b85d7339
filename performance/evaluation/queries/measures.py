"""One indicator of a goal over the years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from performance import formulas
from performance.choices import PlanDocument
from performance.evaluation.queries.source import ends_of
from performance.formulas import NOTHING, BandScheme, Bounds
from performance.models import (
    Indicator,
    PeriodTarget,
    PlanNode,
    PlanVersion,
    RowNote,
    YearTarget,
)
from performance.plan.queries import lineage
from performance.plan.queries.past import Past, first_year, pasts_of
from performance.plan.queries.policies import end_of, plan_of, policy_of, scheme_of
from performance.plan.queries.versions import PAIRS

HISTORY_YEARS = 5


@dataclass(frozen=True)
class YearFigure:
    """One year of an indicator; `exact` is the achievement before rounding."""

    year: int
    target: Decimal | None
    target_high: Decimal | None  # of a range
    first_target: Decimal | None  # of the first version, where a later one differs
    quarters: tuple[Decimal | None, ...]
    realized: Decimal | None
    exact: Decimal | None
    achievement: Decimal | None
    problem: str = ""  # why the achievement cannot be computed
    first_high: Decimal | None = None

    @property
    def due(self) -> Bounds:
        return Bounds(self.target, self.target_high)

    @property
    def first(self) -> Bounds:
        return Bounds(self.first_target, self.first_high)

    @property
    def last_quarter(self) -> int:
        """The last quarter with a figure; 0 for none."""
        return formulas.last_filled(self.quarters)


@dataclass(frozen=True)
class QuarterNote:
    quarter: int
    driving: str
    inhibiting: str
    follow_up: str


@dataclass(frozen=True)
class Measure:
    """An indicator of a goal with everything the required comparisons need."""

    indicator: Indicator
    years: tuple[YearFigure, ...]  # oldest first; the last one is the reported year
    baseline: Decimal | None
    end_target: Decimal | None
    progress: Decimal | None  # percent of the target at the end of the period
    band: str
    tone: str
    notes: tuple[QuarterNote, ...] = ()
    end_high: Decimal | None = None  # of a range
    progress_problem: str = ""  # why the progress cannot be computed

    @property
    def end(self) -> Bounds:
        return Bounds(self.end_target, self.end_high)

    @property
    def now(self) -> YearFigure:
        return self.years[-1]

    @property
    def before(self) -> YearFigure | None:
        """The latest earlier year with a realisation."""
        known = [point for point in self.years[:-1] if point.realized is not None]
        return known[-1] if known else None

    @property
    def standard_gap(self) -> Decimal | None:
        standard = self.indicator.national_standard
        if standard is None or self.now.realized is None:
            return None
        return self.now.realized - standard


def indicators_of(nodes: Iterable[PlanNode], year: int) -> list[Indicator]:
    rows = Indicator.objects.active(year).filter(node__in=[node.pk for node in nodes])
    return list(rows.select_related("node", "organization").order_by("order", "pk"))


@dataclass(frozen=True)
class Sources:
    year: int
    indicators: dict[int, list[Indicator]]  # by node
    targets: dict[tuple[int, int], list[YearTarget]]  # all versions, first to last
    pasts: dict[int, Past]
    period: dict[int, PeriodTarget]
    notes: dict[int, list[QuarterNote]]

    @classmethod
    def read(
        cls, indicators: Sequence[Indicator], year: int, period: Sequence[PlanVersion]
    ) -> Sources:
        """`period` is the chain of versions the end targets are taken from."""
        ids = [row.pk for row in indicators]
        by_node: dict[int, list[Indicator]] = defaultdict(list)
        for row in indicators:
            by_node[row.node_id].append(row)
        first = year - HISTORY_YEARS + 1
        return cls(
            year=year,
            indicators=by_node,
            targets=_targets(ids, range(first, year + 1)),
            pasts=pasts_of(indicators, year, since=min(first, first_year(year))),
            period=ends_of(indicators, year, period),
            notes=_notes(ids, year),
        )


def _targets(ids: Sequence[int], span: range) -> dict[tuple[int, int], list[YearTarget]]:
    """Targets of every version, first to last; the Perjanjian Kinerja's own where there is one.

    A year before an indicator existed has the targets of the one it continues.
    """
    lines = lineage.ancestors_of(ids)
    wanted = {*ids, *(pk for line in lines.values() for pk in line)}
    versions = PlanVersion.objects.in_force().filter(document__in=PAIRS[PlanDocument.PK])
    rows = YearTarget.objects.filter(indicator__in=wanted, year__in=span, version__in=versions)
    found: dict[tuple[int, int], list[YearTarget]] = defaultdict(list)
    for row in rows.select_related("version").order_by("version__sequence"):
        found[row.indicator_id, row.year].append(row)
    for key, planned in found.items():
        agreed = [row for row in planned if row.version.document == PlanDocument.PK]
        found[key] = agreed or planned
    for own, line in lines.items():
        for year in span:
            source = next((pk for pk in (own, *line) if (pk, year) in found), own)
            if source != own:
                found[own, year] = found[source, year]
    return found


def _notes(ids: Sequence[int], year: int) -> dict[int, list[QuarterNote]]:
    found: dict[int, list[QuarterNote]] = defaultdict(list)
    rows = RowNote.objects.filter(indicator__in=ids, year=year).order_by("quarter")
    for row in rows:
        if row.driving or row.inhibiting or row.follow_up:
            note = QuarterNote(row.quarter, row.driving, row.inhibiting, row.follow_up)
            found[row.indicator_id].append(note)
    return found


def measure(indicator: Indicator, sources: Sources, scheme: BandScheme) -> Measure:
    first = sources.year - HISTORY_YEARS + 1
    points = [_year_figure(indicator, year, sources) for year in range(first, sources.year + 1)]
    while len(points) > 1 and points[0].realized is None and points[0].due == NOTHING:
        points = points[1:]
    now = points[-1]
    period = sources.period.get(indicator.pk)
    end = end_of(indicator, period)
    mark = formulas.band(now.achievement, scheme_of(indicator, scheme))
    to_date = sources.pasts[indicator.pk].to_date(indicator, sources.year)
    progress = formulas.measured(end, to_date, policy_of(indicator))
    return Measure(
        indicator=indicator,
        years=tuple(points),
        baseline=period.baseline if period else None,
        end_target=end.low,
        end_high=end.high,
        progress=formulas.rounded(progress.raw, 2),
        progress_problem=progress.problem,
        band=mark.label if mark else "",
        tone=mark.tone if mark else "neutral",
        notes=tuple(sources.notes.get(indicator.pk, ())),
    )


def _year_figure(indicator: Indicator, year: int, sources: Sources) -> YearFigure:
    planned = sources.targets.get((indicator.pk, year), [])
    plan = plan_of(indicator, planned[-1] if planned else None)
    first = plan_of(indicator, planned[0] if planned else None).year
    first = first if first != plan.year else NOTHING
    row = sources.pasts[indicator.pk].held.get(year)
    quarters = row.quarters if row else (None,) * 4
    realized = formulas.accumulate(quarters, indicator.accumulation)
    last = formulas.last_filled(quarters) or len(quarters)
    found = formulas.measured_in_year(
        plan, realized, last, policy_of(indicator), indicator.accumulation
    )
    return YearFigure(
        year=year,
        target=plan.year.low,
        target_high=plan.year.high,
        first_target=first.low,
        first_high=first.high,
        quarters=quarters,
        realized=realized,
        exact=found.exact,
        achievement=formulas.rounded(found.exact, 2),
        problem=found.problem,
    )
