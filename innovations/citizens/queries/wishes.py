"""Who wants to do the same: for the unit, and as far as it may be said for everybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from innovations import permissions
from innovations.choices import WishState
from innovations.models import Innovation, Wish
from organizations.queries.keyset import newest_page
from organizations.texts import folded

PAGE = 50


def wishes_of(user: Any, state: str = "") -> QuerySet[Wish]:
    """Those of innovations the person writes for, newest first."""
    rows = Wish.objects.filter(permissions.of_citizens(user))
    rows = rows.filter(state=state) if state else rows
    return rows.select_related("innovation__organization").order_by("-pk")


def wish_page(rows: QuerySet[Wish], before: int | None) -> tuple[list[Wish], int | None]:
    """One keyset page, and the key after which the next begins."""
    return newest_page(rows, before, PAGE)


@dataclass(frozen=True)
class Replicators:
    """Institutions that do the same: those that may be named, and how many more there are."""

    named: list[str]
    unnamed: int


def replicators_of(innovation: Innovation, listed: Iterable[str] = ()) -> Replicators:
    """Beside the entries of the registry (`listed` names whose they are): nobody counts twice."""
    known = {folded(name) for name in listed}
    rows = Wish.objects.filter(innovation=innovation, state=WishState.REPLICATING).order_by("pk")
    named: dict[str, str] = {}
    silent: set[str] = set()
    for institution, is_open in rows.values_list("institution", "is_open"):
        mark = folded(institution)
        if mark in known:
            continue
        if is_open:
            named.setdefault(mark, institution)
        else:
            silent.add(mark)
    return Replicators(list(named.values()), len(silent - set(named)))
