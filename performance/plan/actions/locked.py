"""Refusing to change what is promised and measured (`plan_locks`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from performance.models import Indicator, PlanNode, PlanVersion
from performance.plan.queries.plan_locks import PlanLocks
from performance.plan.queries.standing import printed_years
from performance.plan.queries.versions import PAIRS


def refuse_locked(reason: str) -> None:
    if reason:
        raise ValidationError(reason)


def keep_printed(
    master: Indicator | PlanNode, version: PlanVersion, locks: PlanLocks, year: int | None = None
) -> None:
    """Refuse a figure of a whole period (of a year in it) that documents of finished years print."""
    reason = "" if year is None else locks.of_year(version, year)
    if not reason and version.year is None:
        reason = locks.of_printed(version, printed_years(master))
    refuse_locked(reason)


def promised(row: Any, owner: str, name: str, figures: Mapping[str, Any]) -> bool:
    """Whether a figure of a whole period that the forms print would become another one.

    What was empty may be filled while no finished year prints it (`keep_printed`). Where the document
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
