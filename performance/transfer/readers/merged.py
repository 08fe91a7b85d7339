"""Figures of a file for quarters a unit that joined has typed already: a total counts twice."""

from __future__ import annotations

from collections.abc import Collection

from organizations.formatting import format_number, format_rupiah
from performance.entry.queries.brought import Parts, Told, could_hold_both, question
from performance.transfer.readers.changes import Changes
from performance.transfer.readers.columns import COLUMN_LABELS, QUARTER_K, QUARTER_RP
from performance.transfer.readers.state import Figures


def ask_about_merged(changes: Changes) -> None:
    """A question for each changed quarter that might hold both, as the grid asks."""
    after = changes.after
    rows = {key: place[0] for place, key in changes.indicator_of_row.items()}
    places = {key: place[0] for place, key in changes.node_of_row.items()}
    changed_k, changed_rp = changes.changed_k(), changes.changed_rp()
    for key, parts in after.brought.items():
        only = [name for name in QUARTER_K if name in changed_k.get(key, ())]
        for words in _questions(only, after.k.get(key, {}), parts, format_number):
            changes.questions.append(f"Baris {rows.get(key, '?')}, {words}")
    for code, parts in after.brought_rp.items():
        only = [name for name in QUARTER_RP if name in changed_rp.get(code, ())]
        for words in _questions(only, after.rp.get(code, {}), parts, format_rupiah):
            changes.questions.append(f"Baris {places.get(code, '?')}, {words}")


def _questions(names: Collection[str], figures: Figures, parts: Parts, told: Told) -> list[str]:
    """Of these quarters' columns; each begins with the words of its column."""
    asked = []
    for name in names:
        quarter, value = int(name[2]), figures.get(name)
        if could_hold_both(value, parts, quarter):
            asked.append(f"{COLUMN_LABELS[name]}: {question(value, parts, quarter, told)}")
    return asked
