"""The tree as a drawing."""

from __future__ import annotations

from django.utils.safestring import SafeString

from organizations.formatting import format_rupiah_short
from performance.choices import NodeLevel
from performance.evaluation.queries.cascade import Branch, Cascade
from performance.evaluation.reports.scope import LEVEL_WORDS
from reports.rendering.charts import Branch as Box
from reports.rendering.charts import split_tree, tree_chart

CITY_SHOWN = (NodeLevel.TUJUAN_PD, NodeLevel.SASARAN_PD, NodeLevel.PROGRAM)
START = (NodeLevel.SASARAN_PD,)


def draw(found: Cascade, *, is_city: bool) -> list[SafeString]:
    """A picture for each root of what is drawn, split where it grows taller than a page."""
    wanted = NodeLevel.TUJUAN if is_city else NodeLevel.TUJUAN_PD
    roots = [b for b in found.branches if b.node.level == wanted]
    if not roots:
        roots = [b for b in found.branches if b.parent is None or b.node.level in START]
    return [
        tree_chart(f"Pohon kinerja: {box.text}", [box])
        for root in roots
        for box in split_tree(_box(found, root, 3))
    ]


def _box(found: Cascade, branch: Branch, depth: int) -> Box:
    word = LEVEL_WORDS.get(branch.node.level, branch.node.get_level_display()).upper()
    kicker = f"{word} {branch.node.full_code}".strip()
    children = found.children(branch.node.pk) if depth > 1 else []
    below = tuple(_box(found, child, depth - 1) for child in children)
    return Box(kicker, branch.node.name, _remark(branch, _measures_below(found, branch)), below)


def _remark(branch: Branch, measured_below: int = 0) -> str:
    measured = [leaf for leaf in branch.leaves if leaf.indicator]
    if branch.pagu is not None:
        return f"pagu {format_rupiah_short(branch.pagu)}"
    if len(measured) == 1 and measured[0].target is not None:
        unit = measured[0].indicator.unit if measured[0].indicator else ""
        return f"target {measured[0].target_text} {unit}"
    if measured:
        return f"{len(measured)} indikator"
    if measured_below:
        return f"diukur dengan {measured_below} indikator di bawahnya"
    return "belum ada indikator"


def _measures_below(found: Cascade, branch: Branch) -> int:
    """Of a node without indicators, those of the first level below that has any."""
    if any(leaf.indicator for leaf in branch.leaves) or branch.pagu is not None:
        return 0
    level = found.children(branch.node.pk)
    while level:
        if count := sum(leaf.indicator is not None for node in level for leaf in node.leaves):
            return count
        level = [child for node in level for child in found.children(node.node.pk)]
    return 0
