"""The history of an import: one line for every object it touched, before → after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from organizations import activity
from performance.transfer.actions.writing import Writer
from performance.transfer.readers.columns import COLUMN_LABELS, QUARTER_K, QUARTER_RP
from performance.transfer.readers.state import Figures

VERB = "performance.import"
TEXTS = {
    "name": "Nama",
    "code": "Kode",
    "unit": "Satuan",
    "polarity": "Polaritas",
    "accumulation": "Akumulasi",
}
Changed = dict[str, dict[str, Any]]


def lines_of(writer: Writer, reason: str) -> list[activity.Line]:
    return [*_indicator_lines(writer, reason), *_node_lines(writer, reason)]


def _indicator_lines(writer: Writer, reason: str) -> Iterator[activity.Line]:
    changes, year = writer.changes, writer.frame.year
    differing = changes.changed_k()
    texts = {draft.key: draft for draft in changes.changed_indicators()}
    for key in {**texts, **differing}:
        draft, old = changes.after.indicators[key], changes.before.indicators.get(key)
        told = _figures(
            differing.get(key, ()), changes.before.k.get(key, {}), changes.after.k.get(key, {})
        )
        told.update(_texts(old, draft))
        quarters = {name: told.pop(name) for name in QUARTER_K if name in told}
        if told or old is None:
            what = f"Indikator {draft.name[:200]} {_verb(old)} dari impor {year}"
            yield activity.Line(
                "performance.indicator", writer.indicators[key], VERB, what, told, reason
            )
        if quarters:
            what = f"Realisasi {year} dari impor: {draft.name[:200]}"
            yield activity.Line(
                "performance.realization", writer.realized[key], VERB, what, quarters, reason
            )


def _node_lines(writer: Writer, reason: str) -> Iterator[activity.Line]:
    changes, year = writer.changes, writer.frame.year
    differing = changes.changed_rp()
    texts = {node.key: node for node in changes.changed_nodes()}
    for key in {**texts, **differing}:
        node, old = changes.after.nodes[key], changes.before.nodes.get(key)
        told = _figures(
            differing.get(key, ()), changes.before.rp.get(key, {}), changes.after.rp.get(key, {})
        )
        told.update(_texts(old, node))
        quarters = {name: told.pop(name) for name in QUARTER_RP if name in told}
        title = f"{node.code} {node.name}".strip()[:200]
        if told or old is None or key in texts:
            what = f"{title} {_verb(old)} dari impor {year}"
            yield activity.Line("performance.plannode", writer.nodes[key], VERB, what, told, reason)
        if quarters:
            what = f"Realisasi anggaran {year} dari impor: {title}"
            yield activity.Line(
                "performance.budgetrealization", writer.spent[key], VERB, what, quarters, reason
            )


def _verb(old: object) -> str:
    return "diubah" if old else "dibuat"


def _texts(old: Any, new: Any) -> Changed:
    return {
        name: activity.changed(label, getattr(old, name), getattr(new, name))
        for name, label in TEXTS.items()
        if old is not None and getattr(old, name, None) != getattr(new, name, None)
    }


def _figures(names: Iterable[str], before: Figures, after: Figures) -> Changed:
    return {
        name: activity.changed(COLUMN_LABELS[name], before.get(name), after.get(name))
        for name in COLUMN_LABELS
        if name in names
    }
