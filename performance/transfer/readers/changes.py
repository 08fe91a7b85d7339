"""From rows and what is stored to what will be stored. Reads no database, writes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from performance.choices import BUDGET_LEVELS, Accumulation, NodeLevel, Polarity
from performance.transfer.readers.columns import RP_COLUMNS
from performance.transfer.readers.doubts import doubts
from performance.transfer.readers.refusals import refuse_fed, refuse_locked
from performance.transfer.readers.remainders import settle_remainders
from performance.transfer.readers.rows import ImportRow, folded
from performance.transfer.readers.state import (
    Figures,
    Frame,
    IndicatorDraft,
    IndicatorKey,
    NodeDraft,
    State,
    free_key,
    put,
)

LEVEL_LABELS = {str(value): str(label).lower() for value, label in NodeLevel.choices}


@dataclass
class Changes:
    """The stored state before and after, and which row caused what."""

    before: State
    after: State
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    node_of_row: dict[int, str] = field(default_factory=dict)
    indicator_of_row: dict[int, IndicatorKey] = field(default_factory=dict)
    stated: dict[str, tuple[int, Figures]] = field(default_factory=dict)  # parents' totals

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


def compute(
    frame: Frame, before: State, rows: Iterable[ImportRow], locked: dict[int, str] | None = None
) -> Changes:
    """Apply the rows to a copy of the stored state, then settle the parents' remainders."""
    changes = Changes(before, before.copy())
    reader = _Applier(frame, changes)
    for row in rows:
        if not row.is_heading:
            reader.take(row)
    settle_remainders(changes)
    refuse_fed(changes)
    if locked:
        refuse_locked(changes, locked)
    return changes


