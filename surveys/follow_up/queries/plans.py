"""The desk of follow-ups, the plans of a unit, and what a result asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from surveys.choices import CommentState, Element, FollowUpState, PeriodState
from surveys.follow_up.queries.review import Measure, measures_of
from surveys.index.queries.figures import ElementFigure
from surveys.index.queries.plans import Share, carried_into, plans_of, share_of, shares_by
from surveys.index.queries.publications import Shown, publications_of
from surveys.index.queries.results import Result, result_of
from surveys.instrument.queries.units import page_by_name, units_of
from surveys.models import Comment, FollowUp, Period, ServiceUnit, Snapshot

UNDONE = Q(state__in=(FollowUpState.PLANNED, FollowUpState.DONE))
WAITING = Q(state=FollowUpState.DONE)
TABS: dict[str, tuple[str, Q]] = {
    "": ("Belum selesai", UNDONE),
    "diperiksa": ("Menunggu diperiksa", WAITING),
    "selesai": ("Selesai", Q(state=FollowUpState.CONFIRMED)),
    "semua": ("Semua", Q()),
}


def overdue(on: date) -> Q:
    """Planned and not reported by its day; what waits for its judge is not late."""
    return Q(state=FollowUpState.PLANNED, due_on__lt=on)


@dataclass(frozen=True)
class DeskLine:
    """A unit with what is planned, late and waiting; the figures are lengths of its lists."""

    unit: ServiceUnit
    share: Share
    undone: int
    overdue: int
    waiting: int
    comments: int  # that wait for moderation


@dataclass(frozen=True)
class Desk:
    lines: Sequence[DeskLine]
    following: int | None


def follow_up_desk(user: Any, words: str, after: int | None, on: date) -> Desk:
    """One page of units by name; five statements however many there are."""
    rows = units_of(user)
    for word in words.split()[:6]:
        rows = rows.filter(Q(name__icontains=word) | Q(organization__name__icontains=word))
    found, following = page_by_name(rows, after)
    plans = FollowUp.objects.filter(unit__in=found)
    shares = shares_by("unit", plans)
    counts = _counts(plans, on)
    comments = waiting_comments(found)
    lines = [
        DeskLine(
            unit, shares.get(unit.pk, Share()), **counts.get(unit.pk, NOTHING),
            comments=comments[unit.pk],
        )
        for unit in found
    ]  # fmt: skip
    return Desk(lines, following)


NOTHING = {"undone": 0, "overdue": 0, "waiting": 0}


def _counts(plans: QuerySet[FollowUp], on: date) -> dict[int, dict[str, int]]:
    rows: Iterable[Any] = plans.order_by().values("unit").annotate(
        undone=Count("pk", filter=UNDONE),
        overdue=Count("pk", filter=overdue(on)),
        waiting=Count("pk", filter=WAITING),
    )  # fmt: skip
    return {row["unit"]: {name: row[name] for name in NOTHING} for row in rows}


def waiting_comments(units: Sequence[ServiceUnit]) -> Counter[int]:
    rows = Comment.objects.filter(period__unit__in=units, state=CommentState.WAITING)
    counted = rows.order_by().values_list("period__unit").annotate(n=Count("pk"))
    return Counter(dict(counted))


@dataclass(frozen=True)
class ResultLine:
    """A closed period of a unit with its index and how much of its plan is done."""

    period: Period
    snapshot: Snapshot | None
    share: Share


def results_of(unit: ServiceUnit) -> list[ResultLine]:
    periods = Period.objects.filter(unit=unit, state__in=PeriodState.frozen())
    rows = list(periods.select_related("snapshot").order_by("-starts_on"))
    shares = shares_by("period", FollowUp.objects.filter(period__in=rows))
    return [
        ResultLine(row, getattr(row, "snapshot", None), shares.get(row.pk, Share())) for row in rows
    ]


def unit_plans(unit: ServiceUnit, tab: str) -> QuerySet[FollowUp]:
    """Plans of a unit, the one due first on top."""
    rows = FollowUp.objects.filter(TABS[tab][1], unit=unit).select_related("period", "forum")
    return rows.order_by("due_on", "pk")


def tab_counts(unit: ServiceUnit) -> Mapping[str, int]:
    """How long each tab is, in one statement."""
    named = {f"tab_{number}": Count("pk", filter=q) for number, (_, q) in enumerate(TABS.values())}
    found = FollowUp.objects.filter(unit=unit).aggregate(**named)
    return dict(zip(TABS, found.values(), strict=True))


@dataclass(frozen=True)
class Low:
    """An element of the lowest three, or as low as the third, with how many plans it has."""

    figure: ElementFigure
    is_tied: bool
    plans: int


@dataclass(frozen=True)
class PlanPage:
    period: Period
    result: Result
    lowest: Sequence[Low]
    plans: Sequence[FollowUp]
    carried: Sequence[FollowUp]
    share: Share
    publications: Sequence[Shown]
    measures: Sequence[Measure]

    @property
    def missing(self) -> int:
        """How many of the lowest three nobody has planned for."""
        return sum(not low.plans and not low.is_tied for low in self.lowest)


def plan_page(period: Period) -> PlanPage:
    result, plans = result_of(period), plans_of(period)
    planned = Counter(Element(row.element) for row in plans if row.element)
    lowest = [Low(one, False, planned[one.element]) for one in result.lowest]
    tied = [Low(one, True, planned[one.element]) for one in result.tied]
    publications = publications_of(period)
    share = share_of(plans)
    return PlanPage(
        period=period,
        result=result,
        lowest=[*lowest, *tied],
        plans=plans,
        carried=carried_into(period),
        share=share,
        publications=publications,
        measures=measures_of(period, plans, share, publications),
    )
