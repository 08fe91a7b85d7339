"""An index with what it rests on: of all answers, of an element, of a group; rounded once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from organizations.exact import rounded
from surveys import formulas
from surveys.choices import Element, ElementOrder
from surveys.formulas import PARTS, Grade
from surveys.index.queries.tallies import Tally


@dataclass(frozen=True)
class Figure:
    """An index with what it rests on; rounded once. Nothing where nobody answered."""

    respondents: int
    exact: Decimal | None

    @property
    def index(self) -> Decimal | None:
        return rounded(self.exact)

    @property
    def grade(self) -> Grade | None:
        return formulas.grade_of(self.exact)


@dataclass(frozen=True)
class ElementFigure:
    """NRR of an element, its value x 25 and grade; `number` is that of the questionnaire."""

    element: Element
    number: int
    mean: Decimal | None
    figure: Figure


@dataclass(frozen=True)
class Group:
    """A group of respondents, a service or a point; hidden when too small to show."""

    key: str
    label: str
    respondents: int | None  # None: hidden
    figure: Figure | None
    elements: tuple[ElementFigure, ...] = ()

    @property
    def is_hidden(self) -> bool:
        return self.respondents is None


def figure_of(tally: Tally) -> Figure:
    return Figure(tally.respondents, formulas.index_of_total(tally.total, tally.respondents, PARTS))


def elements_of(tally: Tally, order: ElementOrder) -> tuple[ElementFigure, ...]:
    """The nine elements, U1 to U9 of an order."""
    numbered = enumerate(order.elements(), 1)
    return tuple(_element(element, number, tally) for number, element in numbered)


def simple_mean(figures: Iterable[Figure]) -> Figure:
    """The mean of units' own indexes, each counted once; units without answers are left out."""
    found = [figure for figure in figures if figure.respondents]
    mean = formulas.mean_index(figure.exact for figure in found)
    return Figure(sum(figure.respondents for figure in found), mean)


def _element(element: Element, number: int, tally: Tally) -> ElementFigure:
    total = tally.sums.get(element.value, 0)
    mean = formulas.element_mean(total, tally.respondents, PARTS)
    exact = None if mean is None else mean * formulas.SCALE
    return ElementFigure(element, number, mean, Figure(tally.respondents, exact))
