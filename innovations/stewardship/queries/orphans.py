"""The board of innovations that nobody answers for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from innovations import permissions
from innovations.choices import HandoverState
from innovations.models import Handover, Innovation
from innovations.querysets import InnovationQuerySet
from innovations.stewardship.queries.stewards import Holding, holdings_of, orphans, unheld


@dataclass(frozen=True)
class OrphanLine:
    """One orphan, since when, and what waits for it."""

    innovation: Innovation
    holding: Holding
    waiting: Handover | None  # None: somebody is to be asked
    is_lapsed: bool  # what waits can no longer be answered
    may_appoint: bool


def orphan_rows(user: Any, on: date) -> InnovationQuerySet:
    """Of the whole city for its leaders; else those the person may hand over."""
    rows = unheld(on) if permissions.can_oversee(user) else orphans(user, on)
    return rows.order_by("organization__name", "name", "pk")


def orphan_lines(user: Any, innovations: Iterable[Innovation], on: date) -> list[OrphanLine]:
    given = list(innovations)
    keys = [one.pk for one in given]
    mine = Innovation.objects.filter(permissions.appointable_innovations(user), pk__in=keys)
    appointed = set(mine.values_list("pk", flat=True))
    holdings = holdings_of(given, on)
    rows = Handover.objects.filter(innovation__in=given, state=HandoverState.OFFERED)
    waiting = {
        row.innovation_id: row for row in rows.select_related("taker__user", "taker__organization")
    }
    return [
        OrphanLine(
            innovation=one,
            holding=holdings[one.pk],
            waiting=(offer := waiting.get(one.pk)),
            is_lapsed=has_lapsed(offer, on),
            may_appoint=one.pk in appointed,
        )
        for one in given
    ]


def has_lapsed(offer: Handover | None, on: date) -> bool:
    """The assignment of whoever was asked has ended meanwhile, or the unit it is at."""
    end = offer.taker.last_day if offer else None
    return end is not None and end < on
