"""Counts of reports for published figures: the kept ones, and what has changed since.

Always exact: kept counts and changes are read in one statement, and the same expressions count
reports, changes and the recount.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    DateField,
    F,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, TruncMonth

from complaints.choices import ComplaintState
from complaints.models import Complaint, Tally, TallyChange, TallyState
from complaints.models.tally import Facet
from complaints.public.queries.periods import Period
from organizations.models import Organization

COUNTED = Q(is_secret=False) & ~Q(state__in=(ComplaintState.MERGED, ComplaintState.ARCHIVED))
IN_TIME, LATE, OPEN, ENDED = "tepat", "lambat", "berjalan", "berakhir"
APART = "|"

_answered = Q(answered_at__isnull=False)
_fate = Case(
    When(_answered & Q(answered_at__gte=F("resolve_due_at")), then=Value(LATE)),
    When(_answered, then=Value(IN_TIME)),
    When(state__in=sorted(ComplaintState.open()), then=Value(OPEN)),
    default=Value(ENDED),
    output_field=CharField(),
)
KEYS: Mapping[str, Any] = {
    Facet.FATE: Concat(_fate, Value(APART), F("outcome"), output_field=CharField()),
    Facet.DAYS: Coalesce(Cast("answer_days", CharField()), Value("")),
    Facet.CATEGORY: Coalesce(Cast("category_id", CharField()), Value("")),
    Facet.AREA: Coalesce(Cast("area_id", CharField()), Value("")),
    Facet.CHANNEL: F("channel"),
}
Place = tuple[date, int, str]  # month, unit, value


def counted_now(rows: QuerySet[Any], facet: str) -> QuerySet[Any, Any]:
    """Reports, or changes with their signs, by month, unit and value of the facet."""
    number = Sum("sign") if rows.model is TallyChange else Count("pk")
    found = rows.filter(COUNTED).order_by()
    found = found.annotate(
        of_month=TruncMonth("received_at", output_field=DateField()),
        of=Coalesce(F("unit_id"), 0, output_field=BigIntegerField()),
        by=KEYS[facet],
    )
    return found.values_list("of_month", "of", "by").annotate(n=number)


def everything() -> dict[str, Counter[Place]]:
    """What the kept counts have to be, counted from the reports."""
    return {facet: summed(counted_now(Complaint.objects.all(), facet)) for facet in KEYS}


def summed(lines: Iterable[Any]) -> Counter[Place]:
    found: Counter[Place] = Counter()
    for month, of, key, n in lines:
        found[month, of, key] += n
    return found


def counts(
    facet: str, period: Period, unit: Organization | None = None, *, by_month: bool = False
) -> Counter[tuple[int, str]]:
    """Reports of the period by (unit, value), or by (month, value); what is none is left out."""
    kept = Tally.objects.filter(facet=facet, month__gte=period.first, month__lt=period.after)
    start, end = period.span
    changed = TallyChange.objects.filter(received_at__gte=start, received_at__lt=end)
    if unit is not None:
        kept, changed = kept.filter(of_unit=unit.pk), changed.filter(unit_id=unit.pk)
    # Summed over months, or over units, in the database: a year of a city is tens of thousands.
    at, of = (F("month"), Value(0)) if by_month else (Value(period.first), F("of_unit"))
    summed_up = kept.order_by().values(at=at, of=of).annotate(n=Sum("count"))
    lines: QuerySet[Any, Any] = summed_up.values_list("at", "of", "key", "n")
    found: Counter[tuple[int, str]] = Counter()
    for day, holder, key, n in lines.union(counted_now(changed, facet), all=True):
        found[day.month if by_month else holder, key] += n
    return Counter({place: n for place, n in found.items() if n})


def by_value(found: Counter[tuple[int, str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for (_, key), n in found.items():
        total[key] += n
    return total


def version() -> str:
    """Another one after every change of a report that is not secret; no other one shows here."""
    since = (
        TallyChange.objects.filter(is_secret=False)
        .order_by()
        .values(one=Value(1))
        .annotate(n=Count("pk"))
    )
    told = TallyState.objects.values_list("folded").union(since.values_list("n"), all=True)
    return str(sum(n for (n,) in told))
