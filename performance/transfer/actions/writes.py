"""Write computed changes with a fixed number of bulk statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from organizations.models import User
from performance.choices import NodeLevel, PlanDocument
from performance.models import (
    BudgetRealization,
    Indicator,
    Pagu,
    PerformanceSettings,
    PeriodBudget,
    PeriodTarget,
    PlanNode,
    PlanVersion,
    Realization,
    YearTarget,
)
from performance.plan.actions.periods import ensure_version
from performance.transfer.actions.bulk import BATCH, toucher, upsert, whole
from performance.transfer.readers.changes import Changes
from performance.transfer.readers.columns import QUARTER_K, QUARTER_RP
from performance.transfer.readers.state import Frame, IndicatorKey

LEVELS = (
    NodeLevel.TUJUAN_PD,
    NodeLevel.SASARAN_PD,
    NodeLevel.PROGRAM,
    NodeLevel.KEGIATAN,
    NodeLevel.SUBKEGIATAN,
)


@dataclass
class Writer:
    """One import being written. Call `write` inside a transaction."""

    frame: Frame
    changes: Changes
    by: User | None
    nodes: dict[str, int] = field(default_factory=dict)
    indicators: dict[IndicatorKey, int] = field(default_factory=dict)
    realized: dict[IndicatorKey, int] = field(default_factory=dict)  # keys of rows written
    spent: dict[str, int] = field(default_factory=dict)

    def write(self) -> None:
        """Everything, parents first. The history is `transfer_lines.lines_of(writer)`."""
        self.nodes = {key: n.pk for key, n in self.changes.before.nodes.items() if n.pk}
        self.indicators = {key: i.pk for key, i in self.changes.before.indicators.items() if i.pk}
        self._nodes()
        self._indicators()
        self._quantities()
        self._money()

    # --- masters -----------------------------------------------------------------------------

    def _nodes(self) -> None:
        changed = self.changes.changed_nodes()
        for level in LEVELS:
            fresh = [node for node in changed if node.level == level and node.pk is None]
            rows = [self._node_row(node) for node in fresh]
            PlanNode.objects.bulk_create(rows, batch_size=BATCH)
            self.nodes.update({node.key: row.pk for node, row in zip(fresh, rows, strict=True)})
        known = [node for node in changed if node.pk]
        stored = PlanNode.objects.in_bulk([node.pk for node in known])
        for node in known:
            row = stored[node.pk]
            row.name, row.code = node.name, node.code
            if not node.has_other_parent:
                row.parent_id = self.nodes.get(node.parent_key)
        PlanNode.objects.bulk_update(stored.values(), ["name", "code", "parent"], batch_size=BATCH)

    def _node_row(self, node: Any) -> PlanNode:
        parent = self.changes.after.nodes.get(node.parent_key)
        is_sub = node.level == NodeLevel.SUBKEGIATAN
        program_key = parent.parent_key if is_sub and parent else node.parent_key
        below_program = node.level in (NodeLevel.KEGIATAN, NodeLevel.SUBKEGIATAN)
        return PlanNode(
            period=self.frame.period,
            organization=self.frame.organization,
            level=node.level,
            code=node.code,
            name=node.name,
            order=node.order,
            nomenclature_id=node.nomenclature_id,
            parent_id=self.nodes.get(node.parent_key),
            program_id=self.nodes.get(program_key) if below_program else None,
            kegiatan_id=self.nodes.get(node.parent_key) if is_sub else None,
        )

    def _indicators(self) -> None:
        rules = PerformanceSettings.current()
        changed = self.changes.changed_indicators()
        fresh = [draft for draft in changed if draft.pk is None]
        rows = [
            Indicator(
                node_id=self.nodes[draft.key[0]],
                organization=self.frame.organization,
                name=draft.name,
                unit=draft.unit,
                polarity=draft.polarity,
                accumulation=draft.accumulation,
                lower_method=rules.lower_method,
                zero_target=rules.zero_target,
                cap=rules.cap,
                adds_across_years=rules.adds_across_years,
                order=draft.order,
            )
            for draft in fresh
        ]
        Indicator.objects.bulk_create(rows, batch_size=BATCH)
        self.indicators.update({d.key: row.pk for d, row in zip(fresh, rows, strict=True)})
        known = [draft for draft in changed if draft.pk]
        stored = Indicator.objects.in_bulk([draft.pk for draft in known])
        for draft in known:
            row = stored[draft.pk]
            row.unit, row.polarity, row.accumulation = (
                draft.unit,
                draft.polarity,
                draft.accumulation,
            )
            row.row_version += 1
        fields = ["unit", "polarity", "accumulation", "row_version"]
        Indicator.objects.bulk_update(stored.values(), fields, batch_size=BATCH)

    # --- figures -----------------------------------------------------------------------------

    def _version(
        self, document: str, differing: Iterable[frozenset[str]], *names: str
    ) -> PlanVersion | None:
        if any(set(names) & fields for fields in differing):
            return ensure_version(document, self.frame.year)
        return None

    def _quantities(self) -> None:
        differing = self.changes.changed_k()
        after, year = self.changes.after.k, self.frame.year
        renja = self._version(PlanDocument.RENJA, differing.values(), "target_k")
        renstra = self._version(
            PlanDocument.RENSTRA, differing.values(), "target_renstra_k", "realisasi_lalu_k"
        )
        touched = toucher(differing)
        upsert(
            [
                YearTarget(
                    indicator_id=self.indicators[k],
                    year=year,
                    version=renja,
                    target=after[k].get("target_k"),
                )
                for k in touched("target_k")
            ],
            ["indicator", "year", "version"],
            ["target"],
        )
        upsert(
            [
                PeriodTarget(
                    indicator_id=self.indicators[k],
                    version=renstra,
                    end_target=after[k].get("target_renstra_k"),
                )
                for k in touched("target_renstra_k")
            ],
            ["indicator", "version"],
            ["end_target"],
        )
        upsert(
            [
                PeriodTarget(
                    indicator_id=self.indicators[k],
                    version=renstra,
                    carried=after[k].get("realisasi_lalu_k"),
                    carried_until_year=year - 1 if "realisasi_lalu_k" in after[k] else None,
                )
                for k in touched("realisasi_lalu_k")
            ],
            ["indicator", "version"],
            ["carried", "carried_until_year"],
        )
        self._realizations(touched(*QUARTER_K))

    def _realizations(self, keys: list[IndicatorKey]) -> None:
        ids = [self.indicators[key] for key in keys]
        stored = Realization.objects.filter(indicator__in=ids, year=self.frame.year)
        versions = dict(stored.values_list("indicator_id", "row_version"))
        now = timezone.now()
        rows = [
            Realization(
                indicator_id=pk,
                year=self.frame.year,
                organization=self.frame.organization,
                row_version=versions.get(pk, 0) + 1,
                updated_by=self.by,
                updated_at=now,
                **{
                    f"k{n}": self.changes.after.k[key].get(name)
                    for n, name in enumerate(QUARTER_K, start=1)
                },
            )
            for key, pk in zip(keys, ids, strict=True)
        ]
        fields = ["k1", "k2", "k3", "k4", "row_version", "updated_by", "updated_at"]
        upsert(rows, ["indicator", "year"], fields)
        self.realized = {key: row.pk for key, row in zip(keys, rows, strict=True)}

    def _money(self) -> None:
        differing = self.changes.changed_rp()
        after, year = self.changes.after.rp, self.frame.year
        renja = self._version(PlanDocument.RENJA, differing.values(), "pagu_rp")
        renstra = self._version(
            PlanDocument.RENSTRA, differing.values(), "target_renstra_rp", "realisasi_lalu_rp"
        )
        touched = toucher(differing)
        pagus = touched("pagu_rp")
        gone = [self.nodes[key] for key in pagus if "pagu_rp" not in after[key]]
        Pagu.objects.filter(node__in=gone, year=year, version=renja).delete()
        upsert(
            [
                Pagu(
                    year=year,
                    version=renja,
                    amount=int(after[key]["pagu_rp"] or 0),
                    **self._owner(key),
                )
                for key in pagus
                if "pagu_rp" in after[key]
            ],
            ["node", "year", "version"],
            ["amount", "is_remainder"],
        )
        self._period_money(touched, renstra)
        self._spending(touched(*QUARTER_RP))

    def _period_money(self, touched: Callable[..., list[Any]], renstra: PlanVersion | None) -> None:
        after, year = self.changes.after.rp, self.frame.year
        upsert(
            [
                PeriodBudget(
                    version=renstra,
                    end_amount=whole(after[key].get("target_renstra_rp")),
                    **self._owner(key),
                )
                for key in touched("target_renstra_rp")
            ],
            ["node", "version"],
            ["end_amount", "is_remainder"],
        )
        upsert(
            [
                PeriodBudget(
                    version=renstra,
                    carried_amount=whole(after[key].get("realisasi_lalu_rp")),
                    carried_until_year=year - 1 if "realisasi_lalu_rp" in after[key] else None,
                    **self._owner(key),
                )
                for key in touched("realisasi_lalu_rp")
            ],
            ["node", "version"],
            ["carried_amount", "carried_until_year", "is_remainder"],
        )

    def _owner(self, key: str) -> dict[str, Any]:
        level = self.changes.after.nodes[key].level
        return {"node_id": self.nodes[key], "is_remainder": level != NodeLevel.SUBKEGIATAN}

    def _spending(self, keys: list[str]) -> None:
        ids = [self.nodes[key] for key in keys]
        stored = BudgetRealization.objects.filter(node__in=ids, year=self.frame.year)
        versions = dict(stored.values_list("node_id", "row_version"))
        now = timezone.now()
        rows = [
            BudgetRealization(
                year=self.frame.year,
                organization=self.frame.organization,
                row_version=versions.get(self.nodes[key], 0) + 1,
                updated_by=self.by,
                updated_at=now,
                **self._owner(key),
                **{
                    f"rp{n}": whole(self.changes.after.rp[key].get(name))
                    for n, name in enumerate(QUARTER_RP, start=1)
                },
            )
            for key in keys
        ]
        fields = [
            "rp1",
            "rp2",
            "rp3",
            "rp4",
            "is_remainder",
            "row_version",
            "updated_by",
            "updated_at",
        ]
        upsert(rows, ["node", "year"], fields)
        self.spent = {key: row.pk for key, row in zip(keys, rows, strict=True)}
