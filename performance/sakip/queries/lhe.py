"""What a result document (LHE) of one unit and year tells: the sheet, advice, last year, the work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from organizations.models import Organization
from performance import formulas
from performance.choices import SakipLayer, SakipState
from performance.evaluation.queries.annual_report import Lkjip
from performance.evaluation.queries.lkjip import load_lkjip
from performance.models import SakipEvaluation, SakipRecommendation
from performance.sakip.queries.facts import Fact, facts_of
from performance.sakip.queries.proofs import recommendations_of
from performance.sakip.queries.sheet import (
    Component,
    Sheet,
    edition_of,
    find_evaluation,
    load_sheet,
)

# What the portal says about planning, measuring and reporting; not about earlier evaluations.
KNOWN = (
    "medium_plan",
    "annual_plan",
    "definitions",
    "cascading",
    "quarters",
    "evidence",
    "report_on_time",
)
REPLIED = (SakipState.CLOSING, SakipState.FINAL)


@dataclass(frozen=True)
class Before:
    """The announced result of the year before."""

    sheet: Sheet
    total: formulas.SakipTotal
    recommendations: Sequence[SakipRecommendation]

    def points(self, name: str) -> Decimal | None:
        """The points of the component of that name; sheets of other regulations number others."""
        found = (c for c in self.sheet.components if c.item.name.casefold() == name.casefold())
        component = next(found, None)
        return component.weighted(SakipLayer.FINAL) if component else None


@dataclass(frozen=True)
class Lhe:
    unit: Organization
    year: int
    sheet: Sheet | None  # None: no edition was made for the year
    recommendations: Sequence[SakipRecommendation]  # only once the draft was sent
    before: Before | None
    work: Lkjip
    facts: Sequence[Fact]

    @property
    def evaluation(self) -> SakipEvaluation | None:
        return self.sheet.evaluation if self.sheet else None

    @property
    def state(self) -> str:
        return self.evaluation.state if self.evaluation else ""

    @property
    def state_name(self) -> str:
        return self.evaluation.get_state_display() if self.evaluation else "Belum dimulai"

    @property
    def layer(self) -> str:
        return self.sheet.result_layer if self.sheet else SakipLayer.SELF

    @property
    def is_shared(self) -> bool:
        """The result may be printed; before, only the unit's own assessment."""
        return self.layer == SakipLayer.FINAL

    @property
    def is_final(self) -> bool:
        return self.state == SakipState.FINAL

    @property
    def components(self) -> Sequence[Component]:
        return self.sheet.components if self.sheet else ()

    @property
    def missing(self) -> list[str]:
        return self.sheet.missing(self.layer) if self.sheet else []

    @property
    def reply(self) -> str:
        """The unit's words once its head has sent them."""
        found = self.evaluation
        return found.reply.strip() if found and found.state in REPLIED else ""

    def total(self, layer: str) -> formulas.SakipTotal | None:
        """The total of a layer that may be printed; the announced one where there is one."""
        if self.sheet is None or layer not in (SakipLayer.SELF, self.layer):
            return None
        if layer == SakipLayer.FINAL and self.is_final:
            return _announced(self.evaluation)
        return self.sheet.total(layer)


def load_lhe(unit: Organization, year: int) -> Lhe:
    """Everything of a unit's document in a constant number of queries."""
    edition = edition_of(year)
    sheet = load_sheet(edition, unit) if edition else None
    evaluation = sheet.evaluation if sheet else None
    shared = sheet is not None and sheet.result_layer == SakipLayer.FINAL
    facts = facts_of(unit, year)
    return Lhe(
        unit=unit,
        year=year,
        sheet=sheet,
        recommendations=recommendations_of(evaluation) if evaluation and shared else [],
        before=_before(unit, year - 1),
        work=load_lkjip(unit, year),
        facts=[facts[key] for key in KNOWN],
    )


def _before(unit: Organization, year: int) -> Before | None:
    evaluation = find_evaluation(unit.pk, year)
    total = _announced(evaluation)
    if evaluation is None or total is None:
        return None
    sheet = load_sheet(evaluation.edition, unit)
    return Before(sheet, total, recommendations_of(evaluation))


def _announced(evaluation: SakipEvaluation | None) -> formulas.SakipTotal | None:
    if evaluation is None or evaluation.total is None:
        return None
    return formulas.sakip_predicate(evaluation.total)
