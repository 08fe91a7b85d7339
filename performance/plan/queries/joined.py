"""Indicators that joined another one when units merged, and what adds up of both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from django.db import connection

from organizations.formatting import QUARTERS, ROMAN
from performance.models import (
    NodeJoin,
    PeriodBudget,
    PeriodTarget,
    PlanVersion,
    Realization,
    YearTarget,
)

Figures = TypeVar("Figures", PeriodTarget, YearTarget, Realization)


@dataclass(frozen=True)
class Origin:
    """An indicator that joined another from a year on, and the unit it came from."""

    indicator: int
    year: int
    adds_up: bool
    name: str
    unit: str
    typed: tuple[Decimal | None, ...] = ()  # K it had of the year already when it joined

    def brings(self, year: int) -> bool:
        """Whether it had K of the year already."""
        return self.year == year and any(value is not None for value in self.typed)

    def note(self, first: int) -> str:
        """What of it stands in figures that begin with the year `first`; empty where nothing can."""
        before = f"s.d. {self.year - 1}" if self.year > first else ""
        begun = quarters_typed(self.typed) if self.year >= first else ""
        if begun:
            begun += f" {self.year} yang sudah diisinya"
        until = " dan ".join(filter(None, (before, begun)))
        if not until:
            return ""
        if self.adds_up:
            return f"Termasuk target dan realisasi {self.unit} {until}"
        return f"{self.unit} bergabung mulai {self.year}; realisasinya {until} tidak ikut"


def told_of(origins: Iterable[Origin]) -> tuple[Origin, ...]:
    """Those that joined, as people are told: of one that joined in two periods once."""
    found: dict[tuple[str, int, bool], Origin] = {}
    for one in origins:
        key = (one.unit, one.year, one.adds_up)
        if key not in found or one.brings(one.year):
            found[key] = one
    return tuple(found.values())


def quarters_typed(values: Sequence[Decimal | None]) -> str:
    """The quarters something was typed in: "triwulan I dan II"; empty for none."""
    found = [ROMAN[n] for n, value in enumerate(values, start=1) if value is not None]
    if len(found) > 1:
        found = [", ".join(found[:-1]), found[-1]]
    return f"triwulan {' dan '.join(found)}" if found else ""


Joins = Mapping[int, Sequence[Origin]]

# Who joined an indicator, one it continues, or one that joined it; of those that joined through
# another it adds up only where every step does.
_SQL = """
WITH RECURSIVE part(own, root, member, year, adds_up) AS (
    SELECT id, id, id, NULL::int, true FROM unnest(%s::bigint[]) AS given(id)
    UNION
    SELECT part.own, next.root, next.member, next.year, next.adds_up
      FROM part CROSS JOIN LATERAL (
        SELECT part.root, i.predecessor_id, part.year, part.adds_up FROM performance_indicator i
         WHERE i.id = part.member AND i.predecessor_id IS NOT NULL
        UNION ALL
        SELECT j.source_id, j.source_id, least(part.year, j.year), part.adds_up AND j.adds_up
          FROM performance_indicatorjoin j WHERE j.target_id = part.member AND j.year <= %s
      ) next(root, member, year, adds_up)
)
SELECT DISTINCT part.own, part.root, part.year, part.adds_up, i.name,
       coalesce(nullif(o.short_name, ''), o.name), r.k1, r.k2, r.k3, r.k4
  FROM part JOIN performance_indicator i ON i.id = part.root
  LEFT JOIN performance_realization r ON r.indicator_id = part.root AND r.year = part.year
  JOIN organizations_organization o ON o.id = i.organization_id
 WHERE part.root <> part.own AND part.year IS NOT NULL
 ORDER BY part.own, part.year, part.root
