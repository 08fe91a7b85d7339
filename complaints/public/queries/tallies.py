"""Counts of reports for published figures: the kept ones, and what has changed since.

Always exact: kept counts and changes are read in one statement, and the same expressions count
reports, changes and the recount.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

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

from complaints.choices import ComplaintState, Publicity
from complaints.models import Complaint, Tally, TallyChange, TallyState
from complaints.models.tally import Facet
from complaints.public.queries.periods import Period
from complaints.querysets import ANSWERED_LATE, UNCOUNTED
from organizations.models import Organization

SHOWN = Q(publicity=Publicity.SHOWN, is_secret=False)
COUNTED = SHOWN & ~Q(state__in=UNCOUNTED)  # the same as `ComplaintQuerySet.counted`
IN_TIME, LATE, OPEN, ENDED = "tepat", "lambat", "berjalan", "berakhir"
APART = "|"

_answered = Q(answered_at__isnull=False)
_fate = Case(
    When(_answered & ANSWERED_LATE, then=Value(LATE)),
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
P = TypeVar("P")


def counted_now(rows: QuerySet[Any], facet: str, times: int = 1) -> QuerySet[Any, Any]:
    """Reports, or changes with their signs, by month, unit and value of the facet."""
    number = Sum(F("sign") * times) if rows.model is TallyChange else Count("pk")
    found = rows.filter(COUNTED).order_by()
    found = found.annotate(
        of_month=TruncMonth("received_at", output_field=DateField()),
        of=Coalesce(F("unit_id"), 0, output_field=BigIntegerField()),
        by=KEYS[facet],
    )
    return found.values_list("of_month", "of", "by").annotate(n=number)


def missing(facet: str) -> Counter[Place]:
    """What the kept counts and the changes since lack of it, or have too much; asked in one
    statement, so that reports may be written meanwhile."""
    kept = Tally.objects.filter(facet=facet).order_by().annotate(n=-F("count"))
    lines = counted_now(Complaint.objects.all(), facet).union(
        kept.values_list("month", "of_unit", "key", "n"),
        counted_now(TallyChange.objects.all(), facet, -1),
        all=True,
    )
    return Counter({place: n for place, n in summed(lines.iterator()).items() if n})


def summed(lines: Iterable[Any]) -> Counter[Place]:
    found: Counter[Place] = Counter()
    for month, of, key, n in lines:
        found[month, of, key] += n
    return found


def counts(
    facet: str, period: Period, unit: Organization | None = None
) -> Counter[tuple[int, str]]:
    """Reports of the period by (unit, value); what is none is left out."""
    found: Counter[tuple[int, str]] = Counter()
    for _, holder, key, n in _lines(facet, period, unit, Value(period.first), F("of_unit")):
        found[holder, key] += n
    return _some(found)


def counts_by_month(
    facet: str, year: Period, unit: Organization | None = None
) -> Counter[tuple[int, str]]:
    """The same by (month, value)."""
    found: Counter[tuple[int, str]] = Counter()
    for day, _, key, n in _lines(facet, year, unit, F("month"), Value(0)):
        found[day.month, key] += n
    return _some(found)


def counts_apart(
    facet: str, year: Period, unit: Organization | None = None
) -> Counter[tuple[int, int, str]]:
    """The same by (unit, month, value)."""
    found: Counter[tuple[int, int, str]] = Counter()
    for day, holder, key, n in _lines(facet, year, unit, F("month"), F("of_unit")):
        found[holder, day.month, key] += n
    return _some(found)


def _lines(
    facet: str, period: Period, unit: Organization | None, at: Any, of: Any
) -> QuerySet[Any, Any]:
    """Kept counts, summed in the database over what `at` and `of` do not tell apart (a year of a
    city is tens of thousands), and what has changed since."""
    kept = Tally.objects.filter(facet=facet, month__gte=period.first, month__lt=period.after)
    start, end = period.span
    changed = TallyChange.objects.filter(received_at__gte=start, received_at__lt=end)
    if unit is not None:
        kept, changed = kept.filter(of_unit=unit.pk), changed.filter(unit_id=unit.pk)
    lines: QuerySet[Any, Any] = (
        kept.order_by()
        .values(at=at, of=of)
        .annotate(n=Sum("count"))
        .values_list("at", "of", "key", "n")
    )
    return lines.union(counted_now(changed, facet), all=True)


def _some(found: Counter[P]) -> Counter[P]:
    return Counter({place: n for place, n in found.items() if n})


def by_value(found: Counter[tuple[int, str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for (_, key), n in found.items():
        total[key] += n
    return total


def version() -> str:
    """Another one after every change of a report that is or was shown; no other one shows here."""
    since = (
        TallyChange.objects.filter(SHOWN).order_by().values(one=Value(1)).annotate(n=Count("pk"))
    )
    told = TallyState.objects.values_list("folded").union(since.values_list("n"), all=True)
    return str(sum(n for (n,) in told))
