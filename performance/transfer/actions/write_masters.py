"""Write the nodes and indicators of an import, parents first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from performance.choices import NodeLevel
from performance.models import (
    Indicator,
    PerformanceSettings,
    PlanNode,
)
from performance.plan.actions.validity import (
    begin_after_closed_years,
    keep_closed_years,
    open_span,
)
from performance.plan.queries.closed_years import ClosedYears, closed_years_of, within
from performance.transfer.actions.bulk import BATCH
from performance.transfer.actions.writing import Writer
from performance.transfer.readers.state_masters import OF_INDICATORS

LEVELS = (
    NodeLevel.TUJUAN_PD,
    NodeLevel.SASARAN_PD,
    NodeLevel.PROGRAM,
    NodeLevel.KEGIATAN,
    NodeLevel.SUBKEGIATAN,
)


def write_nodes(writer: Writer) -> None:
    changed, accepted = writer.changes.changed_nodes(), _accepted(writer)
    for level in LEVELS:
        fresh = [node for node in changed if node.level == level and node.pk is None]
        rows = [_node_row(writer, node, accepted) for node in fresh]
        PlanNode.objects.bulk_create(rows, batch_size=BATCH)
        writer.nodes.update({node.key: row.pk for node, row in zip(fresh, rows, strict=True)})
    known = [node for node in changed if node.pk]
    stored = PlanNode.objects.select_related("period", "parent")
    rows_of = stored.in_bulk([node.pk for node in known])
    for node in known:
        row, old = rows_of[node.pk], writer.changes.before.nodes[node.key]
        fields = _differing(old, node, ("name", "code"))
        if not node.has_other_parent and (
            old.has_other_parent or node.parent_key != old.parent_key
        ):
            fields["parent_id"] = writer.nodes.get(node.parent_key)
        _change(row, fields, within(row, accepted))
    PlanNode.objects.bulk_update(rows_of.values(), ["name", "code", "parent"], batch_size=BATCH)


def _accepted(writer: Writer) -> ClosedYears:
    return closed_years_of(writer.frame.organization.pk, writer.frame.period)


def _change(row: Any, fields: dict[str, Any], closed: ClosedYears) -> None:
    """Closed years go on reading what the row says; later ones read the file."""
    keep_closed_years(row, fields, closed=closed)
    for name, value in fields.items():
        setattr(row, name, value)


def _differing(old: Any, new: Any, names: Iterable[str]) -> dict[str, Any]:
    """What the file changes: other fields may say something else in a later year."""
    return {name: getattr(new, name) for name in names if getattr(new, name) != getattr(old, name)}


def _node_row(writer: Writer, node: Any, accepted: ClosedYears) -> PlanNode:
    begins, ends = open_span(accepted, writer.frame.year)
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
        valid_from_year=begins,
        valid_to_year=ends,
        nomenclature_id=node.nomenclature_id,
        parent_id=writer.nodes.get(node.parent_key),
        program_id=writer.nodes.get(program_key) if below_program else None,
        kegiatan_id=writer.nodes.get(node.parent_key) if is_sub else None,
    )


def write_indicators(writer: Writer) -> None:
    rules, accepted = PerformanceSettings.as_of(writer.frame.year), _accepted(writer)
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
    _begin(rows, accepted)
    known = [draft for draft in changed if draft.pk]
    wanted = Indicator.objects.select_related("node__period")
    stored = wanted.in_bulk([draft.pk for draft in known])
    for draft in known:
        row, old = stored[draft.pk], writer.changes.before.indicators[draft.key]
        fields = _differing(old, draft, OF_INDICATORS)
        _change(row, fields, within(row.node, accepted))
        row.row_version += 1
    names = [*OF_INDICATORS, "row_version"]
    Indicator.objects.bulk_update(stored.values(), names, batch_size=BATCH)


def _begin(rows: list[Indicator], accepted: ClosedYears) -> None:
    """New indicators stand in no form of a finished year their node stands in."""
    nodes = PlanNode.objects.select_related("period").in_bulk({row.node_id for row in rows})
    for row in rows:
        begin_after_closed_years([row], within(nodes[row.node_id], accepted))
