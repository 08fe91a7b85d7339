"""SAKIP of all units in one year: how far each is, the values, the ranking."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q

from organizations.models import Organization
from performance import formulas
from performance.choices import SakipLayer, SakipState
from performance.models import SakipAnswer, SakipEdition, SakipEvaluation
from performance.permissions import sakip as rights
from performance.sakip.queries.sheet import (
    Answer,
    Answers,
    Component,
    components_of,
    edition_of,
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


@dataclass(frozen=True)
class RankLine:
    """One unit in the ranking of announced results."""

    rank: int
    unit: Organization
    total: Decimal
    predicate: str
    label: str
    components: Mapping[str, Decimal | None]  # component code → points, unrounded
    before: Decimal | None  # the total of the year before, when it was announced


@dataclass(frozen=True)
class Ranking:
    """Announced results of a year, best first, and the units still without one."""

    edition: SakipEdition | None
    lines: Sequence[RankLine]
    waiting: Sequence[tuple[Organization, str]]  # unit and how far it is

    def with_predicate(self, predicate: str) -> list[RankLine]:
        return [line for line in self.lines if line.predicate == predicate]


def years_of_editions() -> list[int]:
    return list(SakipEdition.objects.values_list("year", flat=True))


def reporting_units(year: int, among: Q = EVERYWHERE) -> list[Organization]:
    """Units that are evaluated in a year, in the order of their codes."""
    return list(
        Organization.objects.reporting().filter(among).in_year(year).order_by("code", "name")
    )


def unit_lines(user: Any, edition: SakipEdition) -> list[UnitLine]:
    """Units whose sheets a person may follow, in the order of their codes."""
    units = reporting_units(edition.year, rights.followed_units(user))
    readable = set(
        SakipEvaluation.objects.filter(
            rights.visible_evaluations(user), edition=edition
        ).values_list("pk", flat=True)
    )
    found = {e.organization_id: e for e in _evaluations(edition)}
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


def _evaluations(edition: SakipEdition) -> list[Any]:
    undone = Q(recommendations__verified_by=None)
    rows = SakipEvaluation.objects.filter(edition=edition).select_related("organization")
    return list(rows.annotate(open_count=Count("recommendations", filter=undone)))


def _sheets(edition: SakipEdition, layer: str) -> dict[int, Sequence[Component]]:
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
    found = {pk: result_of(parts, layer) for pk, parts in _sheets(edition, layer).items()}
    return {pk: total for pk, total in found.items() if total is not None}


def announced_results(unit: Organization, limit: int = 5) -> list[SakipEvaluation]:
    """The unit's announced results, the newest year first."""
    rows = SakipEvaluation.objects.filter(organization=unit, state=SakipState.FINAL)
    return list(rows.select_related("edition").order_by("-edition__year")[:limit])


def load_ranking(year: int) -> Ranking:
    """The ranking on announced totals, equal totals sharing a rank, then by code."""
    edition = edition_of(year)
    units = reporting_units(year)
    if edition is None:
        return Ranking(None, (), [(unit, "Belum dimulai") for unit in units])
    evaluations = {e.organization_id: e for e in _evaluations(edition)}
    final = [e for e in evaluations.values() if e.state == SakipState.FINAL]
    final.sort(key=lambda e: (-(e.total or 0), e.organization.code))
    places = formulas.ranks([e.total for e in final])
    sheets = _sheets(edition, SakipLayer.FINAL)
    before = _before(year - 1)
    lines = [
        RankLine(
            rank,
            e.organization,
            e.total,
            e.predicate,
            formulas.sakip_predicate(e.total).label,
            {c.item.code: c.weighted(SakipLayer.FINAL) for c in sheets.get(e.pk, ())},
            before.get(e.organization_id),
        )
        for rank, e in zip(places, final, strict=True)
    ]
    done = {line.unit.pk for line in lines}
    waiting = [
        (u, evaluations[u.pk].get_state_display() if u.pk in evaluations else "Belum dimulai")
        for u in units
        if u.pk not in done
    ]
    return Ranking(edition, lines, waiting)


def _before(year: int) -> dict[int, Decimal]:
    rows = SakipEvaluation.objects.filter(edition__year=year, state=SakipState.FINAL)
    return {pk: total for pk, total in rows.values_list("organization_id", "total") if total}
