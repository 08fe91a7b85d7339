"""Where the public addresses of innovations lead, those of before too."""

from __future__ import annotations

from innovations.choices import Ending
from innovations.models import FormerAddress, Innovation


def leads_to(slug: str) -> Innovation | None:
    """The public innovation of an address of today or of before; a merged one leads on along its
    successors, to the last of them that everybody may see."""
    successors = Innovation.objects.select_related("organization", "successor")
    rows = successors.public()
    entry = rows.filter(slug=slug).first()
    if entry is None:
        former = FormerAddress.objects.filter(slug=slug).values("innovation")
        entry = rows.filter(pk__in=former).first()
    passed: set[int] = set()
    step = entry
    while step is not None and step.ending == Ending.MERGED and step.pk not in passed:
        passed.add(step.pk)
        step = successors.filter(pk=step.successor_id or 0).first()
        if step is not None and step.is_public:
            entry = step
    return entry
