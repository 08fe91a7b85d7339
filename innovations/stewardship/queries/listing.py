"""The health of listed innovations, and who uses those that are applications.

What the head has not seen and references have no health.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from innovations.choices import CheckInState, Ending, Health, InnovationState
from innovations.models import Application, CheckIn, Innovation
from innovations.stewardship.queries.health import READ, Life, are_many, health_of_many


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
    if are_many():
        return own.filter(kept_health=health)
    lives = health_of_many(own.only(*READ), today)
    return rows.filter(pk__in=[pk for pk, life in lives.items() if life.health == health])


USED, UNUSED = "dipakai", "hanya-ada"
USES = {USED: Q(used_by__gt=0), UNUSED: Q(used_by=None) | Q(used_by=0)}


def with_users(rows: QuerySet[Innovation], asked: str) -> QuerySet[Innovation]:
    """Each with `is_application` (of the city itself) and `used_by`: what the newest answer says,
    else what the entry says; none where neither does. `asked` leaves those of the city's own
    applications that go on and are used, or that only exist."""
    answers = CheckIn.objects.filter(innovation=OuterRef("pk"), state=CheckInState.ANSWERED)
    newest = answers.order_by("-answered_at", "-pk").values("users")[:1]
    own = Innovation.objects.owned()
    application = Application.objects.filter(innovation=OuterRef("pk"), innovation__in=own)
    rows = rows.annotate(
        is_application=Exists(application),
        used_by=Coalesce(Subquery(newest), Subquery(application.values("users"))),
    )
    if asked not in USES:
        return rows
    return rows.filter(USES[asked], is_application=True, ending=Ending.NONE)
