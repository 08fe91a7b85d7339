"""SAKIP of all units in one year: how far each is, the values, the ranking."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from organizations.formatting import QUARTERS
from organizations.models import Organization
from performance import formulas
from performance.choices import SakipLayer
from performance.counted import due_in
from performance.models import SakipAnswer, SakipEdition, SakipEvaluation
from performance.permissions import sakip as rights
from performance.sakip.queries.sheet import (
    Answer,
    Answers,
    Component,
    components_of,
    result_of,
)

EVERYWHERE = Q()


@dataclass(frozen=True)
class UnitLine:
    """One unit in the year's list."""

    unit: Organization
    evaluation: SakipEvaluation | None
    own: formulas.SakipTotal | None  # the self-assessment, once complete
    open_recommendations: int = 0
    is_readable: bool = True  # the sheet itself, not only how far it is

    @property
    def state_name(self) -> str:
        return self.evaluation.get_state_display() if self.evaluation else "Belum dimulai"

    @property
    def state(self) -> str:
        return self.evaluation.state if self.evaluation else ""


def years_of_editions() -> list[int]:
    return list(SakipEdition.objects.values_list("year", flat=True))


def reporting_units(year: int, among: Q = EVERYWHERE) -> list[Organization]:
    """Units that are evaluated for a year, in the order of their codes: there at its end, or begun."""
    begun = SakipEvaluation.objects.filter(edition__year=year)
    known = Q(pk__in=due_in(year, QUARTERS[-1])) | Q(pk__in=begun.values("organization"))
    return list(Organization.objects.reporting().filter(known & among).order_by("code", "name"))


def unit_lines(user: Any, edition: SakipEdition) -> list[UnitLine]:
    """Units whose sheets a person may follow, in the order of their codes."""
    units = reporting_units(edition.year, rights.followed_units(user))
    readable = set(
        SakipEvaluation.objects.filter(
            rights.visible_evaluations(user), edition=edition
        ).values_list("pk", flat=True)
    )
    found = {e.organization_id: e for e in evaluations_in(edition)}
    own = _totals(edition, SakipLayer.SELF)
    return [
        _unit_line(
            unit,
            found.get(unit.pk),
            own,
            readable,
            may_begin=bool(rights.can_view_lke(user, _unbegun(edition, unit))),
        )
        for unit in units
    ]


def _unbegun(edition: SakipEdition, unit: Organization) -> SakipEvaluation:
    return SakipEvaluation(edition=edition, organization=unit)


def _unit_line(
    unit: Organization,
    evaluation: Any,
    own: Mapping[int, formulas.SakipTotal],
    readable: set[int],
    *,
    may_begin: bool,
) -> UnitLine:
    if evaluation is None:
        return UnitLine(unit, None, None, is_readable=may_begin)
    can_read = evaluation.pk in readable
    shown = own.get(evaluation.pk) if can_read else None
    return UnitLine(unit, evaluation, shown, evaluation.open_count, can_read)


def evaluations_in(edition: SakipEdition) -> list[Any]:
    undone = Q(recommendations__verified_by=None)
    rows = SakipEvaluation.objects.filter(edition=edition).select_related("organization")
    return list(rows.annotate(open_count=Count("recommendations", filter=undone)))


def sheets_of(edition: SakipEdition, layer: str) -> dict[int, Sequence[Component]]:
    """The answers of one layer in every evaluation of the year. Two statements."""
    items = list(edition.instrument.items.all())
    rows = SakipAnswer.objects.filter(evaluation__edition=edition, layer=layer)
    given: dict[int, dict[int, Answers]] = defaultdict(dict)
    for evaluation_id, item_id, value in rows.values_list("evaluation_id", "item_id", "value"):
        given[evaluation_id][item_id] = {layer: Answer(value)}
    method = edition.instrument.method
    return {pk: components_of(method, items, answers) for pk, answers in given.items()}


def _totals(edition: SakipEdition, layer: str) -> dict[int, formulas.SakipTotal]:
    """Announced or not, the totals of the evaluations that are complete in this layer."""
    found = {pk: result_of(parts, layer) for pk, parts in sheets_of(edition, layer).items()}
    return {pk: total for pk, total in found.items() if total is not None}
