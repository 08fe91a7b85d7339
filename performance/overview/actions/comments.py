"""A citizen's comment on an indicator: sent, moderated, answered."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organizations import activity
from organizations.access import allow
from organizations.models import User
from organizations.workflow import Transition, perform
from performance import permissions
from performance.models import Indicator, PublicComment

ANSWER_FIELDS = [
    "answer",
    "answered_by",
    "answered_at",
    "follow_up",
    "follow_up_due",
    "follow_up_state",
]
TOLD = {
    "answer": "Jawaban",
    "follow_up": "Yang akan dilakukan",
    "follow_up_due": "Batas waktu",
    "follow_up_state": "Status tindak lanjut",
}


@transaction.atomic
def send_comment(
    *, indicator: Indicator, text: str, author_name: str, key: uuid.UUID, by: User | None = None
) -> PublicComment:
    """Keep a comment for moderation. The same form sent twice is one comment.

    `by` is whoever was signed in while sending it; the history stays without a name, as for
    everybody.
    """
    comment, created = PublicComment.objects.get_or_create(
        key=key,
        defaults={
            "indicator": indicator,
            "organization_id": indicator.organization_id,
            "text": text.strip(),
            "author_name": author_name.strip(),
            "sent_by": by,
        },
    )
    if created:
        activity.record(
            obj=comment,
            verb="performance.comment",
            summary=f"Komentar warga pada indikator {indicator.name}",
            by=None,
            organization=indicator.organization,
        )
    return comment


def moderate_comment(
    *, comment: PublicComment, transition: Transition, by: User, note: str = ""
) -> PublicComment:
    """Show or withhold a comment; withholding needs a reason."""
    return perform(
        comment,
        transition,
        by=by,
        note=note,
        updates={
            "moderated_by": by,
            "moderated_at": timezone.now(),
            "moderation_note": note.strip(),
        },
        organization=comment.organization,
    )


@dataclass(frozen=True)
class FollowUp:
    """What the unit will do about a comment; without a state nothing is needed."""

    text: str = ""
    due: date | None = None
    state: str = ""


@transaction.atomic
def answer_comment(
    *, comment: PublicComment, answer: str, by: User, follow_up: FollowUp | None = None
) -> PublicComment:
    """Answer a published comment in the name of the unit; a later answer replaces it.

    `follow_up` replaces what was to be done; None leaves it. Raises ValidationError for a
    state that does not say what will be done.
    """
    locked = PublicComment.objects.select_for_update().get(pk=comment.pk)
    allow(permissions.can_answer(by, locked))
    if not answer.strip():
        raise ValidationError("Tulis jawaban lebih dulu.")
    before = _told(locked)
    if locked.answer != answer.strip():  # a new step is not a new answer
        locked.answer = answer.strip()
        locked.answered_by, locked.answered_at = by, timezone.now()
    if follow_up is not None:
        locked.follow_up = follow_up.text.strip()
        locked.follow_up_due = follow_up.due
        locked.follow_up_state = follow_up.state
    locked.validate_constraints()
    locked.save(update_fields=ANSWER_FIELDS)
    activity.record(
        obj=locked,
        verb="performance.answer_comment",
        summary=f"Jawaban atas komentar pada indikator {locked.indicator.name}",
        by=by,
        organization=locked.organization,
        changes=_changes(before, _told(locked)),
    )
    return locked


def _told(comment: PublicComment) -> dict[str, Any]:
    values = {name: getattr(comment, name) for name in TOLD}
    return {**values, "follow_up_state": comment.get_follow_up_state_display()}


def _changes(before: dict[str, Any], after: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        name: activity.changed(label, before[name], after[name])
        for name, label in TOLD.items()
        if before[name] != after[name]
    }
