"""Where an indicator or a node comes from: its history follows the function, not the unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from copy import copy
from typing import TypeVar

from django.db import connection
from django.db.models import Q, QuerySet

from organizations.formatting import QUARTERS
from performance.models import Indicator, PlanNode, Realization

Fact = TypeVar("Fact")
Lines = Mapping[int, Sequence[int]]  # what each indicator continues, nearest first

_SQL = """
WITH RECURSIVE line(own, source, depth) AS (
    SELECT id, predecessor_id, 1 FROM performance_indicator
     WHERE id = ANY(%s) AND predecessor_id IS NOT NULL
    UNION ALL
    SELECT line.own, i.predecessor_id, line.depth + 1
      FROM line JOIN performance_indicator i ON i.id = line.source
     WHERE i.predecessor_id IS NOT NULL AND line.depth < 20
)
SELECT own, source FROM line ORDER BY own, depth
"""


def ancestors_of(ids: Sequence[int]) -> dict[int, list[int]]:
    """Earlier indicators an indicator continues, nearest first; one statement."""
    found: dict[int, list[int]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [list(ids)])
        for own, source in cursor.fetchall():
            found[own].append(source)
    return found


def members(ids: Sequence[int], lines: Lines) -> set[int]:
    """The indicators and all they continue."""
    return {*ids, *(pk for line in lines.values() for pk in line)}


def nearest_by_year(
    ids: Sequence[int], lines: Lines, found: Mapping[tuple[int, int], Fact]
) -> dict[int, dict[int, Fact]]:
    """By indicator and year what it or the nearest it continues has; `found` by the same."""
    known: dict[int, dict[int, Fact]] = defaultdict(dict)
    for (pk, year), fact in found.items():
        known[pk][year] = fact
    merged: dict[int, dict[int, Fact]] = {}
    for own in ids:
        merged[own] = {}
        for pk in reversed((own, *lines.get(own, ()))):
            merged[own].update(known.get(pk, {}))
    return merged


def realized_years(
    ids: Sequence[int], lines: Lines, since: int, until: int
) -> dict[int, dict[int, Realization]]:
    """Realisations by indicator and year, those of the indicators it continues included.

    Where both have a figure for a quarter, the nearer one counts.
    """
    wanted = members(ids, lines)
    rows = Realization.objects.filter(indicator__in=wanted, year__range=(since, until))
    own: dict[int, dict[int, Realization]] = defaultdict(dict)
    for row in rows:
        own[row.indicator_id][row.year] = row
    if not lines:
        return own
    merged: dict[int, dict[int, Realization]] = defaultdict(dict)
    for own_pk in ids:
        found = merged[own_pk]
        for pk in (own_pk, *lines.get(own_pk, [])):
            for year, row in own.get(pk, {}).items():
                found[year] = _filled_up(found[year], row) if year in found else row
    return merged


def _filled_up(nearer: Realization, earlier: Realization) -> Realization:
    """A year that was begun at one place and ended at another, as one row; it is not saved."""
    joined = copy(nearer)
    for quarter in QUARTERS:
        if getattr(joined, f"k{quarter}") is None:
            for name in (f"k{quarter}", f"n{quarter}", f"d{quarter}"):
                setattr(joined, name, getattr(earlier, name))
    joined.per = joined.per or earlier.per
    return joined


def possible_predecessors(node: PlanNode, indicator: Indicator | None) -> QuerySet[Indicator]:
    """What an indicator may continue: those of earlier plans, of ended nodes, or switched off."""
    ended = Q(node__period__start_year__lt=node.period.start_year)
    ended |= Q(node__valid_to_year__isnull=False) | Q(is_active=False)
    rows = Indicator.objects.filter(ended).exclude(node=node)
    if node.organization_id is not None:
        rows = rows.exclude(node__organization=None)
    if indicator is not None:
        rows = rows.exclude(pk=indicator.pk)
    return rows.select_related("organization").order_by("organization__code", "name")
