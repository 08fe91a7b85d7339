"""Rupiah of a quarter that pass what was planned or stated: what, and by how much."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from organizations.formatting import format_number, quarter_name
from performance.entry.queries.entry import money_of
from performance.entry.queries.figures import MoneyFigures
from performance.entry.queries.source import EntryKey, NodeSource
from performance.models import PlanNode


class Raised(Protocol):
    """A stated total its details exceed."""

    @property
    def node(self) -> PlanNode: ...
    @property
    def by(self) -> int: ...
    @property
    def total(self) -> int: ...


def over_pagu(
    key: EntryKey, nodes: Sequence[NodeSource], grown: Mapping[int, int]
) -> dict[str, str]:
    """Cell → sentence, for written rupiah that pass the nearest pagu above them; `nodes` are the
    unit's own, read after they were written.

    A sub kegiatan without pagu of its own spends from that of its kegiatan, or of its program.
    """
    known, money = {node.pk: node for node in nodes}, money_of(nodes, key.quarter)
    found = {}
    for node in nodes:
        limit = _nearest(node, money) if node.pk in grown else None
        if limit is not None and (by := _passed(money[limit])) > 0:
            found[f"rp-{node.pk}"] = _pagu_words(key, known[limit], money[limit], by)
    return found


def over_total(grown: Mapping[int, int], raised: Iterable[Raised]) -> dict[str, str]:
    """Cell → sentence, for written rupiah under a stated total that grows by them."""
    places = PlanNode.objects.filter(pk__in=grown).values_list("pk", "kegiatan_id", "program_id")
    above = {pk: {kegiatan, program} for pk, kegiatan, program in places} if raised else {}
    found: dict[str, list[str]] = {}
    for total in raised:
        for pk in (pk for pk, nodes in above.items() if total.node.pk in nodes):
            found.setdefault(f"rp-{pk}", []).append(_total_words(total))
    return {name: " ".join(words) for name, words in found.items()}


def _nearest(node: NodeSource, money: Mapping[int, MoneyFigures]) -> int | None:
    above = [pk for pk in (node.pk, node.kegiatan_id, node.program_id) if pk is not None]
    return next((pk for pk in above if pk in money and money[pk].pagu is not None), None)


def _passed(money: MoneyFigures) -> int:
    return (money.to_date or 0) - (money.pagu or 0)


def _pagu_words(key: EntryKey, node: NodeSource, money: MoneyFigures, by: int) -> str:
    return (
        f"Realisasi sampai {quarter_name(key.quarter).lower()} menjadi Rp{format_number(money.to_date)}, "
        f"melebihi pagu {node.name} (Rp{format_number(money.pagu)}) sebesar Rp{format_number(by)}."
    )


def _total_words(total: Raised) -> str:
    return (
        f"Jumlah rinciannya melebihi realisasi yang dinyatakan untuk {total.node} sebesar "
        f"Rp{format_number(total.by)}; bila disimpan, jumlah itu menjadi Rp{format_number(total.total)}."
    )
