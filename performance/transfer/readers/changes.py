"""The stored state before and after a file, and which row caused what."""

from __future__ import annotations

from dataclasses import dataclass, field

from performance.transfer.readers.rows import ImportRow
from performance.transfer.readers.state import Figures, State
from performance.transfer.readers.state_masters import IndicatorDraft, IndicatorKey, NodeDraft


@dataclass
class Changes:
    """What will be stored, what stands against it (`errors`) and what to look at (`warnings`)."""

    before: State
    after: State
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)  # what a person has to agree to
    node_of_row: dict[tuple[int, str], str] = field(default_factory=dict)
    indicator_of_row: dict[tuple[int, str], IndicatorKey] = field(default_factory=dict)
    stated: dict[str, tuple[int, Figures]] = field(default_factory=dict)  # parents' totals

    def refuse(self, row: ImportRow, column: str, value: str, wanted: str) -> None:
        self.errors.append(f"Baris {row.number}, kolom {column}: “{value[:60]}” {wanted}.")

    def warn(self, row: ImportRow, sentence: str) -> None:
        self.warnings.append(f"Baris {row.number}: {sentence}")

    def changed_nodes(self) -> list[NodeDraft]:
        return [n for key, n in self.after.nodes.items() if n != self.before.nodes.get(key)]

    def changed_indicators(self) -> list[IndicatorDraft]:
        rows = self.after.indicators.items()
        return [i for key, i in rows if i != self.before.indicators.get(key)]

    def changed_k(self) -> dict[IndicatorKey, frozenset[str]]:
        return _differing(self.before.k, self.after.k)

    def changed_rp(self) -> dict[str, frozenset[str]]:
        return _differing(self.before.rp, self.after.rp)

    def is_empty(self) -> bool:
        return not (
            self.changed_nodes()
            or self.changed_indicators()
            or self.changed_k()
            or self.changed_rp()
        )


def _differing(before: dict, after: dict) -> dict:
    found = {}
    for key, values in after.items():
        old = before.get(key, {})
        names = {n for n in old.keys() | values.keys() if old.get(n) != values.get(n)}
        if names:
            found[key] = frozenset(names)
    return found
