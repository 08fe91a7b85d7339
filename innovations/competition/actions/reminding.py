"""Reminding units that have handed in nothing yet, each at most once a day."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from innovations.choices.competition import PhaseKind
from innovations.competition.queries.proposals import silent_units
from innovations.competition.queries.reminders import reminder_words
from innovations.models import Edition
from innovations.permissions import competition as permissions
from organizations import activity
from organizations.access import allow
from organizations.actions.mail import remind
from organizations.models import User
from organizations.queries.holders import holders_inside


@transaction.atomic
def remind_units(*, edition: Edition, by: User) -> int:
    """Mail to whoever writes proposals of each of these units; returns how many are new today."""
    allow(permissions.can_run(by))
    allow(permissions.during(edition, PhaseKind.REGISTRATION))
    path, day = f"/kerja/kompetisi/{edition.pk}/proposal/", timezone.localdate()
    count = 0
    for unit in silent_units(by, edition):
        people = holders_inside("innovations.edit", unit)
        subject, text = reminder_words(edition, unit.name)
        key = f"kompetisi-ingat:{edition.pk}:{unit.pk}:{day}"
        count += remind(people, subject, text, path, key=key)
    if count:
        activity.record(
            obj=edition,
            verb=activity.verb_of(edition, "remind"),
            summary=f"Pengingat mengirim proposal dikirim lewat surel: {edition}",
            by=by,
            organization=None,
        )
    return count
