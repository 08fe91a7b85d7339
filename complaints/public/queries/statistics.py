"""The city's reports of a period by category, kecamatan, channel and month."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F
from django.db.models.functions import Coalesce, ExtractMonth

from complaints import formulas
from complaints.choices import Channel
from complaints.public.queries.cards import counted
from complaints.public.queries.periods import Period
from organizations.exact import percent
from organizations.formatting import MONTHS
from organizations.models import Organization

GROUPS = {
    "kategori": ("Kategori", Coalesce("category__parent__name", "category__name")),
    "kecamatan": ("Kecamatan", Coalesce("area__parent__name", "area__name")),
    "saluran": ("Saluran", "channel"),
    "bulan": ("Bulan", ExtractMonth("received_at")),
}
NAMELESS = {"kategori": "Belum digolongkan", "kecamatan": "Tanpa wilayah"}


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
    """One statement each; by month only of a whole year."""
    names = [name for name in GROUPS if name != "bulan" or period.month is None]
    return [_breakdown(name, period, unit) for name in names]


def _breakdown(name: str, period: Period, unit: Organization | None) -> Breakdown:
    title, by = GROUPS[name]
    rows = counted(period, unit).order_by()
    found: list[tuple[Any, int]] = list(
        rows.annotate(by=_expression(by)).values_list("by").annotate(n=Count("pk"))
    )
    found.sort(
        key=(lambda row: row[0]) if name == "bulan" else (lambda row: (-row[1], str(row[0])))
    )
    whole = sum(count for _, count in found)
    shown = formulas.suppressed([count for _, count in found])
    groups = [
        Group(_label(name, key), count, percent(count, whole))
        for (key, _), count in zip(found, shown, strict=True)
    ]
    return Breakdown(name, title, groups, whole)


def _expression(by: Any) -> Any:
    return F(by) if isinstance(by, str) else by


def _label(name: str, key: Any) -> str:
    if name == "bulan":
        return MONTHS[key - 1]
    if name == "saluran":
        return str(Channel(key).label)
    return str(key) if key else NAMELESS[name]
