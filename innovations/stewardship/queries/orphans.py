"""The board of innovations that nobody answers for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from innovations.choices import HandoverState
from innovations.models import Handover, Innovation
from innovations.querysets import InnovationQuerySet
from innovations.stewardship.queries.stewards import Holding, holdings_of, orphans


@dataclass(frozen=True)
class OrphanLine:
    """One orphan, since when, and what waits for it."""

    innovation: Innovation
    holding: Holding
    waiting: Handover | None  # None: somebody is to be asked
    is_lapsed: bool  # what waits can no longer be answered


def orphan_rows(user: Any, on: date) -> InnovationQuerySet:
    return orphans(user, on).order_by("organization__name", "name", "pk")


def orphan_lines(innovations: Iterable[Innovation], on: date) -> list[OrphanLine]:
    given = list(innovations)
    holdings = holdings_of(given, on)
    rows = Handover.objects.filter(innovation__in=given, state=HandoverState.OFFERED)
    waiting = {row.innovation_id: row for row in rows.select_related("taker__user")}
    return [
        OrphanLine(one, holdings[one.pk], offer := waiting.get(one.pk), has_lapsed(offer, on))
        for one in given
    ]


def has_lapsed(offer: Handover | None, on: date) -> bool:
    """The assignment of whoever was asked has ended meanwhile."""
    end = offer.taker.valid_to if offer else None
    return end is not None and end < on
