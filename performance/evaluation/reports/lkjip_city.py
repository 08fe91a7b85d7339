"""What the city's LKjIP tells of money: by sasaran and unit; programs stand in its annex."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from performance import formulas
from performance.evaluation.queries.annual_report import Lkjip
from performance.evaluation.queries.goals import Goal, sum_filled
from performance.evaluation.queries.row import Row


@dataclass(frozen=True)
class MoneyLine:
    """Programs under one name, with their rupiah together."""

    name: str
    programs: int
    pagu: Decimal | None
    spent: Decimal | None

    @property
    def absorption(self) -> Decimal | None:
        return formulas.rounded(formulas.absorption(self.spent, self.pagu), 2)


def supporters(goal: Goal) -> list[MoneyLine]:
    """The units whose programs support a goal, each in one line."""
    by_unit: dict[str, list[Row]] = defaultdict(list)
    for row in goal.programs:
        by_unit[row.owner].append(row)
    return [_line(owner, rows) for owner, rows in sorted(by_unit.items())]


def goal_money(data: Lkjip) -> list[MoneyLine]:
    """A line a goal, and one for the programs that hang on none: together every program once."""
    lines = [_line(goal.node.name, list(goal.programs)) for goal in data.goals if goal.programs]
    known = {row.node_id for goal in data.goals for row in goal.programs}
    rest = [row for row in data.programs if row.node_id not in known]
    return [*lines, _line("Program yang tidak bergantung pada sasaran", rest)] if rest else lines


def _line(name: str, rows: list[Row]) -> MoneyLine:
    pagu = sum_filled(row.pagu_rp for row in rows)
    return MoneyLine(name, len(rows), pagu, sum_filled(row.columns.col12_rp for row in rows))
