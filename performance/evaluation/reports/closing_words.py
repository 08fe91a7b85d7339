"""The words at the bottom of the forms, and in which quarter they were written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from organizations.formatting import quarter_name
from organizations.models import Organization
from performance.evaluation.queries.closing import closing_entries
from performance.models import Submission


def told(entries: Iterable[Submission], name: str, until: int) -> str:
    """What one unit wrote under a title; words of an earlier quarter than the form's name it."""
    return "\n".join(_dated(entry, name, until) for entry in closing_entries(entries, name, until))


def gathered(
    entries: Iterable[Submission], name: str, units: Iterable[Organization], until: int
) -> str:
    """The words of every unit under one title; units that wrote the same share a line."""
    names = {unit.pk: unit.short_name for unit in units}
    said: dict[str, list[str]] = defaultdict(list)
    for entry in closing_entries(entries, name, until):
        text = _dated(entry, name, until)
        if text and entry.organization_id in names:
            said[text].append(names[entry.organization_id])
    return "\n".join(f"{', '.join(who)}: {text}" for text, who in said.items())


def _dated(entry: Submission, name: str, until: int) -> str:
    text = getattr(entry, name).strip()
    if not text or entry.quarter == until:
        return text
    return f"{text} (ditulis pada {quarter_name(entry.quarter)})"
