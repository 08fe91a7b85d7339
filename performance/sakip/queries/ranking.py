"""The ranking of the announced results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from organizations.models import Organization
from performance import formulas
from performance.choices import SakipLayer, SakipState
from performance.models import SakipEdition, SakipEvaluation
from performance.plan.queries.units import called_in
from performance.sakip.queries.overview import evaluations_in, reporting_units, sheets_of
from performance.sakip.queries.sheet import edition_of


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
    announced: date | None = None  # when the latest of them was

    def with_predicate(self, predicate: str) -> list[RankLine]:
        return [line for line in self.lines if line.predicate == predicate]


def announced_results(unit: Organization, limit: int = 5) -> list[SakipEvaluation]:
    """The unit's announced results, the newest year first."""
    rows = SakipEvaluation.objects.filter(organization=unit, state=SakipState.FINAL)
    return list(rows.select_related("edition").order_by("-edition__year")[:limit])


def load_ranking(year: int) -> Ranking:
    """The ranking on announced totals, equal totals sharing a rank, then by code."""
    edition = edition_of(year)
    units = called_in(year, reporting_units(year))
    if edition is None:
        return Ranking(None, (), [(unit, "Belum dimulai") for unit in units])
    evaluations = {e.organization_id: e for e in evaluations_in(edition)}
    called_in(year, (e.organization for e in evaluations.values()))
    final = [e for e in evaluations.values() if e.state == SakipState.FINAL]
    final.sort(key=lambda e: (-(e.total or 0), e.organization.code))
    places = formulas.ranks([e.total for e in final])
    sheets = sheets_of(edition, SakipLayer.FINAL)
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
    days = [timezone.localdate(e.finalized_at) for e in final if e.finalized_at]
    return Ranking(edition, lines, waiting, max(days, default=None))


def _before(year: int) -> dict[int, Decimal]:
    rows = SakipEvaluation.objects.filter(edition__year=year, state=SakipState.FINAL)
    return {pk: total for pk, total in rows.values_list("organization_id", "total") if total}
