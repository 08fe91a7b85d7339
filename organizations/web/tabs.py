"""Tabs above a list, each with the length of its part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from organizations.formatting import format_number


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    active: bool


def tabs(named: Iterable[tuple[str, str, int]], current: str) -> list[Tab]:
    """Tabs of (name, label, length of its list) for components/tabs.html."""
    return [
        Tab(f"{label} ({format_number(count)})", f"?tab={name}" if name else "?", name == current)
        for name, label, count in named
    ]
