"""Means over the rows of a form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, TypeVar

from performance import formulas
from performance.evaluation.queries.row import Row


@dataclass(frozen=True)
class Average:
    """A bottom cell: the mean over the chosen rows, how many were filled, and its word."""

    value: Decimal | None
    filled: int
    total: int
    band: str


class Holder(Protocol):
    """A row of any form, as far as means go."""

    @property
    def level(self) -> str: ...
    @property
    def node_id(self) -> int | None: ...
    @property
    def indicator_id(self) -> int | None: ...
    @property
    def has_money(self) -> bool: ...


AnyRow = TypeVar("AnyRow", bound=Holder)


def averaged_rows(rows: Sequence[AnyRow], level: str) -> tuple[str, list[AnyRow]]:
    """Rows of the level the city averages; all rows with an indicator when it has none."""
    chosen = [row for row in rows if row.level == level and row.indicator_id]
    if chosen:
        return level, chosen
    return "semua", [row for row in rows if row.indicator_id]


def rows_with_money(rows: Iterable[AnyRow], level: str) -> list[AnyRow]:
    """Rows of the level that hold rupiah, with an indicator or without; all where there is none."""
    holding = [row for row in rows if row.has_money and row.node_id]
    return [row for row in holding if row.level == level] or holding


def averages_of(rows: list[Row], with_money: Iterable[Row], scheme_code: str) -> dict[str, Average]:
    """Means over rows with the word for each; quantities are weighted where indicators carry
    weights, rupiah never."""
    with_money = list(with_money)
    sources: dict[str, list[tuple[formulas.Number | None, formulas.Number]]] = {
        "annual_k": [(row.annual_k, row.weight) for row in rows],
        "annual_rp": [(row.annual_rp, 1) for row in with_money],
        "col14_k": [(row.columns.col14_k, row.weight) for row in rows],
        "col14_rp": [(row.columns.col14_rp, 1) for row in with_money],
    }
    return {name: average_of(values, scheme_code) for name, values in sources.items()}


def average_of(
    values: Iterable[tuple[formulas.Number | None, formulas.Number]], scheme_code: str
) -> Average:
    mean = formulas.weighted_mean(values)
    mark = formulas.band(formulas.rounded(mean.value, 2), formulas.find_scheme(scheme_code))
    return Average(mean.value, mean.filled, mean.total, mark.label if mark else "")
