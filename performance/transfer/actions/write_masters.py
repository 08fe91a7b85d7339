"""Write the nodes and indicators of an import, parents first."""

from __future__ import annotations

from typing import Any

from performance.choices import NodeLevel
from performance.models import (
    Indicator,
    PerformanceSettings,
    PlanNode,
)
from performance.transfer.actions.bulk import BATCH
from performance.transfer.actions.writing import Writer

LEVELS = (
    NodeLevel.TUJUAN_PD,
    NodeLevel.SASARAN_PD,
    NodeLevel.PROGRAM,
    NodeLevel.KEGIATAN,
    NodeLevel.SUBKEGIATAN,
)


def write_nodes(writer: Writer) -> None:
    changed = writer.changes.changed_nodes()
    for level in LEVELS:
        fresh = [node for node in changed if node.level == level and node.pk is None]
        rows = [_node_row(writer, node) for node in fresh]
        PlanNode.objects.bulk_create(rows, batch_size=BATCH)
        writer.nodes.update({node.key: row.pk for node, row in zip(fresh, rows, strict=True)})
    known = [node for node in changed if node.pk]
    stored = PlanNode.objects.in_bulk([node.pk for node in known])
    for node in known:
        row = stored[node.pk]
        row.name, row.code = node.name, node.code
        if not node.has_other_parent:
            row.parent_id = writer.nodes.get(node.parent_key)
    PlanNode.objects.bulk_update(stored.values(), ["name", "code", "parent"], batch_size=BATCH)


def _node_row(writer: Writer, node: Any) -> PlanNode:
    parent = writer.changes.after.nodes.get(node.parent_key)
    is_sub = node.level == NodeLevel.SUBKEGIATAN
    program_key = parent.parent_key if is_sub and parent else node.parent_key
    below_program = node.level in (NodeLevel.KEGIATAN, NodeLevel.SUBKEGIATAN)
    return PlanNode(
        period=writer.frame.period,
        organization=writer.frame.organization,
        level=node.level,
        code=node.code,
        name=node.name,
        order=node.order,
        nomenclature_id=node.nomenclature_id,
        parent_id=writer.nodes.get(node.parent_key),
        program_id=writer.nodes.get(program_key) if below_program else None,
        kegiatan_id=writer.nodes.get(node.parent_key) if is_sub else None,
    )


def write_indicators(writer: Writer) -> None:
    rules = PerformanceSettings.current()
    changed = writer.changes.changed_indicators()
    fresh = [draft for draft in changed if draft.pk is None]
    rows = [
        Indicator(
            node_id=writer.nodes[draft.key[0]],
            organization=writer.frame.organization,
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
    writer.indicators.update({d.key: row.pk for d, row in zip(fresh, rows, strict=True)})
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
