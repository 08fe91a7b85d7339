"""Stated totals of programs and kegiatan: what their children do not explain stays on them.

A file that states a total settles it anew; one that only brings children takes from what was left.
"""

from __future__ import annotations

from organizations.formatting import format_number
from performance.choices import NodeLevel
from performance.formulas.remainders import absorbed
from performance.transfer.readers.changes import Changes
from performance.transfer.readers.columns import COLUMN_LABELS
from performance.transfer.readers.state import Figures, put
from performance.transfer.readers.state_before import COLUMN_RP
from performance.transfer.readers.totals import Totals, children_of


def settle_remainders(changes: Changes) -> None:
    """Bottom-up: what a stated total leaves unexplained stays on the parent, signed."""
    after = changes.after
    totals = Totals(after, children_of(after))
    earlier = Totals(changes.before, children_of(changes.before))
    for level in (NodeLevel.KEGIATAN, NodeLevel.PROGRAM):
        for key in [node.key for node in after.nodes.values() if node.level == level]:
            stated = _stated(changes, key)
            _absorb(changes, key, stated, earlier, totals)
            if stated:
                _settle(changes, key, _unknown(changes, key, stated, earlier, totals), totals)
            totals.forget(key)


def _stated(changes: Changes, key: str) -> Figures:
    """The totals the file states for the node; only zeros are none."""
    _, stated = changes.stated.get(key, (0, {}))
    if not any(stated.values()) and all(value is not None for value in stated.values()):
        return {}
    return stated


def _absorb(changes: Changes, key: str, stated: Figures, earlier: Totals, totals: Totals) -> None:
    """Children that came or changed take from the remainder the file says nothing about."""
    held = changes.before.rp.get(key, {})
    for name, remainder in held.items():
        before, now = earlier.of_children(key, name), totals.of_children(key, name)
        if remainder is None or name in stated or before == now:
            continue
        left, over = absorbed(remainder, now - before)
        kept = changes.after.rp.setdefault(key, {})
        if over:
            total = format_number(left + now)
            changes.questions.append(
                f"{COLUMN_LABELS[name]} {changes.after.nodes[key].code}: rincian di berkas melebihi "
                f"jumlah yang dinyatakan, Rp{format_number(remainder + before)}. Bila disimpan, "
                f"jumlahnya menjadi Rp{total} dan mengikuti rinciannya."
            )
        left_over = None if over and not left else left
        put(kept, name, left_over)
        if key not in changes.node_of_row.values():  # no line of the preview tells it
            changes.warnings.append(
                f"{COLUMN_LABELS[name]} {changes.after.nodes[key].code} yang belum dirinci: "
                f"{format_number(remainder)} → {format_number(left_over)}, karena rinciannya ada di "
                "berkas ini."
            )


def _unknown(
    changes: Changes, key: str, stated: Figures, earlier: Totals, totals: Totals
) -> Figures:
    """Without totals that are those of the details already: a form of the portal states each."""
    held = changes.before.rp.get(key, {})
    return {
        name: value
        for name, value in stated.items()
        if held.get(name) is not None
        or not value == earlier.of_children(key, name) == totals.of_children(key, name)
    }


def _settle(changes: Changes, key: str, stated: Figures, totals: Totals) -> None:
    kept = dict(changes.after.rp.get(key, {}))
    for name, value in stated.items():
        explained = totals.of_children(key, name)
        empty = changes.after.derived_rp.get(key) if name == COLUMN_RP else None
        put(kept, name, empty if value is None else value - explained)
        held = changes.before.rp.get(key, {}).get(name)
        if value is not None and value < explained and kept[name] != held:
            changes.questions.append(
                f"{COLUMN_LABELS[name]} {changes.after.nodes[key].code}: jumlah yang dinyatakan "
                f"Rp{format_number(value)}, lebih kecil dari rinciannya Rp{format_number(explained)}. "
                f"Bila disimpan, selisihnya tercatat sebagai Rp{format_number(value - explained)} "
                "yang belum dirinci."
            )
    changes.after.rp[key] = kept if any(kept.values()) else {}
