"""Everything an LKPJ tells of a year: results by urusan with problems and solutions, and lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from organizations.models import Organization
from performance.evaluation.queries.annual_report import Lkjip
from performance.evaluation.queries.city import CityEvaluation, evaluate_city
from performance.evaluation.queries.lkjip import CITY_DOCUMENTS, load_city_lkjip, load_lkjip
from performance.evaluation.queries.row import Row
from performance.models import (
    AssistanceTask,
    Award,
    BudgetLaw,
    CouncilRecommendation,
    RowNote,
    StrategicPolicy,
)
from performance.models.lkpj import YearRecord
from performance.plan.queries.units import called_in

QUARTERS = 4


@dataclass(frozen=True)
class Problem:
    text: str
    solution: str


@dataclass(frozen=True)
class Lkpj:
    year: int
    form: CityEvaluation
    own: Lkjip  # goals of whom the document is about: the unit, else the city
    problems: dict[int, Problem]  # by indicator
    laws: tuple[BudgetLaw, ...]
    policies: tuple[StrategicPolicy, ...]
    recommendations: tuple[CouncilRecommendation, ...]
    awards: tuple[Award, ...]
    tasks: tuple[AssistanceTask, ...]

    def records(self) -> tuple[YearRecord, ...]:
        """The lines of all yearly lists."""
        return (
            *self.laws, *self.policies, *self.recommendations, *self.awards, *self.tasks,
        )  # fmt: skip

    def problem_of(self, row: Row) -> Problem:
        return self.problems.get(row.indicator_id or 0, Problem("", ""))


def load_lkpj(
    city: object, year: int, levels: Sequence[str], unit: Organization | None = None
) -> Lkpj:
    """The LKPJ data of the city, or of one unit; in a constant number of queries."""
    units = None if unit is None else [unit]
    form = evaluate_city(year, QUARTERS, levels, units, CITY_DOCUMENTS)
    ids = [row.indicator_id for row in form.rows if row.indicator_id]
    return Lkpj(
        year=year,
        form=form,
        own=load_lkjip(unit, year) if unit else load_city_lkjip(city, year),
        problems=problems_of(ids, year),
        laws=_records(BudgetLaw, year, unit),
        policies=_records(StrategicPolicy, year, unit),
        recommendations=_records(CouncilRecommendation, year, unit),
        awards=_records(Award, year, unit),
        tasks=_records(AssistanceTask, year, unit),
    )


def _records(model: type, year: int, unit: Organization | None) -> tuple:
    rows = model.objects.filter(year=year).select_related("organization")  # type: ignore[attr-defined]
    found = tuple(rows if unit is None else rows.filter(organization=unit))
    called_in(year, (row.organization for row in found if row.organization))
    return found


def problems_of(ids: Sequence[int], year: int) -> dict[int, Problem]:
    """What hindered and what was done, from the notes of the entry; the latest quarter's words."""
    found: dict[int, Problem] = {}
    for note in RowNote.objects.filter(indicator__in=ids, year=year).order_by("quarter"):
        if note.inhibiting or note.follow_up:
            found[note.indicator_id] = Problem(note.inhibiting, note.follow_up)
    return found
