"""Rows of a printed form that say a name and no code: found in the plan, then in the nomenclature."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from organizations.texts import code_text, folded
from performance.transfer.readers.rows import ImportRow
from performance.transfer.readers.state import Frame, State
from performance.transfer.readers.state_masters import NodeDraft

LEADING = re.compile(r"^\s*((?:[xX\d]+\.)+[\dxX]+\.?)\s*[-:]?\s+(?=\D)")
NUMBERED = re.compile(r"^\s*(?:\(?\d{1,3}[.)]|[a-z][.)]|[-•])\s+", re.IGNORECASE)
LEVEL_WORD = re.compile(r"^(program|kegiatan|sub\s?kegiatan|tujuan|sasaran)\s*:\s*", re.IGNORECASE)
HEADING = re.compile(r"^(urusan|bidang urusan|unsur|non urusan)\b", re.IGNORECASE)


class Namer:
    """Remembers the row before: a row without a name is a further indicator of it."""

    def __init__(self, frame: Frame, before: State, errors: list[str], warnings: list[str]) -> None:
        self.frame, self.errors, self.warnings = frame, errors, warnings
        self.stored: dict[str, list[NodeDraft]] = defaultdict(list)
        for node in before.nodes.values():
            self.stored[folded(node.name)].append(node)
        self.listed: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for entry in frame.book.entries.values():
            if entry.code[:4] in frame.book.prefixes or entry.code.startswith("X.XX"):
                self.listed[folded(entry.name)].append((entry.level, entry.code))
        self.last: ImportRow | None = None
        self.above = ""

    def name(self, rows: Iterable[ImportRow]) -> list[ImportRow]:
        return [named for row in rows if (named := row if row.level else self._find(row))]

    def _find(self, row: ImportRow) -> ImportRow | None:
        if not row.name and not row.code:
            return self._further(row)
        code, name = row.code, LEVEL_WORD.sub("", row.name)
        if not code and (found := LEADING.match(name)):
            code, name = code_text(found[1]), name[found.end() :].strip()
        name = name if code else NUMBERED.sub("", name)
        is_coded = bool(code)
        level, code = self._level(code, name)
        if level:
            known = name if is_coded else self._known_name(code, name)
            self.last = replace(row, level=level, code=code, name=known)
            self.above = code or self.above
            return self.last
        if HEADING.match(name) or not (row.values or row.words):
            self.warnings.append(
                f"Baris {row.number} tidak dibaca: “{row.name[:60]}” bukan program, kegiatan, "
                "atau sub kegiatan."
            )
            return None
        self.errors.append(
            f"Baris {row.number}: “{row.name[:60]}” tidak ditemukan di rencana unit ini maupun di "
            "nomenklatur. Tambahkan kolom level dan kode, atau samakan namanya."
        )
        return None

    def _further(self, row: ImportRow) -> ImportRow | None:
        if self.last is None:
            self.errors.append(
                f"Baris {row.number}: nama program atau kegiatan kosong. Isi namanya."
            )
            return None
        return replace(row, level=self.last.level, code=self.last.code, name=self.last.name)

    def _level(self, code: str, name: str) -> tuple[str, str]:
        if code:
            entry = self.frame.book.find(code)
            return (entry.level, code) if entry else ("", "")
        stored = [(node.level, node.code) for node in self.stored.get(folded(name), ())]
        listed = self.listed.get(folded(name), [])
        for found in (stored, listed):
            near = [one for one in found if self._is_near(one[1])]
            if len(found) == 1 or len(near) == 1:
                return (near if len(near) == 1 else found)[0]
        return "", ""

    def _known_name(self, code: str, name: str) -> str:
        """A row that was found by its name renames nothing."""
        stored = [node.name for node in self.stored.get(folded(name), ()) if node.code == code]
        entry = self.frame.book.find(code) if code else None
        return stored[0] if stored else entry.name if entry else name

    def _is_near(self, code: str) -> bool:
        """Under the program or kegiatan that was named last."""
        above = self.frame.book.normal(self.above) if self.above else ""
        parts = above.split(".")
        return any(
            code != above and code.startswith(".".join(parts[:length]) + ".")
            for length in (5, 3)
            if above and len(parts) >= length
        )


def has_unnamed(rows: Iterable[ImportRow]) -> bool:
    return any(not row.level for row in rows)
