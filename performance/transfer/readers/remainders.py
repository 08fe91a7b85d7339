"""Stated totals of programs and kegiatan: what their children do not explain stays on them."""

from __future__ import annotations

from decimal import Decimal

from performance.choices import NodeLevel
from performance.transfer.readers.changes import Changes
from performance.transfer.readers.state import Figures, put
from performance.transfer.readers.totals import Totals, children_of

ZERO = Decimal(0)


def settle_remainders(changes: Changes) -> None:
    """Bottom-up: what a stated total leaves unexplained stays on the parent, signed."""
    after = changes.after
    totals = Totals(after, children_of(after))
    for level in (NodeLevel.KEGIATAN, NodeLevel.PROGRAM):
        for key, (_, stated) in changes.stated.items():
            if after.nodes[key].level == level:
                _settle(changes, key, stated, totals)
                totals.forget(key)


def _settle(changes: Changes, key: str, stated: Figures, totals: Totals) -> None:
    if not any(stated.values()) and all(value is not None for value in stated.values()):
        return  # only zeros: not stated
    kept = dict(changes.after.rp.get(key, {}))
    for name, value in stated.items():
        explained = sum((totals.of(child).get(name, ZERO) for child in totals.children[key]), ZERO)
        put(kept, name, None if value is None else value - explained)
    changes.after.rp[key] = kept if any(kept.values()) else {}
