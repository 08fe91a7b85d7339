"""Figures of a file for quarters another unit typed before: a total of both, or a replacement."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from decimal import Decimal

from organizations.formatting import format_number, format_rupiah
from performance.entry.queries.brought import Parts, Told, could_hold_both, question
from performance.entry.queries.came import rupiah
from performance.transfer.readers.changes import Changes
from performance.transfer.readers.columns import COLUMN_LABELS, QUARTER_K, QUARTER_RP
from performance.transfer.readers.state import Figures

Question = Callable[[Decimal | None, int], str]  # of a figure and its quarter; "" for none


def ask_about_merged(changes: Changes) -> None:
    """A question for each changed quarter that might hold both or replaces what came along.

    The grid asks the same.
    """
    changes.questions += [*_of_quantities(changes), *_of_rupiah(changes)]


def _of_quantities(changes: Changes) -> Iterator[str]:
    after, changed = changes.after, changes.changed_k()
    places = {key: place[0] for place, key in changes.indicator_of_row.items()}
    asked = [(key, came.asking(after.indicators[key].scale)) for key, came in after.came.items()]
    asked += [(key, _of_both(parts, format_number)) for key, parts in after.brought.items()]
    for key, asks in asked:
        only = [name for name in QUARTER_K if name in changed.get(key, ())]
        yield from _questions(places.get(key), only, after.k.get(key, {}), asks)


def _of_rupiah(changes: Changes) -> Iterator[str]:
    after, changed = changes.after, changes.changed_rp()
    places = {code: place[0] for place, code in changes.node_of_row.items()}
    asked = [(code, came.asking(told=rupiah)) for code, came in after.came_rp.items()]
    asked += [(code, _of_both(parts, format_rupiah)) for code, parts in after.brought_rp.items()]
    for code, asks in asked:
        only = [name for name in QUARTER_RP if name in changed.get(code, ())]
        yield from _questions(places.get(code), only, after.rp.get(code, {}), asks)


def _of_both(parts: Parts, told: Told) -> Question:
    def asks(value: Decimal | None, quarter: int) -> str:
        is_doubtful = could_hold_both(value, parts, quarter)
        return question(value, parts, quarter, told) if is_doubtful else ""

    return asks


def _questions(
    row: int | None, names: Collection[str], figures: Figures, asks: Question
) -> Iterator[str]:
    """Of these quarters' columns; each begins with its row and the words of its column."""
    for name in names:
        if words := asks(figures.get(name), int(name[2])):
            yield f"Baris {row or '?'}, {COLUMN_LABELS[name]}: {words}"
