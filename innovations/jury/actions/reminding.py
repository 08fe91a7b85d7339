"""Jurors are reminded by mail of sheets they have not sent, once a day at most."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from innovations.jury.queries.stages import reminded, stage_board
from innovations.models import Stage
from innovations.permissions import competition as permissions
from organizations import activity
from organizations.access import allow
from organizations.actions.mail import tell
from organizations.models import User

NOBODY = "Semua juri tahap ini sudah mengirim lembarnya."
TODAY = "Hari ini semua juri tersebut sudah diingatkan. Coba lagi besok."
PATH = "/kerja/juri/"


@transaction.atomic
def remind_jurors(*, stage: Stage, by: User) -> int:
    """Mail every juror who still owes a sheet; returns how many messages are new."""
    allow(permissions.can_run(by))
    allow(permissions.during(stage.edition, stage.kind))
    people: Sequence[User] = reminded(stage_board(stage, by))
    if not people:
        raise ValidationError(NOBODY)
    subject, text = words(stage)
    key = f"inovasi-juri:{stage.pk}:{timezone.localdate():%Y%m%d}"
    new = tell(people, subject, text, PATH, key=key)
    if not new:
        raise ValidationError(TODAY)
    activity.record(
        obj=stage.edition,
        verb=activity.verb_of(stage, "remind"),
        summary=f"Juri diingatkan: {stage}",
        by=by,
        organization=None,
    )
    return new


def words(stage: Stage) -> tuple[str, str]:
    """Subject and text, the same for every juror: neither proposals nor numbers."""
    name = stage.get_kind_display().lower()
    subject = f"Lembar nilai Anda ditunggu: {stage.edition.name}"
    text = (
        f"Masih ada lembar nilai tahap {name} pada {stage.edition.name} yang belum Anda kirim. "
        "Buka halaman Penilaian juri untuk melanjutkan."
    )
    return subject, text
