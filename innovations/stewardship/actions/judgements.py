"""A judgement of health above the rules, with its reason and its end."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from innovations import permissions
from innovations.choices import Ending, Health
from innovations.models import HealthNote, Innovation
from innovations.stewardship.actions.handovers import today
from innovations.stewardship.actions.keeping import keep_health
from organizations import activity, moment
from organizations.access import allow
from organizations.models import User

LONGEST = timedelta(days=366)
JUDGED = (Health.RUNNING, Health.ATTENTION, Health.STOPPED)
NOT_LATER = "Pilih tanggal sesudah hari ini"
TOO_LONG = "Paling lama satu tahun dari hari ini; sesudah itu periksa lagi"
ENDED = "Inovasi ini sudah berakhir; keadaannya tidak ditetapkan lagi."


@transaction.atomic
def judge_health(
    *, innovation: Innovation, health: str, reason: str, until: date, by: User
) -> HealthNote:
    """Set the health for a time; the rules and their reasons stay readable beneath it."""
    locked = Innovation.objects.select_for_update().get(pk=innovation.pk)
    allow(permissions.judges_health(by, locked))
    if locked.ending != Ending.NONE:
        raise ValidationError(ENDED)
    if until <= today():
        raise ValidationError({"until": NOT_LATER})
    if until - today() > LONGEST:
        raise ValidationError({"until": TOO_LONG})
    note = HealthNote.objects.create(
        innovation=locked, health=health, reason=reason.strip(), until=until, by=by,
        at=moment.now(),
    )  # fmt: skip
    keep_health(locked)
    activity.record(
        obj=locked,
        verb=activity.verb_of(locked, "judge"),
        summary=f"Keadaan ditetapkan ({note.get_health_display()}): {locked}",
        by=by,
        organization=locked.organization,
        changes={"until": activity.changed("Berlaku sampai", "", until)},
        reason=note.reason,
    )
    return note