"""


def joins_of(ids: Sequence[int], year: int) -> dict[int, list[Origin]]:
    """By indicator those that joined it up to the year, the earliest first; at most one statement."""
    if not ids:
        return {}
    found: dict[int, list[Origin]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [list(ids), year])
        for own, root, since, adds_up, name, unit, *typed in cursor.fetchall():
            found[own].append(Origin(root, since, adds_up, name, unit, tuple(typed)))
    return dict(found)


def brought_by(ids: Sequence[int], year: int) -> dict[int, list[Origin]]:
    """`bringing` of some indicators; one statement."""
    return bringing(joins_of(ids, year), year)


def brought_rupiah(ids: Sequence[int], year: int) -> dict[int, list[Origin]]:
    """By node those that joined it in this very year and had spent of it; one statement.

    Their rupiah stay where they were spent and add up in the node."""
    joins = NodeJoin.objects.filter(
        target__in=ids, year=year, source__budget_realizations__year=year
    )
    rows = joins.order_by("source").values_list(
        "target",
        "source",
        "source__name",
        "source__organization__short_name",
        "source__organization__name",
        *(f"source__budget_realizations__rp{n}" for n in QUARTERS),
    )
    found: dict[int, list[Origin]] = defaultdict(list)
    for target, source, name, short, full, *spent in rows:
        typed = tuple(None if amount is None else Decimal(amount) for amount in spent)
        found[target].append(Origin(source, year, True, name, short or full, typed))
    return {pk: parts for pk, parts in found.items() if any(one.brings(year) for one in parts)}


def bringing(joins: Joins, year: int) -> dict[int, list[Origin]]:
    """By indicator those whose K of this very year adds up in it: typed before they joined."""
    added = adding(joins).items()
    found = {own: [one for one in rows if one.brings(year)] for own, rows in added}
    return {own: rows for own, rows in found.items() if rows}


def may_hold_both(value: Decimal | int | None, came: Sequence[Decimal]) -> bool:
    """Whether a figure might be the total with what came; a smaller one than that cannot be."""
    if value is None or not any(came):
        return False
    return min(came) < 0 or value >= sum(came)


def adding(joins: Joins) -> dict[int, list[Origin]]:
    """Only those whose figures add up."""
    found = {own: [one for one in rows if one.adds_up] for own, rows in joins.items()}
    return {own: rows for own, rows in found.items() if rows}


def with_joined_ends(
    ids: Iterable[int],
    joins: Joins,
    found: Mapping[int, PeriodTarget],
    versions: Sequence[PlanVersion],
) -> dict[int, PeriodTarget]:
    """End targets of indicators with those that joined them; `found` holds both kinds."""
    begun = {version.pk: version.effective_year or 0 for version in versions}
    ends = {}
    for pk in ids:
        own = found.get(pk)
        for part in joins.get(pk, ()):
            row = found.get(part.indicator)
            if row is not None and (own is None or begun.get(own.version_id, 0) < part.year):
                own = _sum(own, row, ("baseline", "end_target"))
        if own is not None:
            ends[pk] = own
    return ends


def with_joined_years(
    ids: Iterable[int],
    joins: Joins,
    found: Mapping[tuple[int, int], YearTarget],
    versions: Mapping[int, PlanVersion],
) -> dict[tuple[int, int], YearTarget]:
    """Year targets of indicators with those that joined them.

    From the year of the merger on yearly plans, and revisions that begin then, speak for both.
    """

    def is_whole(row: YearTarget, year: int) -> bool:
        version = versions[row.version_id]
        return row.year >= year and (version.year or version.effective_year or 0) >= year

    wanted = set(ids)
    merged = {key: row for key, row in found.items() if key[0] in wanted}
    for pk in wanted & set(joins):
        for part in joins[pk]:
            for (source, year), row in found.items():
                own = merged.get((pk, year))
                if source != part.indicator or is_whole(row, part.year):
                    continue
                if own is None or not is_whole(own, part.year):
                    merged[pk, year] = _sum(own, row, ("target", "q1", "q2", "q3", "q4"))
    return merged


def with_joined_quarters(own: Realization | None, part: Realization) -> Realization:
    """A year both reported on, as one row; it is not saved."""
    return _sum(own, part, ("k1", "k2", "k3", "k4"))


def joined_ends(joins: Joins, version: PlanVersion) -> dict[int, Decimal]:
    """By indicator, the end targets of those that joined it where the version has them apart."""
    added, begun = adding(joins).items(), version.effective_year or 0
    parts = {part.indicator: own for own, rows in added for part in rows if part.year > begun}
    rows = PeriodTarget.objects.filter(
        indicator__in=parts, version=version, end_target__isnull=False
    )
    found: dict[int, Decimal] = defaultdict(Decimal)
    for pk, amount in rows.values_list("indicator", "end_target"):
        found[parts[pk]] += amount or 0
    return dict(found)


def joined_budgets(nodes: Iterable[int], year: int, version: PlanVersion) -> dict[int, Decimal]:
    """By node, the end of the period of those that joined it, without what is below them."""
    joins = NodeJoin.objects.filter(target__in=list(nodes), year__lte=year).order_by("year")
    begun = version.effective_year or 0
    together = {row.source_id for row in joins if row.year <= begun}
    homes = {row.source_id: row.target_id for row in joins if row.source_id not in together}
    rows = PeriodBudget.objects.filter(node__in=homes, version=version, end_amount__isnull=False)
    found: dict[int, Decimal] = defaultdict(Decimal)
    for pk, amount in rows.values_list("node", "end_amount"):
        found[homes[pk]] += amount or 0
    return dict(found)


def _sum(own: Figures | None, part: Figures, names: Sequence[str]) -> Figures:
    """Both together, as one row that is not saved."""
    if own is None:
        return part
    joined = copy(own)
    for name in names:
        filled = [one for one in (getattr(own, name), getattr(part, name)) if one is not None]
        setattr(joined, name, sum(filled) if filled else None)
    return joined
