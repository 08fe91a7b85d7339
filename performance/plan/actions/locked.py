"""Refusing to change what is promised and measured (`plan_locks`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from performance.plan.queries.versions import PAIRS


def refuse_locked(reason: str) -> None:
    if reason:
        raise ValidationError(reason)


def promised(row: Any, owner: str, name: str, figures: Mapping[str, Any]) -> bool:
    """Whether a figure of a whole period that the forms print would become another one.

    What was empty may be filled: plans of earlier years come in file by file. Where the document
    that stands in for this one (`versions.PAIRS`) has a figure, the cell is not empty. `owner`
    names the field of the indicator or node.
    """
    stored = getattr(row, name)
    if name not in figures or figures[name] == stored:
        return False
    return stored is not None or _stands_in(row, owner, name)


def _stands_in(row: Any, owner: str, name: str) -> bool:
    version = row.version
    others = type(row).objects.filter(
        version__period=version.period_id,
        version__document__in=PAIRS[version.document],
        **{owner: getattr(row, f"{owner}_id"), f"{name}__isnull": False},
    )
    return others.exclude(version__document=version.document).exists()
