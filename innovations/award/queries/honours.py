"""The tiers of announced competitions, as they were frozen."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F

from innovations.award.queries.announced import announced
from organizations.honours import Honour, Winner


def competition_honour_years() -> set[int]:
    """Of editions in which somebody won something."""
    rows = announced().filter(standings__tier__isnull=False)
    return set(rows.values_list("edition__year", flat=True))


def competition_honours(year: int) -> Sequence[Honour]:
    """Every tier of every group, the first places first. One statement."""
    told = announced().filter(edition__year=year)
    rows = told.values_list("edition__name", F("content__groups"))
    found: list[Honour] = []
    for name, groups in rows:
        for group in groups:
            tiers: dict[str, list[Winner]] = {}
            for line in group["places"]:
                if line["tier"]:
                    winner = Winner(line["title"], line["unit"])
                    tiers.setdefault(line["tier"], []).append(winner)
            occasion = f"{name}, kelompok {group['name']}"
            found.extend(Honour(occasion, tier, winners) for tier, winners in tiers.items())
    return found
