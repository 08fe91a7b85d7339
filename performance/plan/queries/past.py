"""What indicators reached over the years of a period: held here, and carried in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from performance import formulas
from performance.choices import Accumulation
from performance.models import CarriedRealization, Indicator, Realization
from performance.plan.queries import lineage
from performance.plan.queries.versions import current_period


@dataclass(frozen=True)
class Past:
    """Of one indicator with those it continues; `first` is the first year of the period."""

    first: int = 0
    held: dict[int, Realization] = field(default_factory=dict)
    carried: dict[int, Decimal] = field(default_factory=dict)

    def before(self, indicator: Indicator, year: int) -> Decimal | None:
        """Reached in the period before the year (column 6)."""
        held = {
            when: formulas.accumulate(row.quarters, indicator.accumulation)
            for when, row in self.held.items()
        }
        return formulas.realized_before(
            self.carried, held, first=self.first, year=year, method=years_method(indicator)
        )

    def to_date(self, indicator: Indicator, year: int) -> Decimal | None:
        """Reached in the period up to the year and with it (column 13)."""
        row = self.held.get(year)
        return formulas.reached_to_date(
            self.before(indicator, year),
            formulas.accumulate(row.quarters, indicator.accumulation) if row else None,
            adds=indicator.accumulation == Accumulation.SUM and indicator.adds_across_years,
        )

    def since(self, year: int) -> int | None:
        """The year into which the figure was carried that column 6 of `year` begins from."""
        return formulas.carried_since(self.carried, first=self.first, year=year)


def first_year(year: int) -> int:
    """The first year of the period that holds the year."""
    period = current_period(year)
    return period.start_year if period else year


def pasts_of(
    indicators: Sequence[Indicator], year: int, *, since: int | None = None
) -> dict[int, Past]:
    """By indicator, up to the year; years held here also before the period where `since` asks."""
    lines, first = lineage.ancestors_of([row.pk for row in indicators]), first_year(year)
    held = lineage.realized_years(indicators, lines, first if since is None else since, year)
    wanted = lineage.members(indicators, lines)
    rows = CarriedRealization.objects.filter(indicator__in=wanted, year__range=(first, year))
    found = {(row.indicator_id, row.year): row.amount for row in rows}
    carried = lineage.nearest_by_year([row.pk for row in indicators], lines, found)
    return {
        row.pk: Past(first, held.get(row.pk, {}), carried.get(row.pk, {})) for row in indicators
    }


def adds_years(indicator: Indicator | None) -> bool:
    return indicator is None or indicator.adds_across_years


def years_method(indicator: Indicator) -> str:
    """How years become one figure: added, or the latest where output begins again yearly."""
    return indicator.accumulation if indicator.adds_across_years else "last"
