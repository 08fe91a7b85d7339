"""The history of an import: one line for every object it touched, before → after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from organizations import activity
from performance.formulas import word_of
from performance.transfer.actions.writing import Writer
from performance.transfer.readers.columns import COLUMN_LABELS, PARTS, QUARTER_K, QUARTER_RP
from performance.transfer.readers.state import Figures
from performance.transfer.readers.state_masters import IndicatorDraft
from performance.words import REACHED, SPENT, in_quarter, with_unit

VERB = "performance.import"
TEXTS = {
    "name": "Nama",
    "code": "Kode",
    "unit": "Satuan",
    "polarity": "Polaritas",
    "accumulation": "Akumulasi",
}
OF_YEAR = ("target_k", "target_k_atas", "pagu_rp")  # the others are of the whole period
Changed = dict[str, dict[str, Any]]


def lines_of(writer: Writer, reason: str) -> list[activity.Line]:
    return [*_indicator_lines(writer, reason), *_node_lines(writer, reason)]


def _indicator_lines(writer: Writer, reason: str) -> Iterator[activity.Line]:
    changes, year = writer.changes, writer.frame.year
    differing = changes.changed_k()
    texts = {draft.key: draft for draft in changes.changed_indicators()}
    for key in {**texts, **differing}:
        draft, old = changes.after.indicators[key], changes.before.indicators.get(key)
        figures = changes.before.k.get(key, {}), changes.after.k.get(key, {})
        told = _figures(differing.get(key, ()), *figures, year, draft)
        told.update(_texts(old, draft))
        quarters = {name: told.pop(name) for name in (*QUARTER_K, *PARTS) if name in told}
        if told or old is None:
            what = f"Indikator {draft.name[:200]} {_verb(old)} dari impor {year}"
            yield activity.Line(
                "performance.indicator", writer.indicators[key], VERB, what, told, reason
            )
        if quarters:
            what = f"{REACHED} {year} dari impor: {draft.name[:200]}"
            yield activity.Line(
                "performance.realization", writer.realized[key], VERB, what, quarters, reason
            )


def _node_lines(writer: Writer, reason: str) -> Iterator[activity.Line]:
    changes, year = writer.changes, writer.frame.year
    differing = changes.changed_rp()
    texts = {node.key: node for node in changes.changed_nodes()}
    for key in {**texts, **differing}:
        node, old = changes.after.nodes[key], changes.before.nodes.get(key)
        figures = changes.before.rp.get(key, {}), changes.after.rp.get(key, {})
        told = _figures(differing.get(key, ()), *figures, year)
        told.update(_texts(old, node))
        quarters = {name: told.pop(name) for name in QUARTER_RP if name in told}
        title = f"{node.code} {node.name}".strip()[:200]
        if told or old is None or key in texts:
            what = f"{title} {_verb(old)} dari impor {year}"
            yield activity.Line("performance.plannode", writer.nodes[key], VERB, what, told, reason)
        if quarters:
            what = f"{SPENT} {year} dari impor: {title}"
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


def _figures(
    names: Iterable[str],
    before: Figures,
    after: Figures,
    year: int,
    of: IndicatorDraft | None = None,
) -> Changed:
    """Figures of an indicator in its unit of measure and its words, or rupiah of a node."""
    scale = of.scale if of else ""
    return {
        name: activity.changed(
            _label(name, year, of.unit if of else "Rp"),
            *(word_of(v, scale) if scale and v is not None else v for v in (old, new)),
        )
        for name, old, new in (
            (n, before.get(n), after.get(n)) for n in COLUMN_LABELS if n in names
        )
    }


def _label(name: str, year: int, unit: str) -> str:
    """The column in full: of which quarter, or of which year, and in what it is measured."""
    if name in PARTS:
        return f"{COLUMN_LABELS[name]} {year}"
    if name in QUARTER_K:
        told = in_quarter(REACHED, year, QUARTER_K.index(name) + 1)
    elif name in QUARTER_RP:
        told = in_quarter(SPENT, year, QUARTER_RP.index(name) + 1)
    else:
        told = COLUMN_LABELS[name].removesuffix(" (Rp)")
        told = f"{told} {year}" if name in OF_YEAR else told
    return with_unit(told, unit)
