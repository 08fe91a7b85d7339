"""The city's reports of a period by category, kecamatan, channel and month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from complaints.choices import Channel
from complaints.models import Area, Category
from complaints.models.tally import Facet
from complaints.public.queries.periods import Period
from complaints.public.queries.tallies import by_value, counts
from organizations.exact import percent
from organizations.formatting import MONTHS
from organizations.models import Organization
from organizations.small_cells import suppressed

GROUPS: Mapping[str, tuple[str, Facet]] = {
    "kategori": ("Kategori", Facet.CATEGORY),
    "kecamatan": ("Kecamatan", Facet.AREA),
    "saluran": ("Saluran", Facet.CHANNEL),
    "bulan": ("Bulan", Facet.CHANNEL),
}
NAMELESS = {"kategori": "Belum digolongkan", "kecamatan": "Tanpa wilayah"}
ABOVE: Mapping[str, type[Category | Area]] = {"kategori": Category, "kecamatan": Area}


@dataclass(frozen=True)
class Group:
    """A line of a breakdown; None is a number too small to show."""

    label: str
    count: int | None
    share: Decimal | None


@dataclass(frozen=True)
class Breakdown:
    name: str
    title: str
    groups: list[Group]
    whole: int

    @property
    def is_hidden(self) -> bool:
        return any(group.count is None for group in self.groups)


def breakdowns(period: Period, unit: Organization | None = None) -> list[Breakdown]:
    """By month only of a whole year."""
    names = [name for name in GROUPS if name != "bulan" or period.month is None]
    return [_breakdown(name, period, unit) for name in names]


def _breakdown(name: str, period: Period, unit: Organization | None) -> Breakdown:
    title, facet = GROUPS[name]
    if name == "bulan":
        months: Counter[int] = Counter()
        for (month, _), n in counts(facet, period, unit, by_month=True).items():
            months[month] += n
        found = [(MONTHS[month - 1], months[month]) for month in sorted(months)]
    else:
        labelled = _labelled(name, by_value(counts(facet, period, unit)))
        found = sorted(labelled.items(), key=lambda row: (-row[1], row[0]))
    whole = sum(count for _, count in found)
    shown = suppressed([count for _, count in found])
    groups = [
        Group(label, count, percent(count, whole))
        for (label, _), count in zip(found, shown, strict=True)
    ]
    return Breakdown(name, title, groups, whole)


def _labelled(name: str, found: Counter[str]) -> Counter[str]:
    """By the name of the main category or the kecamatan; channels by their own."""
    if name == "saluran":
        return Counter({str(Channel(key).label): n for key, n in found.items()})
    rows = ABOVE[name].objects.filter(pk__in=[0, *filter(None, found)])
    names = {str(row.pk): (row.parent or row).name for row in rows.select_related("parent")}
    labelled: Counter[str] = Counter()
    for key, n in found.items():
        labelled[names.get(key, NAMELESS[name])] += n
    return labelled
