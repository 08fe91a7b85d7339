"""From rows and what is stored to what will be stored. Reads no database, writes nothing."""

from __future__ import annotations

from collections.abc import Iterable

from performance.choices import BUDGET_LEVELS
from performance.transfer.readers.changes import Changes
from performance.transfer.readers.columns import K_COLUMNS
from performance.transfer.readers.doubts import doubts
from performance.transfer.readers.merged import ask_about_merged
from performance.transfer.readers.refusals import (
    Locks,
    refuse_fed,
    refuse_locked,
    refuse_locked_plan,
    refuse_new_in_finished,
)
from performance.transfer.readers.remainders import settle_remainders
from performance.transfer.readers.rows import ImportRow
from performance.transfer.readers.state import Frame, State
from performance.transfer.readers.state_masters import IndicatorDraft
from performance.transfer.readers.take_figures import FigureTaker
from performance.transfer.readers.take_nodes import NodeTaker


def compute(frame: Frame, before: State, rows: Iterable[ImportRow], locks: Locks) -> Changes:
    """Apply the rows to a copy of the stored state, then settle the parents' remainders."""
    changes = Changes(before, before.copy())
    nodes, figures = NodeTaker(frame, changes), FigureTaker(frame, changes)
    for row in rows:
        if not row.is_heading:
            _take(row, changes, nodes, figures)
    settle_remainders(changes)
    refuse_fed(changes)
    refuse_locked(changes, locks.quarters)
    refuse_new_in_finished(changes, frame, locks)
    refuse_locked_plan(changes, frame, locks.plan, locks.standing)
    ask_about_merged(changes)
    return changes


def _take(row: ImportRow, changes: Changes, nodes: NodeTaker, figures: FigureTaker) -> None:
    key = nodes.take(row)
    if not key:
        return
    changes.node_of_row[row.place] = key
    if row.indicator:
        figures.take_indicator(row, key)
    elif (
        any(name in K_COLUMNS and value is not None for name, value in row.values.items())
        or row.words
    ):
        changes.warn(row, "kolom indikator kosong, sehingga kolom K baris ini tidak dibaca.")
    if row.level in BUDGET_LEVELS:
        figures.take_money(row, key)
    else:
        figures.warn_of_money(row)
    for sentence in doubts(row, _drafted(row, changes)):
        changes.warn(row, sentence)


def _drafted(row: ImportRow, changes: Changes) -> IndicatorDraft | None:
    key = changes.indicator_of_row.get(row.place)
    return changes.after.indicators[key] if key else None
