"""The health of listed innovations; what the head has not seen and references have none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from innovations.choices import Health, InnovationState
from innovations.models import Innovation
from innovations.stewardship.queries.health import Life, health_of_many


def lives_of(
    innovations: Iterable[Innovation], today: date
) -> list[tuple[Innovation, Life | None]]:
    """Each with its health; three statements however many there are."""
    given = list(innovations)
    settled = InnovationState.settled()
    lives = health_of_many([one for one in given if one.state in settled], today)
    return [(one, lives.get(one.pk)) for one in given]


def of_health(rows: QuerySet[Innovation], health: str, today: date) -> QuerySet[Innovation]:
    """Those of one health; all where none is asked for."""
    if health not in Health.values:
        return rows
    own = rows.filter(organization__isnull=False, state__in=InnovationState.settled())
    lives = health_of_many(own, today)
    return rows.filter(pk__in=[pk for pk, life in lives.items() if life.health == health])
