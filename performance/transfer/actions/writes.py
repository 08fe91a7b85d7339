"""Write computed changes with a fixed number of bulk statements."""

from __future__ import annotations

from performance.transfer.actions.write_masters import write_indicators, write_nodes
from performance.transfer.actions.write_money import write_money
from performance.transfer.actions.write_quantities import write_quantities
from performance.transfer.actions.writing import Writer


def write(writer: Writer) -> None:
    """Everything, parents first. The history is `lines.lines_of(writer)`."""
    writer.nodes = {key: n.pk for key, n in writer.changes.before.nodes.items() if n.pk}
    writer.indicators = {key: i.pk for key, i in writer.changes.before.indicators.items() if i.pk}
    write_nodes(writer)
    write_indicators(writer)
    write_quantities(writer)
    write_money(writer)
