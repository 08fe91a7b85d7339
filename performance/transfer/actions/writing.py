"""What an import that is being written needs to know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from organizations.models import User
from performance.models import PlanVersion
from performance.plan.actions.periods import ensure_version
from performance.transfer.readers.changes import Changes
from performance.transfer.readers.state import Frame
from performance.transfer.readers.state_masters import IndicatorKey


@dataclass
class Writer:
    """One import being written, and the keys of the rows it wrote."""

    frame: Frame
    changes: Changes
    by: User | None
    nodes: dict[str, int] = field(default_factory=dict)
    indicators: dict[IndicatorKey, int] = field(default_factory=dict)
    realized: dict[IndicatorKey, int] = field(default_factory=dict)  # keys of rows written
    spent: dict[str, int] = field(default_factory=dict)


def version_for(
    writer: Writer, document: str, differing: Iterable[frozenset[str]], *names: str
) -> PlanVersion | None:
    if any(set(names) & fields for fields in differing):
        return ensure_version(document, writer.frame.year)
    return None
