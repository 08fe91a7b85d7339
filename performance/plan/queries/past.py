"""What indicators reached over the years of a period: held here, and carried in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from performance import formulas
from performance.choices import Accumulation
from performance.models import CarriedRealization, Indicator, Realization
from performance.plan.queries import lineage
from performance.plan.queries.joined import Origin, joins_of, told_of, with_joined_quarters
from performance.plan.queries.versions import current_period


@dataclass(frozen=True)
class Past:
    """Of one indicator with those it continues; `first` is the first year of the period.

    `held` are the years with those that joined it added, `own` without them.
    """

    first: int = 0
    held: dict[int, Realization] = field(default_factory=dict)
    carried: dict[int, Decimal] = field(default_factory=dict)
    own: dict[int, Realization] | None = None  # where something joined
    joined: tuple[Past, ...] = ()
    origins: tuple[Origin, ...] = ()  # those that joined, also where nothing adds up

    def before(self, indicator: Indicator, year: int) -> Decimal | None:
        """Reached in the period before the year (column 6)."""
        held = {
            when: formulas.accumulate(row.quarters, indicator.accumulation)
            for when, row in (self.held if self.own is None else self.own).items()
        }
        own = formulas.realized_before(
            self.carried, held, first=self.first, year=year, method=years_method(indicator)
        )
        return formulas.accumulate(
            [own, *(past.before(indicator, year) for past in self.joined)], Accumulation.SUM
        )

    def came(self, indicator: Indicator, year: int) -> list[tuple[str, Decimal]]:
        """The unit and the part of column 6 of each that joined."""
        units = (one.unit for one in self.origins if one.adds_up)
        found = [past.before(indicator, year) for past in self.joined]
        parts = zip(units, found, strict=True)
        return [(unit, amount) for unit, amount in parts if amount is not None]

    def told(self) -> tuple[str, ...]:
        """What is said of those that joined; a plan that began after that says nothing."""
        return tuple(filter(None, (one.note(self.first) for one in told_of(self.origins))))

    def joined_before(self, indicator: Indicator, year: int) -> Decimal | None:
        """The part of column 6 that those that joined reached."""
        parts = [past.before(indicator, year) for past in self.joined]
        return formulas.accumulate(parts, Accumulation.SUM)

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
    first, own = first_year(year), [row.pk for row in indicators]
    joins = joins_of(own, year)
    ids = [*own, *{part.indicator for rows in joins.values() for part in rows}.difference(own)]
    lines = lineage.ancestors_of(ids)
    held = lineage.realized_years(ids, lines, first if since is None else since, year)
    wanted = lineage.members(ids, lines)
    rows = CarriedRealization.objects.filter(indicator__in=wanted, year__range=(first, year))
    found = {(row.indicator_id, row.year): row.amount for row in rows}
    carried = lineage.nearest_by_year(ids, lines, found)
    pasts = {pk: Past(first, held.get(pk, {}), carried.get(pk, {})) for pk in ids}
    return {pk: _joined(pasts, pk, joins.get(pk, ())) for pk in own}


def _joined(pasts: dict[int, Past], pk: int, origins: Sequence[Origin]) -> Past:
    past, parts = pasts[pk], [pasts[one.indicator] for one in origins if one.adds_up]
    if not parts:
        return replace(past, origins=tuple(origins))
    held = dict(past.held)
    for part in parts:
        for year, row in part.held.items():
            held[year] = with_joined_quarters(held.get(year), row)
    return replace(past, held=held, own=past.held, joined=tuple(parts), origins=tuple(origins))


def adds_years(indicator: Indicator | None) -> bool:
    return indicator is None or indicator.adds_across_years


def years_method(indicator: Indicator) -> str:
    """How years become one figure: added, or the latest where output begins again yearly."""
    return indicator.accumulation if indicator.adds_across_years else "last"
