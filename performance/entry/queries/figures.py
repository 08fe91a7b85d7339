"""From a source row to what a line of the grid shows: figures first, then texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from organizations.formatting import format_number
from performance import formulas
from performance.entry.queries.brought import brought_until, brought_words
from performance.entry.queries.marks import Mark, mark_of, unfilled
from performance.entry.queries.source import IndicatorSource, NodeSource, Rupiah, total_of
from performance.formulas import Bounds
from performance.words import parts_said, said

NO_PARTS = "Ada triwulan yang angkanya diisi sebelum indikator ini menjadi rasio; isi pembilang dan penyebutnya"
EXPLAIN_ABOVE, SURPRISING = Decimal(120), Decimal(150)


@dataclass(frozen=True)
class IndicatorFigures:
    """What one indicator shows in one quarter; an empty cell stands for no earlier figure."""

    source: IndicatorSource
    previous: Decimal | None
    current: Decimal | None
    to_date: Decimal | None
    due: Bounds
    mark: Mark
    falls: bool
    lacks_parts: bool
    brought: str = ""  # what a unit typed of the quarter before it joined or gave the work away


@dataclass(frozen=True)
class MoneyFigures:
    """What one node shows in rupiah in one quarter."""

    pagu: int | None
    before: int | None
    current: int | None
    to_date: int | None
    absorption: Decimal | None


def indicator_figures(source: IndicatorSource, quarter: int) -> IndicatorFigures:
    shown = formulas.quarters_until(source.k, quarter)
    current = source.k[quarter - 1]
    to_date = None
    if current is not None:
        parts = [*shown, *brought_until(source.brought, quarter)]
        to_date = formulas.accumulate(parts, source.accumulation)
    return IndicatorFigures(
        source=source,
        previous=source.k[quarter - 2] if quarter > 1 else None,
        current=current,
        to_date=to_date,
        due=formulas.due_at(source.plan, quarter, source.policy, source.accumulation),
        mark=unfilled(source, quarter) if current is None else mark_of(source, quarter, to_date),
        lacks_parts=source.accumulation == "ratio" and any(map(_lacks_parts, shown)),
        falls=_may_not_fall(source) and quarter in formulas.cumulative_falls(shown),
        brought=brought_words(source.brought, quarter) or came_words(source, quarter),
    )


def came_words(source: IndicatorSource, quarter: int) -> str:
    return source.came.words(quarter, scale=source.scale) if source.came else ""


def _lacks_parts(value: Decimal | None) -> bool:
    """A K from before its indicator was a ratio."""
    return value is not None and formulas.parts_of(value) is None


def _may_not_fall(source: IndicatorSource) -> bool:
    """A running total or a state that should grow; where less is better a fall is good news."""
    return source.accumulation == "last" and source.polarity == "higher"


def money_figures(pagu: int | None, own: Rupiah, spent: Rupiah, quarter: int) -> MoneyFigures:
    """`own` was typed by the unit; `spent` counts what units that joined had spent as well."""
    before = total_of(spent[: quarter - 1])
    to_date = total_of(spent[:quarter])
    return MoneyFigures(pagu, before, own[quarter - 1], to_date, formulas.absorption(to_date, pagu))


def summed(nodes: Sequence[NodeSource], quarter: int) -> MoneyFigures:
    """Money of several nodes together (sub kegiatan and marked remainders)."""
    own = tuple(total_of([node.rp[q] for node in nodes]) for q in range(4))
    spent = tuple(total_of([node.spent[q] for node in nodes]) for q in range(4))
    return money_figures(total_of([node.pagu for node in nodes]), own, spent, quarter)  # type: ignore[arg-type]


def indicator_warnings(figures: IndicatorFigures) -> list[str]:
    """What to look at again; never a reason to refuse a figure."""
    source, warnings = figures.source, []
    if figures.mark.problem:
        warnings.append(f"Capaian tidak dapat dihitung: {figures.mark.problem}.")
    if figures.lacks_parts:
        warnings.append(f"{NO_PARTS}.")
    if figures.current is None:
        return warnings
    if figures.falls:
        warnings.append("Lebih kecil dari triwulan sebelumnya. Periksa lagi.")
    if figures.mark.value is not None and figures.mark.value > SURPRISING:
        warnings.append("Capaian di atas 150%. Jelaskan di catatan.")
    if source.target is None:
        warnings.append("Target tahun ini belum ada.")
    return warnings


def money_warnings(figures: MoneyFigures) -> list[str]:
    if figures.current is None or figures.to_date is None:
        return []
    if figures.pagu is None:
        return ["Pagu tahun ini belum ada."]
    if figures.to_date > figures.pagu:
        over = format_number(figures.to_date - figures.pagu)
        return [f"Jumlah sampai triwulan ini melebihi pagu sebesar Rp{over}."]
    return []


def typed(value: Decimal | int | None, scale: str = "") -> str:
    """A stored figure as it stands in its input: "" when it is not filled, a ratio by its parts."""
    if isinstance(value, formulas.Share):
        return parts_said(*value.parts)
    return "" if value is None else said(value, scale)
