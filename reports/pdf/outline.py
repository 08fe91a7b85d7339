"""The outline of a file: what a reader's side panel shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from reports.pdf.objects import FileWriter, Name, Ref


@dataclass(frozen=True)
class Entry:
    """A line of the outline; `level` 0 is the outermost, `y` the height it leads to in points."""

    title: str
    page: Ref
    y: float
    level: int = 0


@dataclass
class _Node:
    ref: Ref
    entry: Entry | None = None
    kids: list[_Node] = field(default_factory=list)

    def family(self, *, is_open: bool) -> dict[str, Any]:
        if not self.kids:
            return {}
        count = len(self.kids) if is_open else -len(self.kids)
        return {"First": self.kids[0].ref, "Last": self.kids[-1].ref, "Count": count}


def write_outline(writer: FileWriter, entries: Sequence[Entry]) -> Ref:
    """The outline of entries in reading order, closed below the first level."""
    root = _Node(writer.reserve())
    path = [root]
    for entry in entries:
        del path[entry.level + 1 :]
        node = _Node(writer.reserve(), entry)
        path[-1].kids.append(node)
        path.append(node)
    writer.add({"Type": Name("Outlines"), **root.family(is_open=True)}, root.ref)
    _write_kids(writer, root)
    return root.ref


def _write_kids(writer: FileWriter, parent: _Node) -> None:
    last = len(parent.kids) - 1
    for place, node in enumerate(parent.kids):
        if node.entry is None:
            continue
        entry = {
            "Title": node.entry.title,
            "Parent": parent.ref,
            "Dest": [node.entry.page, Name("XYZ"), None, node.entry.y, None],
            **node.family(is_open=False),
        }
        if place:
            entry["Prev"] = parent.kids[place - 1].ref
        if place < last:
            entry["Next"] = parent.kids[place + 1].ref
        writer.add(entry, node.ref)
        _write_kids(writer, node)
