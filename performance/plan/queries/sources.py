"""Which source fills an indicator in a year: the one chosen now, or another one before it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from performance.models import FormerValue, Indicator, IndicatorFeed
from performance.models.former import FEED


class Feeding(NamedTuple):
    """The code of a source ("" for none) and the unit it measures (None: the whole city)."""

    source: str = ""
    unit: int | None = None


def feeding_of(feed: IndicatorFeed | None) -> Feeding:
    """What is chosen now."""
    return Feeding(feed.source, feed.organization_id) if feed else Feeding()


def feeding_in(year: int, feed: IndicatorFeed) -> Feeding:
    """What fills the indicator of the feed in the year; one query."""
    return former_feeding(feed.indicator_id, year) or feeding_of(feed)


def former_feeding(indicator: int, year: int) -> Feeding | None:
    """What filled an indicator in a year before that of its source; None where nothing is kept."""
    former = FormerValue.objects.filter(indicator=indicator, field=FEED).in_year(year)
    said = former.values_list("value", flat=True).last()
    return None if said is None else Feeding(*said)


def sources_in(year: int, rows: Iterable[Indicator]) -> dict[int, str]:
    """The codes of the sources by indicator; rows were read with their feed. One query at most."""
    found = {row.pk: row.feed.source if hasattr(row, "feed") else "" for row in rows}
    if not any(found.values()):
        return found
    former = FormerValue.objects.filter(indicator__in=found, field=FEED).in_year(year)
    found.update((pk, said[0]) for pk, said in former.values_list("indicator", "value"))
    return found


def first_years(indicators: Iterable[int]) -> dict[int, int]:
    """The year the source chosen now fills from, where not every open quarter counts. One query."""
    rows = FormerValue.objects.filter(indicator__in=list(indicators), field=FEED)
    pairs = rows.order_by("until_year").values_list("indicator", "until_year")
    return {pk: until + 1 for pk, until in pairs if pk is not None}


def first_year_of(indicator: Indicator) -> int | None:
    """The year its source fills from; None: every open quarter."""
    return first_years([indicator.pk]).get(indicator.pk)
