"""One line of a yearly form, the whole form, and the means under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from organizations.models import Organization
from performance import formulas
from performance.choices import Polarity
from performance.evaluation.queries.acceptance import Acceptance
from performance.evaluation.queries.averages import Average, average_of
from performance.formulas import Bounds
from performance.models import (
    Indicator,
    PeriodTarget,
    PlanningPeriod,
    PlanVersion,
    Submission,
    YearTarget,
)
from performance.plan.queries import versions
from performance.plan.queries.policies import end_of, plan_of

Values = tuple[Decimal | None, ...]


@dataclass(frozen=True)
class YearsRow:
    """One line of a yearly form; tuples hold one value for each year of the period."""

    level: str
    full_code: str
    name: str
    sasaran: str
    indicator: str
    unit: str
    node_id: int | None
    indicator_id: int | None
    has_money: bool
    baseline: Decimal | None
    end_k: Decimal | None
    end_rp: Decimal | None
    targets_k: Values
    targets_rp: Values
    realized_k: Values
    realized_rp: Values
    columns: formulas.E58Columns
    owner: str = ""
    organization_id: int | None = None
    weight: Decimal = Decimal(1)
    notes: tuple[str, ...] = ()
    scale: str = ""  # set where figures stand for words or days
    before_k: Decimal | None = None  # column 6 of the E.81 of the evaluated year
    before_rp: Decimal | None = None
    end_high: Decimal | None = None  # upper bounds of a range
    targets_high: Values = ()

    @property
    def end(self) -> Bounds:
        return Bounds(self.end_k, self.end_high)

    @property
    def targets(self) -> tuple[Bounds, ...]:
        highs = self.targets_high or (None,) * len(self.targets_k)
        return tuple(Bounds(low, high) for low, high in zip(self.targets_k, highs, strict=True))


@dataclass(frozen=True)
class Quantities:
    """K of a row: by year, over the period, and what was only carried in."""

    targets: Values
    realized: Values
    baseline: Decimal | None = None
    end: Decimal | None = None
    before: Decimal | None = None
    to_date: Decimal | None = None
    since: int | None = None  # the year into which `carried` was brought
    carried: Decimal | None = None
    told: tuple[str, ...] = ()  # of indicators that joined

    @classmethod
    def none(cls, years: int) -> Quantities:
        return cls((None,) * years, (None,) * years)


@dataclass(frozen=True)
class Spending:
    """Rp of a row with everything below it."""

    pagu: Values
    spent: Values
    end: Decimal | None = None
    before: Decimal | None = None
    to_date: Decimal | None = None
    carried: Decimal | None = None

    @classmethod
    def none(cls, years: int) -> Spending:
        return cls((None,) * years, (None,) * years)


@dataclass(frozen=True)
class YearsEvaluation:
    unit: Organization | None  # None: the city
    period: PlanningPeriod | None
    year: int  # realisations up to this year
    rows: tuple[YearsRow, ...]
    averages_k: tuple[Average, ...]  # by year, then of column 23
    averages_rp: tuple[Average, ...]
    acceptance: Acceptance
    average_level: str = "semua"
    chain: tuple[PlanVersion, ...] = ()
    fallback: tuple[PlanVersion, ...] = ()  # yearly plans that gave what the chain leaves open
    entries: tuple[Submission, ...] = ()  # of the quarters of the year, with their words
    units: tuple[Organization, ...] = ()

    @property
    def years(self) -> range:
        return self.period.years if self.period else range(self.year, self.year + 1)

    @property
    def is_draft(self) -> bool:
        return self.acceptance.is_draft

    @property
    def versions(self) -> dict[str, str]:
        return versions.names_of(self.chain, self.fallback)


def averages_of_years(
    rows: Sequence[YearsRow], years: int, scheme: str, side: str
) -> Iterator[Average]:
    """Means of columns 17 to 21, then of column 23; rupiah take no weight of an indicator."""
    weights = [r.weight if side == "k" else 1 for r in rows]
    for place in range(years):
        ratios = (getattr(r.columns, f"ratios_{side}")[place] for r in rows)
        yield average_of(zip(ratios, weights, strict=True), scheme)
    last = (getattr(r.columns, f"col23_{side}") for r in rows)
    yield average_of(zip(last, weights, strict=True), scheme)


def highs_of(
    indicator: Indicator,
    ends: Mapping[int, PeriodTarget],
    targets: Mapping[tuple[int, int], YearTarget],
    years: Iterable[int],
) -> dict[str, Any]:
    """Upper bounds of the period and of its years where targets are ranges."""
    if indicator.polarity != Polarity.RANGE:
        return {}
    planned = [plan_of(indicator, targets.get((indicator.pk, year))).year for year in years]
    end = end_of(indicator, ends.get(indicator.pk))
    return {"end_high": end.high, "targets_high": tuple(target.high for target in planned)}
