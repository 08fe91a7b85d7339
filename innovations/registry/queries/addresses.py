"""Where the public addresses of innovations lead, those of before too."""

from __future__ import annotations

from innovations.choices import Ending
from innovations.models import FormerAddress, Innovation


def leads_to(slug: str) -> Innovation | None:
    """The public innovation of an address of today or of before; a merged one leads on to its
    successor, as long as everybody may see it."""
    rows = Innovation.objects.public().select_related("organization", "successor")
    entry = rows.filter(slug=slug).first()
    if entry is None:
        former = FormerAddress.objects.filter(slug=slug).values("innovation")
        entry = rows.filter(pk__in=former).first()
    passed: set[int] = set()
    while entry is not None and entry.ending == Ending.MERGED and entry.pk not in passed:
        passed.add(entry.pk)
        entry = rows.filter(pk=entry.successor_id or 0).first() or entry
    return entry
