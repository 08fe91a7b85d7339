"""The list of the registry, and one entry of it for whoever may open it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from innovations.models import Innovation
from innovations.permissions import visible_innovations
from organizations.access import access_of
from organizations.formatting import format_number
from organizations.models import Organization

MOST_WORDS = 6
EXACT = {"status": "state", "kategori": "category", "asal": "origin", "opd": "organization"}


def entries_of(user: Any) -> QuerySet[Innovation]:
    return Innovation.objects.filter(visible_innovations(user)).select_related("organization")


def listed(user: Any, asked: Mapping[str, Any]) -> QuerySet[Innovation]:
    """The city's own by name, then those from elsewhere; every word asked for stands in the name,
    the expansion or the source."""
    rows = entries_of(user)
    for word in str(asked.get("kata") or "").split()[:MOST_WORDS]:
        rows = rows.filter(
            Q(name__icontains=word) | Q(expansion__icontains=word) | Q(source__icontains=word)
        )
    exact = {field: asked[name] for name, field in EXACT.items() if asked.get(name)}
    return rows.filter(**exact).order_by("is_from_elsewhere", "name", "pk")


def entry_of(user: Any, pk: int) -> Innovation | None:
    rows = entries_of(user).select_related("original", "successor")
    return rows.filter(pk=pk).first()


def units_seen(user: Any) -> QuerySet[Organization]:
    """Units that have entries the person may see."""
    owners = Innovation.objects.filter(visible_innovations(user)).values("organization")
    return Organization.objects.filter(pk__in=owners).order_by("name")


def units_written(user: Any, on: Any) -> QuerySet[Organization]:
    """Units for which the person may begin an entry."""
    may = access_of(user).organizations("innovations.edit")
    return Organization.objects.valid(on).filter(may).order_by("name")


def entries_named(user: Any, text: str) -> list[Innovation]:
    """The entry of this address, else at most two of this name: for a field that names another."""
    rows = Innovation.objects.filter(
        Q(pk__in=entries_of(user)) | Q(pk__in=Innovation.objects.public())
    )
    return list(rows.filter(slug=text.casefold())) or list(rows.filter(name__iexact=text)[:2])


def named_for_history(innovations: Iterable[Innovation]) -> str:
    """What lines of a history say of entries: public ones by name, the others by their number, as a
    line stays readable for people who may not know of them."""
    rows = list(innovations)
    names = sorted(row.name for row in rows if row.is_public)
    if unshown := len(rows) - len(names):
        names.append(f"{format_number(unshown)} inovasi yang belum tayang")
    return ", ".join(names)


def common_unit(innovations: Iterable[Innovation]) -> Organization | None:
    """The unit where everything is of one."""
    units = {row.organization_id: row.organization for row in innovations}
    return next(iter(units.values())) if len(units) == 1 else None
