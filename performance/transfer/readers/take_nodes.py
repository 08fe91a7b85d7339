"""The node of a row: found, renamed or made, with the program and kegiatan above it."""

from __future__ import annotations

from dataclasses import replace

from performance.choices import BUDGET_LEVELS, NodeLevel
from performance.transfer.readers.changes import Changes
from performance.transfer.readers.rows import ImportRow
from performance.transfer.readers.state import Frame
from performance.transfer.readers.state_masters import NodeDraft, free_key

LEVEL_LABELS = {str(value): str(label).lower() for value, label in NodeLevel.choices}


class NodeTaker:
    """Remembers the tujuan and sasaran the following rows stand under."""

    def __init__(self, frame: Frame, changes: Changes) -> None:
        self.frame = frame
        self.changes = changes
        self.nodes = changes.after.nodes
        self.tujuan = ""
        self.sasaran = ""

    def take(self, row: ImportRow) -> str:
        """The key of the row's node; empty when the row was refused."""
        return self._budget_node(row) if row.level in BUDGET_LEVELS else self._free_node(row)

    def _budget_node(self, row: ImportRow) -> str:
        entry = self.frame.book.find(row.code)
        if entry is None:
            existing = self.nodes.get(row.code)
            if existing is not None and existing.level == row.level:
                return self._rename(row, existing)
            unknown = "tidak ada di nomenklatur. Periksa kodenya di halaman Rencana"
            self.changes.refuse(row, "kode", row.code, unknown)
            return ""
        if entry.level != row.level:
            wanted = f"adalah kode {entry.level}, sedangkan kolom level berisi {row.level}"
            self.changes.refuse(row, "kode", row.code, wanted)
            return ""
        return self._ensure(row, entry.code)

    def _ensure(self, row: ImportRow, code: str) -> str:
        existing = self.nodes.get(code)
        if existing is not None:
            return self._rename(row, existing)
        parent_key = self._parents(row, code)
        entry = self.frame.book.entries[code]
        self.nodes[code] = NodeDraft(
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
        if above.code not in self.nodes:
            stand_in = replace(
                row, level=above.level, code=row.code[: len(above.code)], name=above.name
            )
            self._ensure(stand_in, above.code)
        return above.code

    def _rename(self, row: ImportRow, node: NodeDraft) -> str:
        year = self.frame.year
        if not (node.begins or year) <= year <= (node.ends or year):
            self._refuse_other_years(row, node)
            return ""
        moved = node.parent_key
        if row.level == NodeLevel.PROGRAM and self.sasaran:
            moved = self.sasaran
        if row.level == NodeLevel.SASARAN_PD and self.tujuan:
            moved = self.tujuan
        if "parent_id" in node.later:
            moved = node.parent_key
        name, code = row.name or node.name, row.code or node.code
        if "name" in node.later and name != node.name:
            self.changes.warn(row, f"nama yang berlaku di {year} tetap “{node.name}”.")
            name = node.name
        self.nodes[node.key] = replace(
            node,
            name=name,
            code=node.code if "code" in node.later else code,
            parent_key=moved,
            has_other_parent=node.has_other_parent and moved == node.parent_key,
        )
        return node.key

    def _refuse_other_years(self, row: ImportRow, node: NodeDraft) -> None:
        """No form of the year prints the node, so figures written to it would vanish."""
        ended = node.ends is not None and node.ends < self.frame.year
        when = f"sudah berakhir tahun {node.ends}" if ended else f"baru berlaku {node.begins}"
        self.changes.refuse(
            row,
            "kode" if row.code else "nama",
            row.code or row.name,
            f"tidak menerima angka {self.frame.year}: {LEVEL_LABELS[node.level]} ini {when} di unit "
            "ini. Keluarkan barisnya, atau impor di unit yang melanjutkannya",
        )

    def _free_node(self, row: ImportRow) -> str:
        key = free_key(row.level, row.name)
        if key not in self.nodes:
            key = self.changes.after.later_nodes.get(key, key)
        existing = self.nodes.get(key)
        if existing is not None:
            if not self._rename(row, existing):
                return ""
        else:
            parent = self.tujuan if row.level == NodeLevel.SASARAN_PD else ""
            self.nodes[key] = NodeDraft(
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
