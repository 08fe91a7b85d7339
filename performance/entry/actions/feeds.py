"""Write the values of fed indicators, in the name of the portal.

Only where a person could type: an active indicator on a node that is valid in the year, an
entry in draft or returned, and a quarter that is open by its window or reopened for the unit.
A source that has no data any more takes back the figure it has written, and leaves what a person
has typed.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from organizations import activity
from organizations.models import Organization
from performance.choices import Accumulation, SubmissionState
from performance.entry.queries.locks import database_now
from performance.feeds import FEEDS, FeedSource
from performance.models import (
    Indicator,
    IndicatorFeed,
    Realization,
    ReportingWindow,
    Submission,
)
from performance.plan.queries.closed_city import closed_city_years
from performance.plan.queries.sources import Feeding, feeding_in
from performance.stamps import bump_stamp
from performance.words import REACHED, in_quarter, with_unit

STEP = Decimal("0.000001")
FED = "performance.feed"


def pull_feeds() -> int:
    """Every fed indicator in every open quarter; returns how many figures changed."""
    now = database_now()
    for_all = {(w.year, w.quarter) for w in ReportingWindow.objects.all() if w.is_open(now)}
    closed = closed_city_years({year for year, _ in for_all})
    for_all = {moment for moment in for_all if moment[0] not in closed}
    reopened = defaultdict(set)
    for row in Submission.objects.filter(open_until__gt=now):
        reopened[row.organization_id].add((row.year, row.quarter))
    feeds = IndicatorFeed.objects.select_related("indicator__organization", "organization")
    return sum(
        pull(feed, year, quarter)
        for feed in feeds
        for year, quarter in sorted(for_all | reopened[feed.indicator.organization_id])
    )


@transaction.atomic
def pull(feed: IndicatorFeed, year: int, quarter: int) -> bool:
    """Read the source and save the figure when it changed and the unit's entry is open.

    The caller has looked at the window.
    """
    feeding = feeding_in(year, feed)
    source = FEEDS.find(feeding.source)
    if source is None or not _is_measured(feed.indicator_id, year):
        return False
    owner = feed.indicator.organization
    entry = Submission.objects.select_for_update().filter(
        organization=owner, year=year, quarter=quarter
    )
    locked = entry.first()
    if locked is not None and locked.state not in SubmissionState.open():
        return False
    value = source.read(_measured_unit(feed, feeding), year, quarter)
    if value is None:
        return _take_back(feed, source, year, quarter)
    value = value.quantize(STEP, ROUND_HALF_UP)
    row, _ = Realization.objects.select_for_update().get_or_create(
        indicator=feed.indicator, year=year, defaults={"organization": owner}
    )
    if getattr(row, f"k{quarter}") == value:
        return False
    _write(row, feed, source, quarter, value)
    return True


def _measured_unit(feed: IndicatorFeed, feeding: Feeding) -> Organization | None:
    if feeding.unit == feed.organization_id:
        return feed.organization
    return None if feeding.unit is None else Organization.objects.get(pk=feeding.unit)


def _take_back(feed: IndicatorFeed, source: FeedSource, year: int, quarter: int) -> bool:
    """Empty the quarter where what stands there was fed and no hand has touched it since."""
    rows = Realization.objects.select_for_update().filter(indicator=feed.indicator, year=year)
    row = rows.first()
    column = f"k{quarter}"
    before = None if row is None else getattr(row, column)
    if row is None or before is None:
        return False
    last = activity.history_of(row).filter(changes__has_key=column).order_by("-pk").first()
    if last is None or last.verb != FED:
        return False
    fed = last.changes[column]["after"]
    if not fed or Decimal(fed) != before:
        return False
    _write(row, feed, source, quarter, None)
    return True


def _write(
    row: Realization, feed: IndicatorFeed, source: FeedSource, quarter: int, value: Decimal | None
) -> None:
    """The figure of a quarter, nobody's, with its line in the history; None empties it."""
    column, owner = f"k{quarter}", feed.indicator.organization
    before = getattr(row, column)
    Realization.objects.filter(pk=row.pk).update(
        **{column: value, f"n{quarter}": None, f"d{quarter}": None},
        row_version=F("row_version") + 1,
        updated_by=None,
        updated_at=timezone.now(),
    )
    label = in_quarter(REACHED, row.year, quarter)
    done = (
        "diambil otomatis" if value is not None else "dikosongkan karena sumbernya tidak ada lagi"
    )
    activity.record(
        obj=row,
        verb=FED,
        summary=f"{label} {done}: {feed.indicator.name}",
        by=None,
        organization=owner,
        changes={column: activity.changed(with_unit(label, feed.indicator.unit), before, value)},
        reason=source.name,
    )
    bump_stamp(owner.pk, row.year)


def _is_measured(indicator_id: int, year: int) -> bool:
    """A ratio takes no finished figure: its parts are typed."""
    row = Indicator.objects.in_year(year).filter(pk=indicator_id).first()
    return row is not None and row.accumulation != Accumulation.RATIO
