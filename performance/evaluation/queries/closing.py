"""The entries whose words close a form: those of the last quarter in which some were written."""

from __future__ import annotations

from collections.abc import Iterable

from performance.models import Submission


def closing_entries(entries: Iterable[Submission], name: str, until: int) -> list[Submission]:
    """Of every unit the latest entry up to a quarter with words under the title `name`.

    A unit that wrote none is there with its last entry, whose words are blank.
    """
    known = [entry for entry in entries if entry.quarter <= until]
    known.sort(key=lambda entry: (bool(_words(entry, name)), entry.quarter))
    last = {entry.organization_id: entry for entry in known}
    return sorted(last.values(), key=lambda entry: entry.organization.code)


def _words(entry: Submission, name: str) -> str:
    return str(getattr(entry, name)).strip()
