"""One unit's quarter as a whole: every figure on the entry page, in two statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from performance.choices import NodeLevel
from performance.entry.queries.figures import (
    IndicatorFigures,
    MoneyFigures,
    indicator_figures,
    money_figures,
    summed,
)
from performance.entry.queries.source import EntryKey, NodeSource, indicator_sources, node_sources
from performance.models import Indicator

SUB = NodeLevel.SUBKEGIATAN


@dataclass(frozen=True)
class Entry:
    """What a unit entered for a quarter, with everything it is measured against."""

    key: EntryKey
    nodes: tuple[NodeSource, ...]
    figures: tuple[IndicatorFigures, ...]
    money: dict[int, MoneyFigures]
    total: MoneyFigures

    @property
    def subs(self) -> list[NodeSource]:
        return [node for node in self.nodes if self.takes_money(node)]

    def takes_money(self, node: NodeSource) -> bool:
        """Rupiah are typed on the unit's own sub kegiatan only."""
        return node.level == SUB and node.organization_id == self.key.organization_id

    @property
    def filled(self) -> tuple[int, int]:
        """Filled cells of the quarter, and all of them."""
        subs = self.subs
        done = sum(f.current is not None for f in self.figures)
        done += sum(self.money[node.pk].current is not None for node in subs)
        return done, len(self.figures) + len(subs)


def load_entry(key: EntryKey) -> Entry:
    nodes = tuple(node_sources(key))
    figures = tuple(indicator_figures(s, key.quarter) for s in indicator_sources(key))
    own = [node for node in nodes if node.organization_id == key.organization_id]
    return Entry(key, nodes, figures, money_of(own, key.quarter), summed(own, key.quarter))


def money_of(nodes: Iterable[NodeSource], quarter: int) -> dict[int, MoneyFigures]:
    """The rupiah of each sub kegiatan, and the sums of its kegiatan and program.

    A remainder on a program or kegiatan counts in its own sum and in those above it.
    """
    members: dict[int, list[NodeSource]] = defaultdict(list)
    found = {}
    for node in nodes:
        if node.level == SUB:
            found[node.pk] = money_figures(node.pagu, node.rp, node.spent, quarter)
        else:
            members[node.pk].append(node)
        for parent in {node.program_id, node.kegiatan_id} - {None, node.pk}:
            members[parent].append(node)  # type: ignore[index]
    return found | {pk: summed(rows, quarter) for pk, rows in members.items()}


def scale_of(pk: int, year: int) -> str:
    """The scale of words an indicator was measured on in the year; empty for plain numbers."""
    row = Indicator.objects.filter(pk=pk).as_of(year).first()
    return row.scale if row else ""
