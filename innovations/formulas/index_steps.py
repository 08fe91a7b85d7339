"""What is missing for the next band, cheapest first. Pure: nothing is saved, nothing is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from innovations.formulas.index import IndexRule, band_of, count_score, index_of
from organizations.exact import exact, rounded


@dataclass(frozen=True)
class Standing:
    """What an index rests on: sum of the scores of `scored` innovations, services they cover."""

    rule: IndexRule
    regional: Decimal
    total: Decimal
    scored: int
    services: frozenset[str]

    @property
    def index(self) -> Decimal:
        """Every innovation that is scored is counted."""
        return index_of(
            self.rule, self.regional, self.total,
            scored=self.scored, count=self.scored, basic_services=len(self.services),
        )  # fmt: skip

    @property
    def count_score(self) -> Decimal:
        return count_score(self.rule, self.scored, len(self.services))

    @property
    def band(self) -> str:
        return band_of(self.index, self.rule.bands)


@dataclass(frozen=True)
class Step:
    """Something that can be done. `effort` orders kinds of work, 1 the cheapest."""

    key: str
    effort: int
    points: Decimal  # to the score of an innovation, or to the regional one
    is_regional: bool = False
    reported: int = 0  # innovations that are new in the report
    services: frozenset[str] = frozenset()  # which these cover


@dataclass(frozen=True)
class Taken:
    """A step with what it adds to the index, unrounded, and the index after it."""

    step: Step
    gain: Decimal
    index: Decimal


@dataclass(frozen=True)
class Way:
    """The steps to the next band; `target` is None where there is none above."""

    target: str | None
    least: Decimal | None
    steps: Sequence[Taken]
    index: Decimal

    @property
    def is_reached(self) -> bool:
        return self.least is not None and rounded(self.index) >= self.least


def after(standing: Standing, step: Step) -> Standing:
    with exact():
        if step.is_regional:
            return replace(standing, regional=standing.regional + step.points)
        return replace(
            standing,
            total=standing.total + step.points,
            scored=standing.scored + step.reported,
            services=standing.services | step.services,
        )


def gain_of(standing: Standing, step: Step) -> Decimal:
    """What a step adds to the index, in its points; negative where it thins the mean out."""
    with exact():
        return after(standing, step).index - standing.index


def cheapest_first(standing: Standing, steps: Iterable[Step]) -> list[Taken]:
    """Steps that add something, by effort, then by what they add, then in the order given.

    Effort stands first because a file that only has to be uploaded is done in a week, whatever it
    adds; within one kind of work what adds most comes first.
    """
    valued = [(step, gain_of(standing, step)) for step in steps]
    with exact():
        found = [Taken(step, gain, standing.index + gain) for step, gain in valued if gain > 0]
    return sorted(found, key=lambda one: (one.step.effort, -one.gain))


def way_up(standing: Standing, steps: Iterable[Step]) -> Way:
    """The cheapest steps one after another until the next band, or all of them if it is too far.

    A step that, after those before it, adds nothing any more is left out. Bands are judged on the
    value rounded to two decimals, as `band_of` does.
    """
    value = rounded(standing.index)
    above = [(least, band) for least, band in standing.rule.bands if least > value]
    if not above:
        return Way(None, None, (), standing.index)
    least, target = above[-1]  # bands stand best first
    taken: list[Taken] = []
    now = standing
    for one in cheapest_first(standing, steps):
        if rounded(now.index) >= least:
            break
        gain = gain_of(now, one.step)
        if gain > 0:
            now = after(now, one.step)
            taken.append(Taken(one.step, gain, now.index))
    return Way(target, least, taken, now.index)


def with_all(standing: Standing, steps: Iterable[Step]) -> Standing:
    for step in steps:
        standing = after(standing, step)
    return standing
