"""K of a file for quarters a unit that joined has typed already: the total of both counts twice."""

from __future__ import annotations

from performance.entry.queries.brought import could_hold_both, question
from performance.transfer.readers.changes import Changes
from performance.transfer.readers.columns import COLUMN_LABELS, QUARTER_K


def ask_about_merged(changes: Changes) -> None:
    """A question for each changed quarter that might hold both, as the grid asks."""
    differing = changes.changed_k()
    row_of = {key: place[0] for place, key in changes.indicator_of_row.items()}
    for key, parts in changes.after.brought.items():
        for quarter, column in enumerate(QUARTER_K, start=1):
            value = changes.after.k.get(key, {}).get(column)
            if column in differing.get(key, ()) and could_hold_both(value, parts, quarter):
                changes.questions.append(
                    f"Baris {row_of.get(key, '?')}, {COLUMN_LABELS[column]}: "
                    f"{question(value, parts, quarter)}"
                )
