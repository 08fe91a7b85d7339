"""One line of Formulir E.81: what it shows, and how it comes out of the stored rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, NamedTuple

from performance import formulas
from performance.choices import Accumulation, ValueScale
from performance.formulas import Bounds, Measured
from performance.models import Indicator, PeriodTarget, YearTarget
from performance.plan.queries import rollup
from performance.plan.queries.past import Past, adds_years
from performance.plan.queries.policies import end_of, plan_of, policy_of
from performance.plan.queries.rollup import Money
from performance.words import scale_note

Values = tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Row:
    """One line of the form. K is the quantity of the indicator, Rp the money of the node."""

    level: str
    code: str
    full_code: str
    sasaran: str
    name: str
    indicator: str
    unit: str
    node_id: int | None
    indicator_id: int | None
    has_money: bool
    end_k: Decimal | None
    end_rp: Decimal | None
    before_k: Decimal | None
    before_rp: Decimal | None
    target_k: Decimal | None
    pagu_rp: Decimal | None
    k: Values
    rp: Values
    columns: formulas.E81Columns
    annual_k: Decimal | None  # achievement of the year by the indicator's own policy, exact
    annual_rp: Decimal | None
    notes: tuple[str, ...] = ()
    parent_id: int | None = None
    owner: str = ""  # short name of the unit that answers for the row
    weight: Decimal = Decimal(1)
    organization_id: int | None = None
    goal_id: int | None = None  # the sasaran of the city, on forms of the city
    scale: str = ""  # set where figures stand for words or days
    end_high: Decimal | None = None  # upper bounds of a range
    target_high: Decimal | None = None
    annual_problem: str = ""  # why `annual_k` cannot be computed

    @property
    def end(self) -> Bounds:
        return Bounds(self.end_k, self.end_high)

    @property
    def target(self) -> Bounds:
        return Bounds(self.target_k, self.target_high)

    @property
    def is_heading(self) -> bool:
        return self.level in ("urusan", "bidang")

    @property
    def is_filled(self) -> bool:
        return any(value is not None for value in (*self.k, *self.rp))


class _Side(NamedTuple):
    """Columns 5 to 11 of a row for K, or for Rp."""

    end: Decimal | None = None
    before: Decimal | None = None
    planned: Decimal | None = None
    quarters: Values = (None,) * 4


def build_row(
    *,
    quarter: int,
    money: Money | None,
    indicator: Indicator | None = None,
    period: PeriodTarget | None = None,
    target: YearTarget | None = None,
    past: Past | None = None,
    year: int = 0,
    **place: Any,
) -> Row:
    """A row up to a quarter; `place` is what it says of its node, in the words of `Row`."""
    k, rp = _Side(), _amounts(money or Money(), quarter)
    if indicator is not None:
        k = _quantities(indicator, period, target, past or Past(), year, quarter)
    columns = _columns(indicator, period, k, rp)
    reached = formulas.last_filled(k.quarters) or quarter
    annual = _annual(indicator, target, columns.col12_k, reached)
    return Row(
        indicator=indicator.name if indicator else "",
        unit=indicator.unit if indicator else "",
        indicator_id=indicator.pk if indicator else None,
        has_money=money is not None,
        end_k=k.end,
        end_rp=rp.end,
        before_k=k.before,
        before_rp=rp.before,
        target_k=k.planned,
        pagu_rp=rp.planned,
        k=k.quarters,
        rp=rp.quarters,
        columns=columns,
        annual_k=annual.exact,
        annual_problem=annual.problem,
        annual_rp=formulas.absorption(columns.col12_rp, rp.planned),
        end_high=end_of(indicator, period).high if indicator else None,
        target_high=plan_of(indicator, target).year.high if indicator else None,
        notes=(
            *_notes(indicator, k.end, k.planned, money or Money(), annual.problem),
            *(past or Past()).told(),
        ),
        scale=indicator.scale if indicator else "",
        weight=(indicator.weight if indicator else None) or Decimal(1),
        **place,
    )


def _quantities(  # noqa: PLR0917 - the rows one line is made of
    indicator: Indicator,
    period: PeriodTarget | None,
    target: YearTarget | None,
    past: Past,
    year: int,
    quarter: int,
) -> _Side:
    """What was planned and reached, the quarters of the year up to the evaluated one."""
    row = past.held.get(year)
    return _Side(
        end=period.end_target if period else None,
        before=past.before(indicator, year),
        planned=target.target if target else None,
        quarters=formulas.quarters_until(row.quarters, quarter) if row else (None,) * 4,
    )


def _amounts(money: Money, quarter: int) -> _Side:
    end, before, pagu = rollup.decimals((money.end_amount, money.before, money.pagu))
    quarters = formulas.quarters_until(rollup.decimals(money.quarters), quarter)
    return _Side(end, before, pagu, quarters)


def _columns(
    indicator: Indicator | None, period: PeriodTarget | None, k: _Side, rp: _Side
) -> formulas.E81Columns:
    columns = formulas.e81_columns(
        formulas.E81Input(
            k.end,
            rp.end,
            k.before,
            rp.before,
            k.planned,
            rp.planned,
            k.quarters,
            rp.quarters,
            indicator.accumulation if indicator else Accumulation.SUM,
            adds_years(indicator),
        ),
        decimals=None,
    )
    if indicator is not None and indicator.scale == ValueScale.DATE:
        return replace(columns, col14_k=met(indicator, period, columns.col13_k))
    return columns


def met(
    indicator: Indicator, period: PeriodTarget | None, reached: Decimal | None
) -> Decimal | None:
    """A day is no share of another: the end target is met (100) or not (0)."""
    return formulas.measured(end_of(indicator, period), reached, policy_of(indicator)).raw


def _annual(
    indicator: Indicator | None, target: YearTarget | None, realized: Decimal | None, quarter: int
) -> Measured:
    """Achievement of the year's target, by the indicator's own policy.

    `quarter` is the last one the indicator has a figure of: a form of the year is also read before
    its end, and a sum that should stay small is praised for no quarter that is still to come.
    """
    if indicator is None or target is None:
        return formulas.NOT_FILLED
    policy, plan = policy_of(indicator), plan_of(indicator, target)
    return formulas.measured_in_year(plan, realized, quarter, policy, indicator.accumulation)


def _notes(
    indicator: Indicator | None,
    end_k: Decimal | None,
    target_k: Decimal | None,
    money: Money,
    problem: str,
) -> Iterator[str]:
    if indicator is not None and indicator.scale:
        yield scale_note(indicator.scale)
    if indicator is not None and target_k is None:
        yield "Target tahun ini belum ditetapkan"
    if problem:
        yield f"Capaian tahun berjalan tidak dapat dihitung: {problem}"
    if indicator is not None and end_k is not None and end_k == 0:
        yield "Target akhir periode nol: tingkat capaian tidak dihitung"
    if money.remainder:
        yield f"Termasuk Rp{money.remainder:,} yang belum dirinci".replace(",", ".")
