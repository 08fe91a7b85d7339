"""How many listed reports lie at each place, kept for one filter at a time, as `tallies` keeps figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    IntegerField,
    Max,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from complaints.choices import ComplaintState
from complaints.models import Complaint, PlaceTally, TallyChange
from complaints.public.queries.tallies import SHOWN

By = PlaceTally.By
Spot = tuple[int, int]  # thousandths of a degree
# The same as `listing.filtered` without filters, at a place.
LISTED = SHOWN & Q(erased_at=None, public_latitude__isnull=False) & ~Q(state=ComplaintState.MERGED)
OPEN, ANSWERED = "berjalan", "dijawab"


def _key(name: str) -> Any:
    return Coalesce(Cast(name, CharField()), Value(""))


VALUES: Mapping[str, Any] = {
    By.ALL: Value("", output_field=CharField()),
    By.CATEGORY: _key("category_id"),
    By.UNIT: _key("unit_id"),
    By.AREA: _key("area_id"),
    By.KIND: F("kind"),
    By.STATUS: Case(
        When(state__in=sorted(ComplaintState.open()), then=Value(OPEN)),
        When(state=ComplaintState.ANSWERED, then=Value(ANSWERED)),
        default=F("outcome"),
        output_field=CharField(),
    ),
}


def counted_spots(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """Reports, or changes with their signs, at each place; made a whole number once a place."""
    found = on_map(rows).order_by().values("public_latitude", "public_longitude")
    return found.annotate(
        lat=Cast(Max("public_latitude") * 1000, IntegerField()),
        lon=Cast(Max("public_longitude") * 1000, IntegerField()),
        n=_number(rows),
    ).values_list("lat", "lon", "n")


def _number(rows: QuerySet[Any], times: int = 1) -> Any:
    return Sum(F("sign") * times) if rows.model is TallyChange else Count("pk")


def on_map(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(LISTED)


def spotted(rows: QuerySet[Any]) -> QuerySet[Any]:
    """With the place as two whole numbers, which are quick to group and to read."""
    return rows.annotate(lat=_thousandths("public_latitude"), lon=_thousandths("public_longitude"))


def _thousandths(name: str) -> Any:
    return Cast(F(name) * 1000, IntegerField())


def counted_places(rows: QuerySet[Any], by: str, times: int = 1) -> QuerySet[Any, Any]:
    """Reports, or changes with their signs, by value of the filter and place."""
    found = spotted(on_map(rows).order_by()).annotate(of=VALUES[by])
    return found.values_list("of", "lat", "lon").annotate(n=_number(rows, times))


def missing_places(by: str) -> Counter[tuple[str, int, int]]:
    """As `tallies.missing`."""
    kept = PlaceTally.objects.filter(by=by).order_by().annotate(n=-F("count"))
    lines = counted_places(Complaint.objects.all(), by).union(
        kept.values_list("value", "latitude", "longitude", "n"),
        counted_places(TallyChange.objects.all(), by, -1),
        all=True,
    )
    found: Counter[tuple[str, int, int]] = Counter()
    for value, lat, lon, n in lines.iterator():
        found[value, lat, lon] += n
    return Counter({place: n for place, n in found.items() if n})


def kept_places(by: str, values: Iterable[str]) -> Counter[Spot]:
    """Reports of these values at each place: the kept counts and what has changed since, read in
    one statement."""
    wanted = list(values)
    kept = PlaceTally.objects.filter(by=by, value__in=wanted, count__gt=0).order_by()
    changes = TallyChange.objects.annotate(of=VALUES[by]).filter(of__in=wanted)
    lines = (
        kept.values_list("latitude", "longitude")
        .annotate(n=Sum("count"))
        .union(counted_spots(changes), all=True)
    )
    found: Counter[Spot] = Counter()
    for lat, lon, n in lines:
        found[lat, lon] += n
    return found
