"""Objections with the day on which their answer is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, QuerySet
from django.utils import timezone

from innovations.choices.competition import ObjectionState
from innovations.models import Edition, Objection, Proposal
from organizations.formulas import add_working_days
from organizations.queries.holidays import holidays_between

WEEKS = timedelta(weeks=8)  # of holidays and weekends, beyond three days for each working day


@dataclass(frozen=True)
class ObjectionLine:
    objection: Objection
    due_on: date
    today: date

    @property
    def waits(self) -> bool:
        return self.objection.state == ObjectionState.FILED

    @property
    def is_late(self) -> bool:
        return self.waits and self.due_on < self.today


def objections_about(proposals: QuerySet[Proposal]) -> QuerySet[Objection]:
    """What waits stands first, the oldest at the top."""
    rows = Objection.objects.filter(proposal__in=proposals.values("pk"))
    rows = rows.select_related("proposal__organization", "proposal__edition")
    return rows.order_by(F("answered_at").desc(nulls_first=True), "filed_at", "pk")


def with_due(rows: Iterable[Objection], edition: Edition) -> list[ObjectionLine]:
    """Working days of the edition's rules after the day of filing; one statement for all."""
    found = list(rows)
    if not found:
        return []
    days, today = edition.objection_answer_days, timezone.localdate()
    filed = {row.pk: timezone.localdate(row.filed_at) for row in found}
    last = max(filed.values()) + timedelta(days=3 * days) + WEEKS
    shut = holidays_between(min(filed.values()), last)
    return [ObjectionLine(row, add_working_days(filed[row.pk], days, shut), today) for row in found]
