"""The city's reports of a period by category, kecamatan, channel and month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from complaints.public.queries.disclosure import CITY, Printed, printed
from complaints.public.queries.periods import Period
from organizations.exact import percent
from organizations.formatting import MONTHS
from organizations.models import Organization

GROUPS: Mapping[str, str] = {
    "kategori": "Kategori", "kecamatan": "Kecamatan", "saluran": "Saluran", "bulan": "Bulan",
}  # fmt: skip


@dataclass(frozen=True)
class Group:
    """A line of a breakdown; None is a number too small to show."""

    label: str
    count: int | None
    share: Decimal | None


@dataclass(frozen=True)
class Breakdown:
    """The lines add up to `whole`. Where that is not shown (None) no line is either."""

    name: str
    title: str
    groups: list[Group]
    whole: int | None

    @property
    def is_hidden(self) -> bool:
        return self.whole is None or any(group.count is None for group in self.groups)


def breakdowns(
    period: Period, unit: Organization | None = None, figures: Printed | None = None
) -> list[Breakdown]:
    """By month only of a whole year; `figures` where the year was read before."""
    figures = figures or printed(period.year, unit)
    names = [name for name in GROUPS if name != "bulan" or period.month is None]
    return [_breakdown(name, period, figures) for name in names]


def _breakdown(name: str, period: Period, figures: Printed) -> Breakdown:
    whole = figures.count(CITY, period.month)
    if whole is None:
        return Breakdown(name, GROUPS[name], [], None)
    found = _months(figures) if name == "bulan" else _values(name, period, figures)
    groups = [Group(label, count, percent(count, whole)) for label, count in found]
    return Breakdown(name, GROUPS[name], groups, whole)


def _months(figures: Printed) -> list[tuple[str, int | None]]:
    found = [(label, figures.count(CITY, month)) for month, label in enumerate(MONTHS, 1)]
    return [(label, count) for label, count in found if count != 0]


def _values(name: str, period: Period, figures: Printed) -> list[tuple[str, int | None]]:
    """The largest first; where those stand that are not printed says nothing of how many."""
    month = period.month
    found = [
        (value, figures.count(CITY, month, (name, value))) for value in figures.values(name, month)
    ]
    return sorted(found, key=lambda row: (row[1] is None, -(row[1] or 0), row[0]))
