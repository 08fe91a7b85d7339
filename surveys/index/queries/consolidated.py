"""Units together as an OPD or the city, by both methods; each is labelled wherever it stands.

The regulation names no method. "Tertimbang responden" pools all answers, "rata-rata unit" is the
mean of the units' own indexes, unrounded. A unit without respondents has no index: it is left out
of both and named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from organizations.small_cells import SMALL_CELL
from surveys.choices import ElementOrder, PeriodState
from surveys.index.queries.figures import ElementFigure, Figure, elements_of, figure_of, simple_mean
from surveys.index.queries.hiding import UNIT_FOLLOWS, why_not_public, why_not_shown
from surveys.index.queries.kept import tallies_by_period
from surveys.index.queries.spans import Span
from surveys.index.queries.tallies import Tally, added
from surveys.models import Period, ServiceUnit

POOLED = "Tertimbang responden"
SIMPLE = "Rata-rata unit"
HOW_POOLED = "semua jawaban dijumlahkan, jadi unit yang lebih banyak respondennya berbobot lebih"
HOW_SIMPLE = "nilai unit dirata-rata, setiap unit sekali; unit tanpa responden tidak ikut"


@dataclass(frozen=True)
class UnitFigure:
    """A unit with all its periods in the span together."""

    unit: ServiceUnit
    periods: tuple[Period, ...]
    tally: Tally

    @cached_property
    def figure(self) -> Figure:
        return figure_of(self.tally)

    @property
    def why_not_shown(self) -> str:
        """Why its index stands in no table of units: few answered; empty for none at all."""
        return why_not_shown(self.figure.respondents)

    @property
    def is_provisional(self) -> bool:
        """Some of it may still change: a period is open."""
        return any(period.state not in PeriodState.frozen() for period in self.periods)


@dataclass(frozen=True)
class Consolidated:
    """Units of an OPD, or of the city, in a span."""

    name: str
    span: Span
    units: tuple[UnitFigure, ...]
    organization_id: int | None = None

    @cached_property
    def assessed(self) -> tuple[UnitFigure, ...]:
        return tuple(one for one in self.units if one.figure.respondents)

    @cached_property
    def tally(self) -> Tally:
        return added(one.tally for one in self.units)

    @property
    def respondents(self) -> int:
        return self.tally.respondents

    @property
    def why_not_public(self) -> str:
        """Why neither index is for everybody: too few answered; empty where both are."""
        return why_not_public(self.respondents)

    @property
    def why_part_not_public(self) -> str:
        """The same of an OPD, whose units each have an index that everybody reads: too few answered
        here, or at a unit that would follow from this index and those of the other units."""
        few = (one.figure.respondents for one in self.assessed)
        together = sum(count for count in few if count < SMALL_CELL)
        return self.why_not_public or (UNIT_FOLLOWS if 0 < together < SMALL_CELL else "")

    @property
    def why_not_shown(self) -> str:
        """As `why_not_public`; empty where nobody answered, which is no secret."""
        return why_not_shown(self.respondents)

    @property
    def why_part_not_shown(self) -> str:
        return self.why_part_not_public if self.respondents else ""

    @cached_property
    def shown(self) -> tuple[UnitFigure, ...]:
        """Units whose own index may stand beside that of others."""
        return tuple(one for one in self.assessed if not one.why_not_shown)

    @cached_property
    def pooled(self) -> Figure:
        return figure_of(self.tally)

    @cached_property
    def simple(self) -> Figure:
        return simple_mean(one.figure for one in self.units)

    @cached_property
    def elements(self) -> tuple[ElementFigure, ...]:
        """Of all answers together, numbered as in the questionnaire."""
        return elements_of(self.tally, ElementOrder.QUESTIONNAIRE)

    @property
    def is_provisional(self) -> bool:
        return any(one.is_provisional for one in self.units)

    @property
    def states(self) -> frozenset[str]:
        """Of all the periods in it."""
        return frozenset(period.state for one in self.units for period in one.periods)

    @cached_property
    def grades(self) -> tuple[tuple[str, int], ...]:
        """How many shown units have each grade, best first; grades of nobody are left out."""
        found: dict[str, int] = defaultdict(int)
        for one in self.shown:
            if one.figure.grade:
                found[one.figure.grade.letter] += 1
        return tuple(sorted(found.items()))

    @cached_property
    def parts(self) -> tuple[Consolidated, ...]:
        """The same for each OPD, by name."""
        by_owner: dict[tuple[str, int], list[UnitFigure]] = defaultdict(list)
        for one in self.units:
            owner = one.unit.organization
            by_owner[owner.name, owner.pk].append(one)
        return tuple(
            Consolidated(name, self.span, tuple(units), pk)
            for (name, pk), units in sorted(by_owner.items())
        )


def consolidated(
    name: str, span: Span, units: Q | None = None, periods: Q | None = None
) -> Consolidated:
    """All units (filtered by `units`) with their periods in the span (filtered by `periods`).

    Units in use without any such period are there too, without a figure. Four statements.
    """
    rows = Period.objects.filter(span.periods, periods or Q()).order_by("starts_on")
    by_unit: dict[int, list[Period]] = defaultdict(list)
    for period in rows:
        by_unit[period.unit_id].append(period)
    known = ServiceUnit.objects.filter(units or Q()).filter(Q(is_active=True) | Q(pk__in=by_unit))
    found = list(known.select_related("organization").order_by("name", "pk"))
    tallies = tallies_by_period(period for unit in found for period in by_unit[unit.pk])
    return Consolidated(name, span, tuple(_unit(unit, by_unit[unit.pk], tallies) for unit in found))


def _unit(unit: ServiceUnit, periods: Iterable[Period], tallies: dict[int, Tally]) -> UnitFigure:
    own = tuple(periods)
    return UnitFigure(unit, own, added(tallies.get(period.pk, Tally()) for period in own))
