"""A unit as everybody sees it: an announced result with what stands behind and follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from complaints.clock.queries.ratings import Ratings, ratings_of
from organizations.small_cells import SMALL_CELL
from surveys.choices import Extra, FollowUpState
from surveys.index.queries.comments import shown_comments
from surveys.index.queries.figures import Group
from surveys.index.queries.hiding import OR_FOLLOWS, why_not_public
from surveys.index.queries.plans import public_plans
from surveys.index.queries.results import GROUP_LABELS, Result, result_of
from surveys.index.queries.trend import PUBLISHED, TrendPoint, trend_of, until
from surveys.instrument.queries.standards import pledge_on, public_services
from surveys.models import FollowUp, Period, Service, ServicePledge, ServicePoint, ServiceUnit
from surveys.public.queries.listing import answering_points

ASKED = ("sex", "age", "education", "occupation", "disability")


@dataclass(frozen=True)
class Extras:
    """A table of figures that the unit chose to show."""

    title: str
    groups: tuple[Group, ...]

    @property
    def is_hidden(self) -> bool:
        return any(group.is_hidden for group in self.groups)


@dataclass(frozen=True)
class PublicUnit:
    unit: ServiceUnit
    periods: Sequence[Period]  # announced ones, newest first
    result: Result | None
    trend: Sequence[TrendPoint]
    plans: Sequence[FollowUp]
    comments: Sequence[str]
    services: Sequence[Service]  # with a standard in force
    pledge: ServicePledge | None
    points: Sequence[ServicePoint]  # that take an answer
    ratings: Ratings | None

    @property
    def respondents(self) -> int:
        return self.result.respondents if self.result else 0

    @property
    def is_shown(self) -> bool:
        """Whether figures may stand here: enough answered, so that none of them is known."""
        return not why_not_public(self.respondents)

    @property
    def hidden_note(self) -> str:
        return OR_FOLLOWS

    @cached_property
    def shown_trend(self) -> list[TrendPoint]:
        """Points with enough respondents; the others say nothing that may be read."""
        return [point for point in self.trend if not point.why_not_public]

    @cached_property
    def extras(self) -> list[Extras]:
        """Tables of the chosen extra figures, without those that hold nothing."""
        result, chosen = self.result, set(self.unit.published)
        if result is None or not self.is_shown:
            return []
        found = []
        if Extra.SERVICES in chosen:
            found.append(Extras("Jenis layanan", result.services))
        if Extra.POINTS in chosen:
            found.append(Extras("Titik layanan", result.points))
        if Extra.GROUPS in chosen:
            found += [Extras(GROUP_LABELS[name][0], result.groups(name)) for name in ASKED]
        return [table for table in found if table.groups]

    @property
    def shows_flags(self) -> bool:
        return Extra.FLAGS in self.unit.published and self.is_shown

    @property
    def done(self) -> list[FollowUp]:
        return [plan for plan in self.plans if plan.state == FollowUpState.CONFIRMED]

    @property
    def open_plans(self) -> list[FollowUp]:
        waiting = (FollowUpState.PLANNED, FollowUpState.DONE)
        return [plan for plan in self.plans if plan.state in waiting]


def public_unit(unit: ServiceUnit, code: str, today: date) -> PublicUnit | None:
    """The result announced last, or that of the period asked for; None where there is no such."""
    rows = Period.objects.filter(PUBLISHED, unit=unit).order_by("-starts_on")
    periods = list(rows.select_related("questionnaire", "snapshot"))
    period = next((one for one in periods if not code or one.code == code), None)
    if code and period is None:
        return None
    if period is not None:
        period.unit = unit
    return PublicUnit(
        unit=unit,
        periods=periods,
        result=result_of(period) if period else None,
        trend=trend_of(unit, PUBLISHED & until(period)) if period else [],
        plans=public_plans(unit),
        comments=shown_comments(period) if period else [],
        services=list(public_services("", today).filter(unit=unit)),
        pledge=pledge_on(unit, today),
        points=list(answering_points([unit])),
        ratings=_ratings(unit, period) if period else None,
    )


def _ratings(unit: ServiceUnit, period: Period) -> Ratings | None:
    """What reporters thought of the OPD's answers in the days of the period."""
    found = ratings_of(unit.organization, period.starts_on, period.ends_on)
    return found if found.count >= SMALL_CELL else None
