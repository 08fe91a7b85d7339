"""A citizen's comment on an indicator: sent, moderated, answered."""

from __future__ import annotations

import uuid

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from organizations import activity
from organizations.models import User
from organizations.workflow import Transition, perform
from performance import permissions
from performance.models import Indicator, PublicComment


@transaction.atomic
def send_comment(
    *, indicator: Indicator, text: str, author_name: str, key: uuid.UUID
) -> PublicComment:
    """Keep a comment for moderation. The same form sent twice is one comment."""
    comment, created = PublicComment.objects.get_or_create(
        key=key,
        defaults={
            "indicator": indicator,
            "organization_id": indicator.organization_id,
            "text": text.strip(),
            "author_name": author_name.strip(),
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
        rule=permissions.can_moderate,
        note=note,
        updates={
            "moderated_by": by,
            "moderated_at": timezone.now(),
            "moderation_note": note.strip()[:240],
        },
        organization=comment.organization,
    )


@transaction.atomic
def answer_comment(*, comment: PublicComment, answer: str, by: User) -> PublicComment:
    """Answer a published comment in the name of the unit; a later answer replaces it."""
    locked = PublicComment.objects.select_for_update().get(pk=comment.pk)
    decision = permissions.can_answer(by, locked)
    if not decision:
        raise PermissionDenied(decision.reason)
    if not answer.strip():
        raise ValidationError("Tulis jawaban lebih dulu.")
    before = locked.answer
    locked.answer = answer.strip()
    locked.answered_by = by
    locked.answered_at = timezone.now()
    locked.save(update_fields=["answer", "answered_by", "answered_at"])
    activity.record(
        obj=locked,
        verb="performance.answer_comment",
        summary=f"Jawaban atas komentar pada indikator {locked.indicator.name}",
        by=by,
        organization=locked.organization,
        changes={"answer": activity.changed("Jawaban", before, locked.answer)},
    )
    return locked
