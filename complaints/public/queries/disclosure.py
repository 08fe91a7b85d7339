"""What of a year's counts is printed (decision 48): no small group, and none that follows.

The counts are those of shown reports. Units add up to the city, months to the year, fates to what
was received: one set of sums for every page and document, so that no two of them can be
subtracted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import ExtractMonth
from django.utils import timezone

from complaints.choices import Channel, Outcome
from complaints.models import Area, Category, Complaint
from complaints.models.tally import Facet
from complaints.public.queries.periods import Period
from complaints.public.queries.tallies import (
    APART,
    IN_TIME,
    LATE,
    OPEN,
    counts_apart,
    counts_by_month,
)
from complaints.querysets import ComplaintQuerySet
from organizations.models import Organization
from organizations.small_cells import hidden_by_sums

CITY, YEAR = -1, 0  # all units (0 is the desk); all months
RECEIVED = ("", "")
TIME, OUTCOME = "waktu", "hasil"
GROUPS: Mapping[str, Facet] = {
    "kategori": Facet.CATEGORY,
    "kecamatan": Facet.AREA,
    "saluran": Facet.CHANNEL,
}
NAMELESS = {"kategori": "Belum digolongkan", "kecamatan": "Tanpa wilayah"}
ABOVE: Mapping[str, type[Category | Area]] = {"kategori": Category, "kecamatan": Area}
FATES = {IN_TIME: "in_time", LATE: "late", OPEN: "running"}
UNFINISHED = "unfinished"
ENDS: Mapping[str, str] = {
    Outcome.SOLVED: "solved",
    Outcome.UNSOLVED: "unsolved",
    Outcome.NOT_OURS: "not_ours",
}

What = tuple[str, str]  # a group and its value
Key = tuple[int, int, What]  # unit, month


@dataclass(frozen=True)
class Printed:
    """The counts of a year with all their sums, and which of them nobody is told."""

    counts: Counter[Key]
    hidden: frozenset[Key]

    def count(self, unit: int, month: int | None, what: What = RECEIVED) -> int | None:
        """None where it is not printed."""
        key = (unit, month or YEAR, what)
        return None if key in self.hidden else self.counts[key]

    def units(self, month: int | None) -> list[int]:
        """Those with reports in that month, or in the year."""
        return [
            unit
            for (unit, at, what), n in self.counts.items()
            if at == (month or YEAR) and what == RECEIVED and n and unit != CITY
        ]

    def values(self, group: str, month: int | None) -> list[str]:
        """What the city's reports of the month, or the year, are divided into."""
        return [
            value
            for (unit, at, (of, value)), n in self.counts.items()
            if (unit, at, of) == (CITY, month or YEAR, group) and n
        ]


def printed(year: int, unit: Organization | None = None) -> Printed:
    """For the city; or for the document of a unit, which tells nothing that its card does not.

    Seven statements, and as many for a unit again.
    """
    counts = _counts(Period(year), unit)
    already: frozenset[Key] = frozenset()
    if unit is not None:
        of_city = printed(year).hidden
        own = {(month, what) for of, month, what in of_city if of == unit.pk}
        already = frozenset((of, *rest) for of in (CITY, unit.pk) for rest in own)
    return Printed(counts, hidden_by_sums(counts, list(_sums(counts)), already=already))


def counted(period: Period, unit: Organization | None = None) -> ComplaintQuerySet:
    """The reports that figures of a period count."""
    start, end = period.span
    rows = Complaint.objects.counted().filter(received_at__gte=start, received_at__lt=end)
    return rows.filter(unit=unit) if unit is not None else rows


def _counts(year: Period, unit: Organization | None) -> Counter[Key]:
    of_units: Counter[Key] = Counter()
    for (of, month, fate), n in _fates(year, unit).items():
        for what in (RECEIVED, *fate):
            of_units[of, month, what] += n
    counts = of_units.copy()
    for (of, month, what), n in of_units.items():
        counts[of, YEAR, what] += n
        counts[CITY, month, what] += n
        counts[CITY, YEAR, what] += n
    for group, facet in GROUPS.items():
        found = counts_by_month(facet, year, unit)
        names = _names(group, {key for _, key in found})
        for (month, key), n in found.items():
            what = (group, names.get(key) or NAMELESS[group])
            counts[CITY, month, what] += n
            counts[CITY, YEAR, what] += n
    return counts


def _fates(year: Period, unit: Organization | None) -> Counter[tuple[int, int, tuple[What, What]]]:
    """By unit, month and what became of them, in time and in the end."""
    found: Counter[tuple[int, int, tuple[What, What]]] = Counter()
    for (of, month, key), n in counts_apart(Facet.FATE, year, unit).items():
        fate, _, end = key.partition(APART)
        what = (TIME, FATES.get(fate, "other")), (OUTCOME, ENDS.get(end, UNFINISHED))
        found[of, month, what] += n
    for (of, month), n in _overdue(year, unit).items():
        found[of, month, ((TIME, "running"), (OUTCOME, UNFINISHED))] -= n
        found[of, month, ((TIME, "overdue"), (OUTCOME, UNFINISHED))] += n
    return found


def _overdue(year: Period, unit: Organization | None) -> Counter[tuple[int, int]]:
    """Open after the term: the clock moves it, so it is never kept."""
    rows = counted(year, unit).overdue(timezone.now()).filter(answered_at=None).order_by()
    found = rows.annotate(at=ExtractMonth("received_at")).values_list("unit_id", "at")
    return Counter({(of or 0, month): n for of, month, n in found.annotate(n=Count("pk"))})


def _names(group: str, keys: set[str]) -> Mapping[str, str]:
    """By the name of the main category or the kecamatan; channels by their own."""
    if group == "saluran":
        return {key: str(Channel(key).label) for key in keys}
    rows = ABOVE[group].objects.filter(pk__in=[0, *filter(None, keys)])
    return {str(row.pk): (row.parent or row).name for row in rows.select_related("parent")}


def _sums(counts: Counter[Key]) -> Iterator[tuple[Key, list[Key]]]:
    """Which counts add up to which."""
    units: set[int] = set()
    months: set[int] = set()
    groups: dict[str, set[What]] = {}
    for unit, month, what in counts:
        units.add(unit)
        months.add(month)
        groups.setdefault(what[0], set()).add(what)
    parts = sorted(units - {CITY}), sorted(months - {YEAR})
    for whats in groups.values():
        for what in whats:
            yield from _sums_of(counts, what, *parts)
    groups.pop("", None)
    for unit in units:
        for month in months:
            for group, whats in groups.items():
                if unit == CITY or group in (TIME, OUTCOME):
                    lines = [(unit, month, what) for what in whats]
                    yield (unit, month, RECEIVED), [key for key in lines if counts[key]]


def _sums_of(
    counts: Counter[Key], what: What, units: list[int], months: list[int]
) -> Iterator[tuple[Key, list[Key]]]:
    """Of one thing that is counted: months of a unit, and units of a month where they are known."""
    for unit in (CITY, *units):
        found = [(unit, month, what) for month in months]
        yield (unit, YEAR, what), [key for key in found if counts[key]]
    if what[0] in (RECEIVED[0], TIME, OUTCOME):
        for month in (YEAR, *months):
            of = [(unit, month, what) for unit in units]
            yield (CITY, month, what), [key for key in of if counts[key]]
