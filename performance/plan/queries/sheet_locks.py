"""What of a page of targets or pagu can only be read, and why, said once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from performance.models import Indicator, PlanNode, PlanVersion
from performance.plan.queries.plan_locks import PlanLocks
from performance.plan.queries.standing import printed_years


@dataclass(frozen=True)
class Locked:
    """Why figures stay as they are, in a few words: of each year and of the whole period."""

    years: dict[int, str]
    period: str  # what stands there; what is empty may be filled
    printed: str  # what is empty as well
    carried: frozenset[int]

    @classmethod
    def read(
        cls,
        master: Indicator | PlanNode,
        period: PlanVersion | None,
        versions: Mapping[int, PlanVersion | None],
        *,
        of_city: bool = False,
    ) -> Locked:
        locks = PlanLocks.read(master.organization_id, of_city=of_city)
        finished = printed_years(master)
        found = {
            year: locks.cause_of_year(version, year) or _printed(locks, version, finished)
            for year, version in versions.items()
        }
        return cls(
            {year: cause for year, cause in found.items() if cause},
            locks.of_period(period),
            locks.of_printed(period, finished),
            frozenset({*locks.closed, *locks.city}),
        )

    @property
    def last_year(self) -> int | None:
        return max(self.years, default=None)

    @property
    def sentence(self) -> str:
        """Which figures are locked and why, each cause once; empty where all are open."""
        by_cause: dict[str, list[int]] = {}
        for year in sorted(self.years):
            by_cause.setdefault(self.years[year], []).append(year)
        parts = [f"{years_said(years)} ({cause})" for cause, years in by_cause.items()]
        if self.period or self.printed:
            parts.append("angka seluruh periode" + ("" if self.printed else " yang sudah terisi"))
        return f"Terkunci: {'; '.join(parts)}." if parts else ""

    def locks_period(self, stored: object) -> bool:
        """Whether a figure of the whole period stays as it is."""
        return bool(self.printed) or (bool(self.period) and stored is not None)


def _printed(locks: PlanLocks, version: PlanVersion | None, finished: Collection[int]) -> str:
    printed = bool(locks.of_printed(version, finished))
    return f"tercetak di dokumen {max(finished)} yang sudah selesai" if printed else ""


def years_said(years: Collection[int]) -> str:
    """Years in a row by their ends: "2021–2023, 2025".

    >>> years_said([2021, 2022, 2023, 2025])
    '2021–2023, 2025'
    """
    rows: list[list[int]] = []
    for year in sorted(years):
        if rows and year == rows[-1][-1] + 1:
            rows[-1].append(year)
        else:
            rows.append([year])
    return ", ".join(f"{row[0]}–{row[-1]}" if len(row) > 1 else str(row[0]) for row in rows)
