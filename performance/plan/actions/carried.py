"""What was reached before the years of this portal, kept by the year it is carried into."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from organizations import activity
from performance.models import CarriedRealization, CarriedSpending, Indicator, PlanNode
from performance.plan.actions.locked import refuse_locked
from performance.plan.actions.remainders import absorb
from performance.plan.queries.carried import carried_questions
from performance.plan.queries.plan import plain_text
from performance.plan.queries.plan_locks import PlanLocks
from performance.words import with_unit

Amounts = Mapping[int, Decimal | int | None]


class CarriedAsked(ValidationError):
    """Amounts that may hold what a unit that joined brought; somebody has to say they do not."""

    status = 409


def keep_carried(
    owner: Indicator | PlanNode,
    amounts: Amounts,
    locks: PlanLocks,
    *,
    is_agreed: bool = False,
    own_part: Collection[int] = (),
) -> dict[int, dict[str, Any]]:
    """Save what differs, an empty one is taken out; the changes by the year carried into.

    An amount that might be the total with a unit that joined raises CarriedAsked, but in the years
    of `own_part`. Rupiah are taken from the remainders above them (`remainders.absorb`).
    """
    rows: Any
    place: dict[str, Any]
    if isinstance(owner, Indicator):
        period, scale, unit = owner.node.period, owner.scale, owner.unit
        rows, place = CarriedRealization.objects, {"indicator": owner}
    else:
        period, scale, unit = owner.period, "", "Rp"
        rows, place = CarriedSpending.objects, {"node": owner}
    if outside := [year for year in amounts if year not in period.years]:
        raise ValidationError(f"Tahun {outside[0]} di luar periode {period}.")
    stored: dict[int, Any] = {row.year: row for row in rows.filter(**place)}
    known = {year: stored[year].amount if year in stored else None for year in amounts}
    differing = {year: amount for year, amount in amounts.items() if known[year] != amount}
    for year in differing:
        refuse_locked(locks.of_carried(year))
    unsaid = {year: amount for year, amount in differing.items() if year not in own_part}
    if questions := carried_questions(owner, unsaid):
        raise CarriedAsked({f"bawaan_{year}": words for year, words in questions.items()})
    changes: dict[int, dict[str, Any]] = {}
    for year, amount in differing.items():
        before = known[year]
        if amount is None:
            stored[year].delete()
        else:
            rows.update_or_create(**place, year=year, defaults={"amount": amount})
        both = (plain_text(value, scale) if scale else value for value in (before, amount))
        label = with_unit(carried_label(year), unit)
        changes[year] = {f"carried.{year}": activity.changed(label, *both)}
        if isinstance(owner, PlanNode):
            grown = {owner.pk: {"amount": int(amount or 0) - int(before or 0)}}
            what = f"realisasi bawaan ke {year}"
            taken = absorb(CarriedSpending, grown, what=what, is_agreed=is_agreed, year=year)
            changes[year] |= taken.changes
    return changes


def carried_label(year: int) -> str:
    return f"Realisasi bawaan ke {year} (s.d. {year - 1})"
