"""Rupiah of the tree in one statement: sums over sub kegiatan and marked remainders.

Every row of money belongs to one node and counts once in that node, once in its kegiatan
and once in its program (the fixed level columns). Nothing is added over sub-totals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef

from performance.models import Pagu, PlanVersion
from performance.plan.queries.rollup_sql import BEFORE_SQL, SQL, YEARS_SQL


@dataclass(frozen=True)
class Money:
    """Whole rupiah of one node with everything below it; None where nothing is filled."""

    end_amount: int | None = None
    carried: int | None = None
    earlier: int | None = None
    pagu: int | None = None
    rp1: int | None = None
    rp2: int | None = None
    rp3: int | None = None
    rp4: int | None = None
    remainder: int | None = None

    @property
    def before(self) -> int | None:
        """Spent before the year: what was carried in and the years held here."""
        return added(self.carried, self.earlier)

    @property
    def quarters(self) -> tuple[int | None, int | None, int | None, int | None]:
        return (self.rp1, self.rp2, self.rp3, self.rp4)


def money_of(
    units: Sequence[int],
    year: int,
    period: Sequence[PlanVersion],
    annual: Sequence[PlanVersion],
) -> dict[int, Money]:
    """Money of every program, kegiatan and sub kegiatan of the units, by node; one statement.

    `period` and `annual` are versions in order of preference (see `versions.chain_for`).
    """
    params: dict[str, Any] = {
        "units": list(units),
        "year": year,
        "last": year,
        "period": [version.pk for version in period],
        "annual": [version.pk for version in annual],
    }
    with connection.cursor() as cursor:
        cursor.execute(SQL, params)
        return {
            row[0]: Money(*(None if value is None else int(value) for value in row[1:]))
            for row in cursor.fetchall()
        }


def spent_before(units: Sequence[int], year: int) -> dict[int, tuple[int, int]]:
    """By node what it and those that joined it spent in the period before the year, then the part
    of those that joined; one statement.

    What is below the node is not counted, nor what was carried into it in this very year.
    """
    given: dict[str, Any] = {"units": list(units), "year": year, "last": year}
    # By position: while triggers are put aside, as in imports, statements take no names.
    names = re.findall(r"%\((\w+)\)s", BEFORE_SQL)
    sql = re.sub(r"%\(\w+\)s", "%s", BEFORE_SQL)
    with connection.cursor() as cursor:
        cursor.execute(sql, [given[name] for name in names])
        return {row[0]: (int(row[1]), int(row[2] or 0)) for row in cursor.fetchall()}


YearMoney = dict[int, tuple[int | None, int | None]]


def yearly_money(
    units: Sequence[int], years: range, chains: Mapping[int, Sequence[PlanVersion]], until: int
) -> dict[int, YearMoney]:
    """Pagu and spending of every year, by node: {node: {year: (pagu, spent)}}; one statement.

    Spending after `until` is left out; pagu is shown for every year of the plan, each from its
    chain of versions in order of preference.
    """
    ranks = [(year, row.pk, at) for year, chain in chains.items() for at, row in enumerate(chain)]
    params: dict[str, Any] = {
        "units": list(units),
        "year": until,
        "first": years[0],
        "last": years[-1],
        "plan_years": [year for year, _, _ in ranks],
        "versions": [version for _, version, _ in ranks],
        "places": [place for _, _, place in ranks],
    }
    found: dict[int, YearMoney] = {}
    with connection.cursor() as cursor:
        cursor.execute(YEARS_SQL, params)
        for node, year, pagu, spent in cursor.fetchall():
            found.setdefault(node, {})[year] = (
                None if pagu is None else int(pagu),
                None if spent is None else int(spent),
            )
    return found


def fallbacks(
    units: Sequence[int], own: Sequence[PlanVersion], yearly: Sequence[PlanVersion]
) -> set[int]:
    """Yearly versions whose pagu stands in where the period's plan has none of its own."""
    stated = Pagu.objects.filter(node=OuterRef("node"), year=OuterRef("year"), version__in=own)
    rows = Pagu.objects.filter(~Exists(stated), node__organization__in=units, version__in=yearly)
    return set(rows.values_list("version", flat=True).distinct())


def added(*values: int | None) -> int | None:
    """The sum of what is filled; None when nothing is."""
    filled = [value for value in values if value is not None]
    return sum(filled) if filled else None


def total(parts: Iterable[Money]) -> Money:
    """Money of several programs together (a bidang, a urusan, the whole unit)."""
    parts = list(parts)
    sums = {f.name: added(*(getattr(part, f.name) for part in parts)) for f in fields(Money)}
    return replace(Money(**sums), remainder=None)


def decimals(values: Iterable[int | None]) -> tuple[Decimal | None, ...]:
    return tuple(None if value is None else Decimal(value) for value in values)
