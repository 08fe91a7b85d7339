"""One line of Formulir E.81: what it shows, and how it comes out of the stored rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from performance import formulas
from performance.choices import ValueScale
from performance.models import Indicator, PeriodTarget, Realization, YearTarget
from performance.queries import rollup
from performance.queries.policies import policy_of
from performance.queries.rollup import Money
from performance.queries.words import scale_note

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

    @property
    def is_heading(self) -> bool:
        return self.level in ("urusan", "bidang")

    @property
    def is_filled(self) -> bool:
        return any(value is not None for value in (*self.k, *self.rp))


def carried_to(
    indicator: Indicator, period: PeriodTarget | None, years: dict[int, Realization], year: int
) -> Decimal | None:
    """Reached before the year (column 6): what was carried in and the years held here."""
    until = (period.carried_until_year or 0) if period else 0
    earlier = [
        formulas.accumulate(years[y].quarters, indicator.accumulation)
        for y in sorted(years)
        if until < y < year
    ]
    carried = period.carried if period else None
    return formulas.accumulate_years([carried, *earlier], years_method(indicator))


def adds_years(indicator: Indicator | None) -> bool:
    return indicator is None or indicator.adds_across_years


def years_method(indicator: Indicator) -> str:
    """How years become one figure: added, or the latest where output begins again yearly."""
    return indicator.accumulation if indicator.adds_across_years else "last"


def _quantities(realized: Realization | None, quarter: int) -> Values:
    """The quarters of the year up to the evaluated one."""
    if realized is None:
        return (None,) * 4
    return formulas.quarters_until(realized.quarters, quarter)


def build_row(
    *,
    level: str,
    code: str,
    full_code: str,
    name: str,
    quarter: int,
    money: Money | None,
    sasaran: str = "",
    node_id: int | None = None,
    parent_id: int | None = None,
    indicator: Indicator | None = None,
    period: PeriodTarget | None = None,
    target: YearTarget | None = None,
    years: dict[int, Realization] | None = None,
    year: int = 0,
    owner: str = "",
    organization_id: int | None = None,
) -> Row:
    before_k = end_k = target_k = None
    quantities: Values = (None,) * 4
    if indicator is not None:
        before_k = carried_to(indicator, period, years or {}, year)
        end_k = period.end_target if period else None
        target_k = target.target if target else None
        quantities = _quantities((years or {}).get(year), quarter)
    cash = money or Money()
    amounts = formulas.quarters_until(rollup.decimals(cash.quarters), quarter)
    end_rp, before_rp, pagu_rp = rollup.decimals((cash.end_amount, cash.before, cash.pagu))
    accumulation = indicator.accumulation if indicator else "sum"
    columns = formulas.e81_columns(
        formulas.E81Input(
            end_k,
            end_rp,
            before_k,
            before_rp,
            target_k,
            pagu_rp,
            quantities,
            amounts,
            accumulation,
            adds_years(indicator),
        ),
        decimals=None,
    )
    if indicator is not None and indicator.scale == ValueScale.DATE:
        columns = replace(columns, col14_k=met(indicator, period, columns.col13_k))
    return Row(
        level=level,
        code=code,
        full_code=full_code,
        sasaran=sasaran,
        name=name,
        indicator=indicator.name if indicator else "",
        unit=indicator.unit if indicator else "",
        node_id=node_id,
        indicator_id=indicator.pk if indicator else None,
        has_money=money is not None,
        end_k=end_k,
        end_rp=end_rp,
        before_k=before_k,
        before_rp=before_rp,
        target_k=target_k,
        pagu_rp=pagu_rp,
        k=quantities,
        rp=amounts,
        columns=columns,
        annual_k=_annual(indicator, target, columns.col12_k),
        annual_rp=formulas.absorption(columns.col12_rp, pagu_rp),
        notes=tuple(_notes(indicator, end_k, target_k, cash)),
        parent_id=parent_id,
        owner=owner,
        organization_id=organization_id,
        scale=indicator.scale if indicator else "",
        weight=(indicator.weight if indicator else None) or Decimal(1),
    )


def met(
    indicator: Indicator, period: PeriodTarget | None, reached: Decimal | None
) -> Decimal | None:
    """A day is no share of another: the end target is met (100) or not (0)."""
    end = period.end_target if period else None
    high = period.end_target_high if period else None
    return formulas.progress_to_end_target(reached, end, policy_of(indicator), high)


def _annual(
    indicator: Indicator | None, target: YearTarget | None, realized: Decimal | None
) -> Decimal | None:
    """Achievement of the year's target, by the indicator's own policy; exact."""
    if indicator is None or target is None:
        return None
    policy = policy_of(indicator)
    raw = formulas.raw_achievement(
        target.target, realized, policy, target.target, target.target_high
    )
    return formulas.limited(raw, policy)


def _notes(
    indicator: Indicator | None, end_k: Decimal | None, target_k: Decimal | None, money: Money
) -> Iterator[str]:
    if indicator is not None and indicator.scale:
        yield scale_note(indicator.scale)
    if indicator is not None and target_k is None:
        yield "Target tahun ini belum ditetapkan"
    if indicator is not None and end_k is not None and end_k == 0:
        yield "Target akhir periode nol: tingkat capaian tidak dihitung"
    if money.remainder:
        yield f"Termasuk Rp{money.remainder:,} yang belum dirinci".replace(",", ".")
