"""What a respondent meets at a point today: its questionnaire, its period, services to choose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from surveys.instrument.queries.periods import current_period
from surveys.instrument.queries.questionnaires import versions_in_use
from surveys.models import Period, Service, ServicePoint


@dataclass(frozen=True)
class Place:
    questionnaire: int
    asks_comment: bool
    period: Period | None  # None: the first answer opens it
    services: list[tuple[int, str]]  # empty where the point has its own, or the unit none

    def begins_after(self, today: date) -> date | None:
        """Its first day, where an answer of today belongs to a period that has not begun."""
        if self.period is None or self.period.starts_on <= today:
            return None
        return self.period.starts_on


def place_of(point: ServicePoint, today: date) -> Place:
    """The questionnaire of the period that takes answers, else the version in use."""
    period = current_period(point.unit, today)
    # Without a period: a point is only found while a version is in use (`takes_answers`).
    asked = period.questionnaire if period else versions_in_use(point.unit.questionnaire_id).get()
    services = services_of(point.unit_id) if point.service_id is None else []
    return Place(asked.pk, asked.asks_comment, period, services)


def services_of(unit_id: int) -> list[tuple[int, str]]:
    """What a respondent of a unit may have received: number and name."""
    there = Service.objects.filter(unit=unit_id, is_active=True)
    return list(there.values_list("pk", "name"))
