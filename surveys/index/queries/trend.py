"""How the index of a unit moved: one point a period, each with the number behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from organizations.exact import rounded
from surveys import formulas
from surveys.choices import PeriodState
from surveys.formulas import PARTS
from surveys.index.queries.figures import Figure, figure_of
from surveys.index.queries.hiding import why_not_public, why_not_shown
from surveys.index.queries.kept import tallies_by_period
from surveys.index.queries.tallies import Tally
from surveys.models import Period, ServiceUnit

MOST_POINTS = 12
PUBLISHED = Q(state=PeriodState.PUBLISHED)


@dataclass(frozen=True)
class TrendPoint:
    period: Period
    figure: Figure
    margin: Decimal | None

    @property
    def label(self) -> str:
        return self.period.label

    @property
    def why_not_public(self) -> str:
        return why_not_public(self.figure.respondents)

    def is_hidden_from(self, period: Period) -> bool:
        """Whether too few answered for it to stand in tables about another period."""
        return self.period != period and bool(why_not_shown(self.figure.respondents))

    @property
    def is_provisional(self) -> bool:
        return self.period.state not in PeriodState.frozen()


def trend_of(unit: ServiceUnit, periods: Q | None = None) -> list[TrendPoint]:
    """The last MOST_POINTS periods of a unit, oldest first; `periods` filters them.

    Three statements, however many there are.
    """
    rows = Period.objects.filter(periods or Q(), unit=unit).order_by("-starts_on")[:MOST_POINTS]
    found = list(reversed(rows))
    tallies = tallies_by_period(found)
    return [_point(period, tallies.get(period.pk, Tally())) for period in found]


def shown_beside(points: Iterable[TrendPoint], period: Period) -> list[TrendPoint]:
    """Those that may be drawn in what is told of a period."""
    return [point for point in points if not point.is_hidden_from(period)]


def until(period: Period) -> Q:
    """The filter of `trend_of` for a document about a period: nothing later than it."""
    return Q(starts_on__lte=period.starts_on)


def _point(period: Period, tally: Tally) -> TrendPoint:
    margin = formulas.margin_of_error(
        tally.respondents, tally.total, tally.squares, period.population or None, PARTS
    )
    return TrendPoint(period, figure_of(tally), rounded(margin))
