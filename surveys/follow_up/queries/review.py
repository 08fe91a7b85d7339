"""What PEKPPP asks of a survey's follow-up, measured here; the levels are rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from surveys.choices import FollowUpState, ReviewItem
from surveys.formulas import level_reached, months_until
from surveys.index.queries.plans import Share
from surveys.index.queries.publications import Shown
from surveys.models import FollowUp, Period, ReviewLevel


@dataclass(frozen=True)
class Item:
    """An item with its levels; checked when a person compared every level with the instrument."""

    item: ReviewItem
    levels: Sequence[ReviewLevel]

    @property
    def is_checked(self) -> bool:
        return bool(self.levels) and all(row.checked_on for row in self.levels)

    @property
    def basis(self) -> str:
        return self.levels[0].basis if self.levels else ""


@dataclass(frozen=True)
class Measure:
    """A measured value and the level it reaches in the table as it stands."""

    item: Item
    value: Decimal | int | None
    level: int | None  # None: the table has no levels

    @property
    def label(self) -> str:
        return str(self.item.item.label)

    @property
    def is_share(self) -> bool:
        return self.item.item == ReviewItem.SHARE


def items() -> list[Item]:
    """All items in one statement."""
    rows = list(ReviewLevel.objects.order_by("item", "level"))
    return [Item(item, [row for row in rows if row.item == item]) for item in ReviewItem]


def measures_of(
    period: Period, plans: Sequence[FollowUp], share: Share, publications: Sequence[Shown]
) -> list[Measure]:
    values: dict[ReviewItem, Decimal | int | None] = {
        ReviewItem.MEDIA: len({shown.medium for shown in publications}),
        ReviewItem.SHARE: share.percent,
        ReviewItem.SPEED: months_to_finish(period, plans),
    }
    return [_measure(item, values[item.item]) for item in items()]


def months_to_finish(period: Period, plans: Sequence[FollowUp]) -> int | None:
    """Months from the announcement until the last plan was done; None until all are confirmed."""
    reported = period.published_at or period.closed_at
    days = [plan.done_on for plan in plans if plan.state == FollowUpState.CONFIRMED]
    known = [day for day in days if day is not None]
    if reported is None or not plans or len(known) < len(plans):
        return None
    return months_until(timezone.localdate(reported), max(known))


def _measure(item: Item, value: Decimal | int | None) -> Measure:
    bounds = [(row.level, row.bound) for row in item.levels]
    level = level_reached(value, bounds, at_most=item.item.is_at_most) if bounds else None
    return Measure(item, value, level)
