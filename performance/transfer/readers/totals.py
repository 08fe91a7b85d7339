"""Rupiah totals of the tree an import is about to make."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from performance.choices import NodeLevel
from performance.transfer.readers.state import Figures, State

ZERO = Decimal(0)


class Totals:
    """Rupiah of a node with everything below it, each node counted once."""

    def __init__(self, state: State, children: dict[str, list[str]]) -> None:
        self.state = state
        self.children = children
        self.known: dict[str, Figures] = {}

    def of(self, key: str) -> dict[str, Decimal]:
        found = self.known.get(key)
        if found is None:
            found = {n: v for n, v in self.state.rp.get(key, {}).items() if v is not None}
            for child in self.children.get(key, []):
                for name, value in self.of(child).items():
                    found[name] = found.get(name, ZERO) + value
            self.known[key] = found
        return found  # type: ignore[return-value]

    def of_children(self, key: str, name: str) -> Decimal:
        """One column of everything below the node, without its own remainder."""
        return sum((self.of(child).get(name, ZERO) for child in self.children.get(key, [])), ZERO)

    def forget(self, key: str) -> None:
        """The node's own amount changed: it and everything above it are counted anew."""
        while key:
            self.known.pop(key, None)
            node = self.state.nodes.get(key)
            key = node.parent_key if node else ""


def children_of(state: State) -> dict[str, list[str]]:
    children: dict[str, list[str]] = defaultdict(list)
    for node in state.nodes.values():
        if node.parent_key and node.level in (NodeLevel.KEGIATAN, NodeLevel.SUBKEGIATAN):
            children[node.parent_key].append(node.key)
    return children
