"""What an import will do, row by row, in words: shown before anything is written."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from organizations.exact import plain
from organizations.formatting import format_number
from performance.choices import NodeLevel
from performance.formulas import Bounds
from performance.transfer.readers.changes import Changes
from performance.transfer.readers.codes import heading_name
from performance.transfer.readers.columns import COLUMN_LABELS, LEVEL_NAMES, RP_COLUMNS, UPPER
from performance.transfer.readers.rows import ImportRow
from performance.transfer.readers.state import Figures, Frame
from performance.transfer.readers.take_figures import FIELDS, SAID
from performance.transfer.readers.take_nodes import LEVEL_LABELS
from performance.transfer.readers.totals import Totals, children_of
from performance.transfer.readers.versions_told import versions_told
from performance.words import bounds_said

RULES = ("polarity", "accumulation")  # of an indicator; a file may leave them out
NEW, CHANGED, SAME, HEADING = "baru", "berubah", "tetap", "judul"


@dataclass(frozen=True)
class Line:
    number: int
    level: str
    code: str
    name: str
    indicator: str
    action: str
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Preview:
    lines: list[Line]
    counts: dict[str, int]
    created: list[str]  # parents made from the nomenclature
    warnings: list[str]
    questions: list[str]  # saved only once somebody agrees to them
    digest: str
    reading: list[str] = field(default_factory=list)  # sheet, row of titles, decimal sign

    def as_json(self) -> dict[str, Any]:
        return {
            "lines": [line.__dict__ for line in self.lines],
            "counts": self.counts,
            "created": self.created,
            "warnings": self.warnings,
            "questions": self.questions,
            "digest": self.digest,
            "reading": self.reading,
        }


def describe(
    frame: Frame, changes: Changes, rows: Iterable[ImportRow], reading: Iterable[str] = ()
) -> Preview:
    kept = list(rows)
    teller = _Teller(changes)
    lines = [teller.line(row) for row in kept]
    counts = Counter(line.action for line in lines)
    made = [n for n in changes.changed_nodes() if n.pk is None]
    named = set(changes.node_of_row.values())
    created = [
        f"{LEVEL_LABELS[n.level].capitalize()} {n.code} {n.name}"
        for n in made
        if n.key not in named
    ]
    return Preview(
        lines=lines,
        counts={name: counts.get(name, 0) for name in (NEW, CHANGED, SAME, HEADING)},
        created=created,
        warnings=[
            *versions_told(frame, changes),
            *changes.warnings,
            *compare_headings(frame, changes, kept),
        ],
        questions=list(changes.questions),
        digest=digest_of(changes),
        reading=list(reading),
    )


class _Teller:
    def __init__(self, changes: Changes) -> None:
        self.changes = changes
        self.k = changes.changed_k()
        self.rp = changes.changed_rp()
        self.nodes = {node.key for node in changes.changed_nodes()}
        self.indicators = {draft.key for draft in changes.changed_indicators()}
        self.told: set[str] = set()  # nodes whose money was told on an earlier row

    def line(self, row: ImportRow) -> Line:
        if row.is_heading:
            return self._line(row, HEADING, [])
        key = self.changes.node_of_row.get(row.place, "")
        indicator = self.changes.indicator_of_row.get(row.place)
        is_first = key not in self.told
        self.told.add(key)
        notes = self._figures(key, indicator, with_money=is_first)
        is_new = (is_first and key in self.nodes and key not in self.changes.before.nodes) or (
            indicator is not None and indicator not in self.changes.before.indicators
        )
        if not is_new:
            notes = [*self._texts(key, indicator, with_node=is_first), *notes]
        elif assumed := self._assumed(row, indicator):
            notes = [assumed, *notes]
        return self._line(row, NEW if is_new else CHANGED if notes else SAME, notes)

    def _line(self, row: ImportRow, action: str, notes: list[str]) -> Line:
        level = LEVEL_NAMES.get(row.level, row.level)
        return Line(row.number, level, row.code, row.name, row.indicator, action, notes)

    def _texts(self, key: str, indicator: Any, *, with_node: bool) -> list[str]:
        notes = []
        old, new = self.changes.before.nodes.get(key), self.changes.after.nodes.get(key)
        if with_node and old and new and key in self.nodes:
            notes += _text_notes(old, new, (("name", "Nama"), ("code", "Kode")))
            if old.parent_key != new.parent_key:
                notes.append("Induk berpindah")
        if indicator in self.indicators:
            old_i = self.changes.before.indicators.get(indicator)
            new_i = self.changes.after.indicators[indicator]
            fields = (("unit", "Satuan"), ("polarity", "Polaritas"), ("accumulation", "Akumulasi"))
            notes += _text_notes(old_i, new_i, fields)
        return notes

    def _assumed(self, row: ImportRow, indicator: Any) -> str:
        """What a new indicator gets that the file does not say."""
        if indicator is None or indicator in self.changes.before.indicators:
            return ""
        draft = self.changes.after.indicators[indicator]
        missing = [name for name in RULES if not getattr(row, name)]
        said = " dan ".join(f"{FIELDS[name]} {_said(draft, name)}" for name in missing)
        return f"Tidak disebut di berkas, dipakai: {said}" if said else ""

    def _figures(self, key: str, indicator: Any, *, with_money: bool) -> list[str]:
        notes = []
        if indicator is not None:
            old, new = (
                self.changes.before.k.get(indicator, {}),
                self.changes.after.k.get(indicator, {}),
            )
            changed = {name.removesuffix(UPPER) for name in self.k.get(indicator, ())}
            notes += [
                f"{COLUMN_LABELS[name]}: {_target(old, name)} → {_target(new, name)}"
                for name in _ordered(changed)
            ]
        if with_money:
            node = self.changes.after.nodes.get(key)
            extra = "" if node is None or node.level == NodeLevel.SUBKEGIATAN else " belum dirinci"
            old, new = self.changes.before.rp.get(key, {}), self.changes.after.rp.get(key, {})
            notes += [
                _change(n, old.get(n), new.get(n), extra) for n in _ordered(self.rp.get(key, ()))
            ]
        return notes


def _text_notes(old: Any, new: Any, fields: Iterable[tuple[str, str]]) -> list[str]:
    return [
        f"{label}: {_said(old, name)} → {_said(new, name)}"
        for name, label in fields
        if getattr(old, name) != getattr(new, name)
    ]


def _said(draft: Any, name: str) -> str:
    """A text of a draft in the words of a file."""
    value = getattr(draft, name)
    return SAID.get(value, value) if name in RULES else value


def _ordered(names: Iterable[str]) -> list[str]:
    return [name for name in COLUMN_LABELS if name in names]


def _target(figures: Figures, name: str) -> str:
    """A figure as it is read; a target that is a range with both bounds."""
    return bounds_said(Bounds(figures.get(name), figures.get(f"{name}{UPPER}")))


def _change(name: str, old: Decimal | None, new: Decimal | None, extra: str = "") -> str:
    return f"{COLUMN_LABELS[name]}{extra}: {format_number(old)} → {format_number(new)}"


def digest_of(changes: Changes) -> str:
    """Equal when the same rows would change the same things: guards the confirmation."""
    facts = [
        sorted(str(node) for node in changes.changed_nodes()),
        sorted(str(draft) for draft in changes.changed_indicators()),
        sorted(
            (
                str(key),
                name,
                plain(store_before.get(key, {}).get(name)) or "",
                plain(store_after[key].get(name)) or "",
            )
            for differing, store_before, store_after in (
                (changes.changed_k(), changes.before.k, changes.after.k),
                (changes.changed_rp(), changes.before.rp, changes.after.rp),
            )
            for key, names in differing.items()
            for name in names
        ),
    ]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def compare_headings(frame: Frame, changes: Changes, rows: Iterable[ImportRow]) -> list[str]:
    """Totals of urusan and bidang are never stored; a stated one that differs is told."""
    totals = Totals(changes.after, children_of(changes.after))
    programs = [n for n in changes.after.nodes.values() if n.level == NodeLevel.PROGRAM]
    warnings = []
    for row in rows:
        stated = {n: v for n, v in row.values.items() if n in RP_COLUMNS and v is not None}
        prefix = _heading_prefix(frame, row) if row.is_heading and stated else None
        if prefix is None:
            continue
        mine = [n.key for n in programs if _belongs(frame, n.key, prefix)]
        for name, value in stated.items():
            summed = sum((totals.of(key).get(name, Decimal(0)) for key in mine), Decimal(0))
            if summed != value:
                warnings.append(
                    f"Baris {row.number}, kolom {name}: {format_number(value)} berbeda dari jumlah programnya "
                    f"{format_number(summed)}. Baris {row.level} hanya pembanding dan tidak disimpan."
                )
    return warnings


def _heading_prefix(frame: Frame, row: ImportRow) -> str | None:
    if row.code and row.code in frame.book.entries:
        return row.code
    wanted = heading_name(row.name)
    for entry in frame.book.entries.values():
        if entry.level in ("urusan", "bidang") and heading_name(entry.name) == wanted:
            return entry.code
    return None


def _belongs(frame: Frame, code: str, prefix: str) -> bool:
    """The support program (X.XX) counts in the unit's first bidang and its urusan."""
    own = f"{frame.organization.main_field}{code[4:]}" if code.startswith("X.XX") else code
    return own.startswith(f"{prefix}.")
