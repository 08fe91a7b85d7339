"""In which finished years a node or an indicator stands: their documents print what it promises."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from performance.models import FormerValue, Indicator, PlanNode
from performance.plan.queries.closed_years import ClosedYears, closed_years


@dataclass(frozen=True)
class Standing:
    """The finished years of a unit's plan, and what indicators were in them."""

    finished: frozenset[int] = frozenset()
    said: Mapping[int, Mapping[int, bool]] = field(default_factory=dict)  # active, by last year

    @classmethod
    def read(cls, closed: ClosedYears, indicators: Iterable[int] = ()) -> Standing:
        """One query where a year is finished, else none."""
        if not closed.finished:
            return cls()
        rows = FormerValue.objects.filter(indicator__in=list(indicators), field="is_active")
        said: dict[int, dict[int, bool]] = defaultdict(dict)
        for pk, until, value in rows.values_list("indicator", "until_year", "value"):
            said[pk or 0][until] = bool(value)
        return cls(closed.finished, said)

    @property
    def first_open(self) -> int:
        return max(self.finished, default=0) + 1

    def of_node(self, begins: int | None, ends: int | None) -> frozenset[int]:
        return frozenset(y for y in self.finished if (begins or y) <= y <= (ends or y))

    def of_indicator(
        self, pk: int, *, is_active: bool, begins: int | None = None, ends: int | None = None
    ) -> frozenset[int]:
        said = self.said.get(pk, {})
        return frozenset(
            year
            for year in self.of_node(begins, ends)
            if said.get(min((y for y in said if y >= year), default=0), is_active)
        )


def printed_years(master: Indicator | PlanNode) -> frozenset[int]:
    """Finished years whose documents print the promises of one node or indicator."""
    closed = closed_years(master)
    if isinstance(master, PlanNode):
        return closed.finished
    standing = Standing.read(closed, [master.pk])
    return standing.of_indicator(master.pk, is_active=master.is_active)
