"""An annual report of performance (LKjIP), read: its goals, money and words, and how far they go."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from organizations.formatting import quarter_name
from organizations.models import Organization
from performance import formulas
from performance.choices import NodeLevel
from performance.evaluation.queries.closing import closing_entries
from performance.evaluation.queries.evaluation import Evaluation
from performance.evaluation.queries.goals import Goal
from performance.evaluation.queries.measures import Measure
from performance.evaluation.queries.row import Row
from performance.formulas import BandScheme
from performance.models import (
    DocumentText,
    EvidenceLink,
    PerformanceAgreement,
    PlanNode,
    Submission,
)

LAST = 4


@dataclass(frozen=True)
class Lkjip:
    unit: Any  # an Organization, or what stands for the city
    year: int
    goals: tuple[Goal, ...]
    aims: tuple[PlanNode, ...]  # tujuan of the unit
    form: Evaluation
    exact: Decimal | None
    achievement: Decimal | None
    band: str
    tone: str
    measured: int
    measures: int
    absorption: Decimal | None
    scheme: BandScheme
    period: str
    has_goals: bool
    agreed: frozenset[int] | None = None  # what the average stands for; None: everything
    agreement: PerformanceAgreement | None = None  # the signed one
    ahead: frozenset[int] = frozenset()  # quarters not opened yet
    evidence: tuple[EvidenceLink, ...] = ()
    texts: dict[str, DocumentText] = field(default_factory=dict)

    @property
    def is_city(self) -> bool:
        return self.unit.pk is None

    @property
    def average_name(self) -> str:
        """What the average stands for: the same set on the public page and in the agreement."""
        if self.agreed is None:
            return "Rata-rata capaian indikator"
        whose = " kota" if self.is_city else ""
        return f"Rata-rata capaian {self.measures} indikator Perjanjian Kinerja{whose}"

    def is_agreed(self, measure: Measure) -> bool:
        """Whether the average is made of this row."""
        return self.agreed is None or measure.indicator.pk in self.agreed

    @property
    def has_others(self) -> bool:
        """Rows are shown beside those the average is made of."""
        return not all(self.is_agreed(measure) for measure in self.all_measures())

    @property
    def entries(self) -> list[Submission]:
        """The entries whose obstacles the report gathers: the unit's own, or every unit's last."""
        if isinstance(self.form, CityForm):
            return closing_entries(self.form.entries, "inhibiting_factors", self.form.quarter)
        return list(self.form.submissions.values())

    @property
    def last_quarter(self) -> int:
        """The last quarter of the year with a figure in it, or accepted; 0 for none."""
        return self.form.acceptance.last_quarter

    @property
    def measured_quarter(self) -> int:
        """The last quarter of the year an indicator of a goal has a figure of; 0 for none."""
        return max((m.now.last_quarter for m in self.all_measures()), default=0)

    @property
    def part_quarter(self) -> int:
        """How far the indicators go where that is not yet the whole year; else 0."""
        quarter = self.measured_quarter
        return quarter if self.form.acceptance.is_unfinished and quarter < LAST else 0

    def is_part(self, measure: Measure) -> bool:
        """A figure of a part of the year: not one to be held against whole years."""
        return self.form.acceptance.is_unfinished and 0 < measure.now.last_quarter < LAST

    @property
    def waits_for_quarters(self) -> bool:
        """Some goal is not yet judged by what it cost: its year is not complete."""
        return any(g.programs and g.exact is not None and g.efficiency is None for g in self.goals)

    @property
    def year_name(self) -> str:
        """The year at the head of a column of the indicators, with how far it goes."""
        return year_up_to(self.year, self.part_quarter)

    def year_of(self, measure: Measure) -> str:
        """The same of one indicator; empty where it needs no saying."""
        quarter = measure.now.last_quarter
        return year_up_to(self.year, quarter) if self.is_part(measure) else ""

    @property
    def provisional(self) -> str:
        """What stands on every part of the document until the whole year is accepted."""
        return self.form.acceptance.mark

    @property
    def not_accepted(self) -> tuple[str, ...]:
        return self.form.acceptance.notes

    @property
    def pagu(self) -> Decimal | None:
        return decimal_of(self.form.total.pagu)

    @property
    def spent(self) -> Decimal | None:
        filled = [rp for rp in self.form.total.quarters if rp is not None]
        return Decimal(sum(filled)) if filled else None

    @property
    def money_reach(self) -> str:
        """How far the rupiah go where more may come: "s.d. Triwulan III", "sebagian" of a city
        of which only some units have spent in that quarter; else empty."""
        quarter = formulas.last_filled(list(map(decimal_of, self.form.total.quarters)))
        if not quarter or not self.form.acceptance.is_unfinished:
            return ""
        until = f"s.d. {quarter_name(quarter)}"
        spent, units = self.form.spenders(quarter)
        if spent < units:
            return f"sebagian {until}, {spent} dari {units} perangkat daerah"
        return until if quarter < LAST else ""

    @property
    def programs(self) -> list[Row]:
        return [row for row in self.form.rows if row.level == NodeLevel.PROGRAM and row.has_money]

    def all_measures(self) -> list[Measure]:
        return [measure for goal in self.goals for measure in goal.measures]

    def judged_measures(self) -> list[Measure]:
        """The rows the average is made of, and what is said of the year with it."""
        return [measure for measure in self.all_measures() if self.is_agreed(measure)]

    def indicator_ids(self) -> set[int]:
        """Every indicator the document prints."""
        ids = {measure.indicator.pk for measure in self.all_measures()}
        return ids | {row.indicator_id for row in self.form.rows if row.indicator_id}


@dataclass(frozen=True)
class CityForm(Evaluation):
    """The programs of every unit as one form, with the entries they came from."""

    units: tuple[Organization, ...] = ()
    entries: tuple[Submission, ...] = ()

    def spenders(self, quarter: int) -> tuple[int, int]:
        ids = {unit.pk for unit in self.units}
        found = {row.organization_id for row in self.rows if row.rp[quarter - 1] is not None}
        return len(ids & found), len(ids)


def year_up_to(year: int, quarter: int) -> str:
    """A year, or how much of it: "2026 s.d. Triwulan II"."""
    return f"{year} s.d. {quarter_name(quarter)}" if quarter else str(year)


def decimal_of(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)
