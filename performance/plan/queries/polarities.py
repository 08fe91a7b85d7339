"""The direction indicators had in each year: targets of a year are read and written by it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from performance.models import FormerValue, Indicator


def polarities(ids: Collection[int], years: Collection[int]) -> Mapping[tuple[int, int], str]:
    """(indicator, year) → polarity valid in the year; two queries whatever the years."""
    now = dict(Indicator.objects.filter(pk__in=ids).values_list("pk", "polarity"))
    found = {(pk, year): kind for pk, kind in now.items() for year in years}
    rows = FormerValue.objects.filter(indicator__in=ids, field="polarity")
    for pk, until, kind in rows.order_by("-until_year").values_list(
        "indicator", "until_year", "value"
    ):
        found |= {(pk, year): str(kind) for year in years if pk and year <= until}
    return found
