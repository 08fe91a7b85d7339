"""Lines of a round as one person sees them."""

from __future__ import annotations

from typing import Any

from innovations.index.queries.sheet import Line, Sheet
from innovations.models import Innovation
from innovations.permissions import visible_innovations


def lines_seen(user: Any, sheet: Sheet) -> list[Line]:
    """Those of innovations the person works with, the best first; one statement."""
    keys = [line.innovation for line in sheet.lines]
    rows = Innovation.objects.filter(visible_innovations(user), pk__in=keys)
    seen = set(rows.values_list("pk", flat=True))
    found = [line for line in sheet.lines if line.innovation in seen]
    return sorted(found, key=lambda line: (-line.score, line.name))
