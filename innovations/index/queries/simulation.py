"""The simulation of a round: the cheapest way up, and what chosen steps would bring."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from innovations.formulas import Standing, Way, cheapest_first, way_up, with_all
from innovations.index.queries.sheet import Sheet, sheet_of
from innovations.index.queries.steps import Possible, possible_steps
from innovations.models import IndexRound
from organizations.exact import rounded

MOST_SHOWN = 40


@dataclass(frozen=True)
class Choice:
    """A step on the page, with what it adds alone."""

    possible: Possible
    gain: Decimal
    is_chosen: bool
    on_way: bool


@dataclass(frozen=True)
class Simulation:
    sheet: Sheet
    way: Way
    choices: Sequence[Choice]
    hidden: int  # steps that are not shown
    result: Standing | None  # with the chosen steps

    @property
    def reached(self) -> Decimal:
        return rounded(self.way.index)

    @property
    def outcome(self) -> Decimal | None:
        return rounded(self.result.index) if self.result else None


def simulate(round_: IndexRound, asked: Collection[str]) -> Simulation:
    """Steps of the way first, then the cheapest others; what is asked for and unknown is left out."""
    sheet = sheet_of(round_)
    known = {one.step.key: one for one in possible_steps(round_, sheet)}
    steps = [one.step for one in known.values()]
    way = way_up(sheet.standing, steps)
    on_way = [taken.step.key for taken in way.steps]
    alone = {taken.step.key: taken.gain for taken in cheapest_first(sheet.standing, steps)}
    chosen = [key for key in dict.fromkeys(asked) if key in known]
    order = list(dict.fromkeys([*chosen, *on_way, *alone]))
    choices = [
        Choice(known[key], rounded(alone.get(key, Decimal())), key in chosen, key in on_way)
        for key in order[: max(MOST_SHOWN, len(chosen))]
    ]
    result = with_all(sheet.standing, [known[key].step for key in chosen]) if chosen else None
    return Simulation(sheet, way, choices, len(order) - len(choices), result)
