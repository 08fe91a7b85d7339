"""Figures a file may hold as they are stored, but not change."""

from __future__ import annotations

from organizations.formatting import format_number
from performance.transfer.readers.changes import Changes
from performance.transfer.readers.columns import QUARTER_K, QUARTER_RP


def refuse_fed(changes: Changes) -> None:
    """What a source fills may stand in the file as it is stored; it may not be changed."""
    row_of = {key: number for number, key in changes.indicator_of_row.items()}
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
    row_of_indicator = {key: number for number, key in changes.indicator_of_row.items()}
    row_of_node = {key: number for number, key in reversed(changes.node_of_row.items())}
    for quarter, reason in locked.items():
        for names, differing, row_of in (
            (QUARTER_K, changes.changed_k(), row_of_indicator),
            (QUARTER_RP, changes.changed_rp(), row_of_node),
        ):
            column = names[quarter - 1]
            for key, changed in differing.items():
                if column in changed:
                    changes.errors.append(
                        f"Baris {row_of.get(key, '?')}, kolom {column}: {reason}. Kembalikan nilainya seperti semula "
                        "atau kosongkan, atau minta buka kunci lebih dulu."
                    )
