"""What the page has to show anew after a cell was saved: its line and the sums above it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from performance.entry.queries.entry import money_of
from performance.entry.queries.figures import (
    indicator_figures,
    indicator_warnings,
    money_warnings,
    summed,
)
from performance.entry.queries.grid import indicator_cells, money_cells
from performance.entry.queries.source import EntryKey, NodeSource, indicator_sources, own_nodes

TOTAL = "total"


def saved_lines(
    key: EntryKey, kind: str, pks: Iterable[int], nodes: Sequence[NodeSource] = ()
) -> dict[str, dict[str, Any]]:
    """DOM name of a line → its computed cells and warnings; one statement, whatever the grid.

    None where the unit's `nodes` were read already, after the figures were written.
    """
    if kind == "k":
        return _indicator_lines(key, pks)
    return _money_lines(key, set(pks), nodes or own_nodes(key))


def _indicator_lines(key: EntryKey, pks: Iterable[int]) -> dict[str, dict[str, Any]]:
    figures = [indicator_figures(s, key.quarter) for s in indicator_sources(key, list(pks))]
    return {
        f"i{f.source.pk}": {"cells": indicator_cells(f), "warnings": indicator_warnings(f)}
        for f in figures
    }


def _money_lines(
    key: EntryKey, pks: set[int], nodes: Sequence[NodeSource]
) -> dict[str, dict[str, Any]]:
    """The sub kegiatan, its kegiatan, its program and the whole unit."""
    money = money_of(nodes, key.quarter)
    touched = set(pks)
    for node in nodes:
        if node.pk in pks:
            touched |= {pk for pk in (node.program_id, node.kegiatan_id) if pk}
    lines: dict[str, dict[str, Any]] = {
        f"n{pk}": {"cells": money_cells(money[pk]), "warnings": []} for pk in touched if pk in money
    }
    for pk in pks:
        lines[f"n{pk}"]["warnings"] = money_warnings(money[pk])
    lines[TOTAL] = {"cells": money_cells(summed(nodes, key.quarter)), "warnings": []}
    return lines
