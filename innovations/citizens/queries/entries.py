"""The innovation an address of citizens names: public, the city's own."""

from __future__ import annotations

from innovations.models import Innovation


def open_entry(slug: str) -> Innovation | None:
    """What everybody may follow, rate and talk about; a merged one is found at its successor."""
    rows = Innovation.objects.listed().owned().select_related("organization")
    return rows.filter(slug=slug).first()


def going_entry(slug: str) -> Innovation | None:
    """The same, where it goes on: what has ended is not to be done again."""
    rows = Innovation.objects.listed().owned().going().select_related("organization")
    return rows.filter(slug=slug).first()