class _Applier:
    def __init__(self, frame: Frame, changes: Changes) -> None:
        self.frame = frame
        self.changes = changes
        self.after = changes.after
        self.money_row: dict[str, int] = {}
        self.tujuan = ""
        self.sasaran = ""

    def error(self, row: ImportRow, column: str, value: str, wanted: str) -> None:
        self.changes.errors.append(f"Baris {row.number}, kolom {column}: “{value[:60]}” {wanted}.")

    def warn(self, row: ImportRow, sentence: str) -> None:
        self.changes.warnings.append(f"Baris {row.number}: {sentence}")

    def take(self, row: ImportRow) -> None:
        key = self._budget_node(row) if row.level in BUDGET_LEVELS else self._free_node(row)
        if not key:
            return
        self.changes.node_of_row[row.number] = key
        if row.indicator:
            self._indicator(row, key)
        elif any(name.endswith("_k") and value is not None for name, value in row.values.items()):
            self.warn(row, "kolom indikator kosong, sehingga kolom K baris ini tidak dibaca.")
        self._money(row, key)
        for sentence in doubts(row, self._drafted(row)):
            self.warn(row, sentence)

    def _drafted(self, row: ImportRow) -> IndicatorDraft | None:
        key = self.changes.indicator_of_row.get(row.number)
        return self.after.indicators[key] if key else None

    # --- nodes -------------------------------------------------------------------------------

    def _budget_node(self, row: ImportRow) -> str:
        entry = self.frame.book.find(row.code)
        if entry is None:
            existing = self.after.nodes.get(row.code)
            if existing is not None and existing.level == row.level:
                return self._rename(row, existing)
            self.error(
                row,
                "kode",
                row.code,
                "tidak ada di nomenklatur. Periksa kodenya di halaman Rencana",
            )
            return ""
        if entry.level != row.level:
            wanted = f"adalah kode {entry.level}, sedangkan kolom level berisi {row.level}"
            self.error(row, "kode", row.code, wanted)
            return ""
        return self._ensure(row, entry.code)

    def _ensure(self, row: ImportRow, code: str) -> str:
        existing = self.after.nodes.get(code)
        if existing is not None:
            return self._rename(row, existing)
        parent_key = self._parents(row, code)
        entry = self.frame.book.entries[code]
        self.after.nodes[code] = NodeDraft(
            key=code,
            level=row.level,
            code=row.code,
            name=row.name or entry.name,
            parent_key=parent_key,
            nomenclature_id=entry.pk,
            order=row.number,
        )
        return code

    def _parents(self, row: ImportRow, code: str) -> str:
        """Make sure program and kegiatan above exist, made from the nomenclature when absent."""
        if row.level == NodeLevel.PROGRAM:
            return self.sasaran
        entry = self.frame.book.entries[code]
        above = self.frame.book.entries[entry.parent_code]
        if above.code not in self.after.nodes:
            stand_in = replace(
                row, level=above.level, code=row.code[: len(above.code)], name=above.name
            )
            self._ensure(stand_in, above.code)
        return above.code

    def _rename(self, row: ImportRow, node: NodeDraft) -> str:
        if node.ends is not None and node.ends < self.frame.year:
            self.warn(row, f"{LEVEL_LABELS[node.level]} ini tercatat berakhir tahun {node.ends}.")
        moved = node.parent_key
        if row.level == NodeLevel.PROGRAM and self.sasaran:
            moved = self.sasaran
        if row.level == NodeLevel.SASARAN_PD and self.tujuan:
            moved = self.tujuan
        self.after.nodes[node.key] = replace(
            node,
            name=row.name or node.name,
            code=row.code or node.code,
            parent_key=moved,
            has_other_parent=node.has_other_parent and moved == node.parent_key,
        )
        return node.key

    def _free_node(self, row: ImportRow) -> str:
        key = free_key(row.level, row.name)
        existing = self.after.nodes.get(key)
        if existing is not None:
            self._rename(row, existing)
        else:
            parent = self.tujuan if row.level == NodeLevel.SASARAN_PD else ""
            self.after.nodes[key] = NodeDraft(
                key=key,
                level=row.level,
                code=row.code,
                name=row.name,
                parent_key=parent,
                order=row.number,
            )
        if row.level == NodeLevel.TUJUAN_PD:
            self.tujuan, self.sasaran = key, ""
        else:
            self.sasaran = key
        return key

    # --- indicators and figures ----------------------------------------------------------------

    def _indicator(self, row: ImportRow, node_key: str) -> None:
        key = (node_key, folded(row.indicator))
        existing = self.after.indicators.get(key)
        unit = row.unit or (existing.unit if existing else self._listed_unit(row, node_key))
        if not unit:
            self.error(row, "satuan", "", "kosong. Isi satuan indikator baru ini")
            return
        if existing is None:
            draft = self._new_indicator(row, key, unit)
        else:
            draft = self._changed_indicator(row, existing, unit)
        self.after.indicators[key] = draft
        self.changes.indicator_of_row[row.number] = key
        for name, value in row.values.items():
            if name.endswith("_k"):
                put(self.after.k.setdefault(key, {}), name, value)

    def _listed_unit(self, row: ImportRow, node_key: str) -> str:
        entry = self.frame.book.entries.get(node_key)
        return entry.unit if entry and folded(entry.indicator) == folded(row.indicator) else ""

    def _new_indicator(self, row: ImportRow, key: IndicatorKey, unit: str) -> IndicatorDraft:
        return IndicatorDraft(
            key,
            row.indicator,
            unit,
            row.polarity or Polarity.HIGHER.value,
            row.accumulation or Accumulation.SUM.value,
            order=row.number,
        )

    def _changed_indicator(
        self, row: ImportRow, draft: IndicatorDraft, unit: str
    ) -> IndicatorDraft:
        if folded(unit) == folded(draft.unit):
            unit = draft.unit
        elif draft.pk:
            self.warn(row, f"satuan berubah dari “{draft.unit}” menjadi “{unit}”.")
        if not draft.is_active:
            self.warn(row, "indikator ini sudah dinonaktifkan; angkanya tetap disimpan.")
        return replace(
            draft,
            unit=unit,
            polarity=row.polarity or draft.polarity,
            accumulation=row.accumulation or draft.accumulation,
        )

    def _money(self, row: ImportRow, key: str) -> None:  # noqa: C901 - one table of cases
        money = {name: value for name, value in row.values.items() if name in RP_COLUMNS}
        if not money:
            return
        if row.level not in BUDGET_LEVELS:
            if any(money.values()):
                self.warn(
                    row,
                    "rupiah hanya disimpan pada program, kegiatan, dan sub kegiatan; tidak dibaca.",
                )
            return
        first = self.money_row.setdefault(key, row.number)
        if row.level == NodeLevel.SUBKEGIATAN:
            current = self.after.rp.setdefault(key, {})
            if first != row.number and any(current.get(n) != v for n, v in money.items()):
                self.error(
                    row,
                    "rupiah",
                    row.code,
                    f"berbeda dari baris {first}. Tulis rupiah satu kode pada satu baris saja",
                )
                return
            for name, value in money.items():
                put(current, name, value)
        elif first == row.number:
            self.changes.stated[key] = (row.number, money)
        elif any(money.values()) and money != self.changes.stated[key][1]:
            self.error(
                row,
                "rupiah",
                row.code,
                f"berbeda dari baris {first}. Tulis rupiah satu kode pada satu baris saja",
            )


def _differing(before: dict, after: dict) -> dict:
    found = {}
    for key, values in after.items():
        old = before.get(key, {})
        names = {n for n in old.keys() | values.keys() if old.get(n) != values.get(n)}
        if names:
            found[key] = frozenset(names)
    return found
