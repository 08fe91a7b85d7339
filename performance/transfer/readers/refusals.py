"""Figures a file may hold as they are stored, but not change."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from organizations.formatting import format_number
from performance.plan.queries.plan_locks import PlanLocks
from performance.plan.queries.standing import Standing
from performance.transfer.readers.changes import Changes
from performance.transfer.readers.columns import QUARTER_K, QUARTER_PARTS, QUARTER_RP, UPPER
from performance.transfer.readers.state import Frame
from performance.transfer.readers.state_before import COLUMN_K, COLUMN_RP


@dataclass(frozen=True)
class Locks:
    """What is closed for a unit: quarters with the reason of each, and its plans."""

    quarters: dict[int, str]
    plan: PlanLocks
    standing: Standing = field(default_factory=Standing)


def refuse_fed(changes: Changes) -> None:
    """What a source fills may stand in the file as it is stored; it may not be changed."""
    row_of = _rows_k(changes)
    for key, changed in changes.changed_k().items():
        name = changes.after.indicators[key].fed
        for column in QUARTER_K:
            if name and column in changed:
                value = format_number(changes.after.k[key].get(column))
                changes.errors.append(
                    f"Baris {row_of.get(key, '?')}, kolom {column}: “{value}” tidak dapat disimpan karena "
                    f"angka ini diambil otomatis dari “{name}”. Kosongkan selnya."
                )


def refuse_locked(changes: Changes, locked: dict[int, str]) -> None:
    """Unchanged figures of a closed quarter may stand in the file; changed ones may not."""
    for quarter, reason in locked.items():
        k, rp = QUARTER_K[quarter - 1], QUARTER_RP[quarter - 1]
        for names, differing, row_of in (
            ((k, *QUARTER_PARTS[quarter - 1]), changes.changed_k(), _rows_k(changes)),
            ((rp,), changes.changed_rp(), _rows_rp(changes)),
        ):
            for key, changed in differing.items():
                column = next((name for name in names if name in changed), "")
                if column:
                    changes.errors.append(
                        f"Baris {row_of.get(key, '?')}, kolom {column}: {reason}. Kembalikan nilainya seperti semula "
                        "atau kosongkan, atau minta buka kunci lebih dulu."
                    )


def refuse_new_in_finished(changes: Changes, frame: Frame, locks: Locks) -> None:
    """What the plan of a finished year did not have does not enter it."""
    if frame.year not in locks.standing.finished:
        return
    rows: dict[Any, dict] = {"simpul": _rows_rp(changes), "indikator": _rows_k(changes)}
    fresh = {
        "simpul": [node for node in changes.changed_nodes() if node.pk is None],
        "indikator": [row for row in changes.changed_indicators() if row.pk is None],
    }
    for what, found in fresh.items():
        for one in found:
            changes.errors.append(
                f"Baris {rows[what].get(one.key, '?')}: {what} “{one.name[:60]}” belum ada di rencana "
                f"dan tahun {frame.year} sudah selesai. Masukkan mulai tahun {locks.standing.first_open}"
                f", atau buka kunci satu triwulan {frame.year} lebih dulu."
            )


def refuse_locked_plan(
    changes: Changes, frame: Frame, locks: PlanLocks, standing: Standing
) -> None:
    """Targets and pagu that are promised and measured stand in the file as they are stored."""
    year, period = locks.of_year(frame.renja, frame.year), locks.of_period(frame.renstra)
    carried = locks.of_carried(frame.year)
    for year_column, carried_column, period_column, differing, before, row_of in (
        (
            "target_k",
            COLUMN_K,
            "target_renstra_k",
            changes.changed_k(),
            changes.before.k,
            _rows_k(changes),
        ),
        (
            "pagu_rp",
            COLUMN_RP,
            "target_renstra_rp",
            changes.changed_rp(),
            changes.before.rp,
            _rows_rp(changes),
        ),
    ):
        for key, changed in differing.items():
            # What was empty over the period may be filled while no finished year prints it.
            is_promised = before.get(key, {}).get(period_column) is not None
            printed = locks.of_printed(frame.renstra, _stands(changes, key, standing))
            for column, reason in (
                (year_column, year),
                (carried_column, carried),
                (period_column, printed or (period if is_promised else "")),
            ):
                if reason and (column in changed or f"{column}{UPPER}" in changed):
                    changes.errors.append(f"Baris {row_of.get(key, '?')}, kolom {column}: {reason}")


def _stands(changes: Changes, key: Any, standing: Standing) -> frozenset[int]:
    """Finished years that print the row; what is new begins after them."""
    indicator = changes.before.indicators.get(key) if isinstance(key, tuple) else None
    node = changes.before.nodes.get(key[0] if isinstance(key, tuple) else key)
    if node is None or (isinstance(key, tuple) and indicator is None):
        return frozenset()
    if indicator is None or indicator.pk is None:
        return standing.of_node(node.begins, node.ends)
    return standing.of_indicator(
        indicator.pk, is_active=indicator.is_active, begins=node.begins, ends=node.ends
    )


def _rows_k(changes: Changes) -> dict:
    return {key: number for (number, _), key in changes.indicator_of_row.items()}


def _rows_rp(changes: Changes) -> dict:
    return {key: number for (number, _), key in reversed(changes.node_of_row.items())}
