"""Correcting a locked quarter: asked for with a reason, decided by a second person."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from organizations import activity
from organizations.access import ALLOWED, allow
from organizations.models import User
from organizations.workflow import Transition, perform
from performance import permissions
from performance.entry import notifications
from performance.entry.actions.submission import reopen_entry
from performance.entry.queries.locks import database_now
from performance.models import Submission, UnlockRequest
from performance.states import APPROVE_UNLOCK, REOPEN

LONGEST = timedelta(days=7)


@transaction.atomic
def request_unlock(
    *, submission: Submission, reason: str, until: datetime, by: User
) -> UnlockRequest:
    """Ask to correct a quarter that is locked; one open request at a time."""
    allow(permissions.can_request_unlock(by, submission))
    now = database_now()
    if not reason.strip():
        raise ValidationError({"reason": "Tulis alasan perbaikan."})
    if not now < until <= now + LONGEST:
        raise ValidationError(
            {"until": "Pilih waktu sesudah sekarang, paling lama tujuh hari dari sekarang."}
        )
    try:
        with transaction.atomic():
            asked = UnlockRequest.objects.create(
                submission=submission,
                reason=reason.strip(),
                until=until,
                requested_by=by,
                requested_at=now,
            )
    except IntegrityError as error:
        raise ValidationError(
            "Permintaan sebelumnya masih menunggu keputusan. Tunggu keputusannya lebih dulu."
        ) from error
    activity.record(
        obj=submission,
        verb="performance.request_unlock",
        summary=f"Minta buka kunci: {submission}",
        by=by,
        organization=submission.organization,
        changes={"until": activity.changed("Dibuka sampai", "", until)},
        reason=reason.strip(),
    )
    notifications.tell_unlock_asked(asked)
    return asked


@transaction.atomic
def decide_unlock(
    *, request: UnlockRequest, transition: Transition, by: User, note: str = ""
) -> UnlockRequest:
    """Approve or reject. Approval opens the quarter until the moment asked for."""
    now = database_now()
    if transition is APPROVE_UNLOCK and request.until <= now:
        raise ValidationError(
            "Waktu yang diminta sudah lewat. Tolak permintaan ini dan minta unit mengajukan lagi."
        )
    decided: UnlockRequest = perform(  # type: ignore[assignment]
        request,
        transition,
        by=by,
        note=note,
        updates={"decided_by": by, "decided_at": now, "decision_note": note.strip()},
        organization=request.submission.organization,
    )
    if transition is APPROVE_UNLOCK:
        _open(decided, by)
    notifications.tell_unlock_decided(decided)
    return decided


def _open(decided: UnlockRequest, by: User) -> None:
    """Through the workflow where the entry is locked by its state, else only by its window."""
    submission = Submission.objects.select_for_update().get(pk=decided.submission_id)
    if submission.state in REOPEN.sources:
        # The rule was asked on the request; the entry itself asks nothing more.
        reopen_entry(
            submission=submission,
            by=by,
            note=decided.reason,
            until=decided.until,
            rule=lambda _user, _entry: ALLOWED,
        )
        return
    before, submission.open_until = submission.open_until, decided.until
    submission.save(update_fields=["open_until"])
    activity.record(
        obj=submission,
        verb=activity.verb_of(submission, REOPEN.name),
        summary=f"Dibuka kembali untuk perbaikan: {submission}",
        by=by,
        organization=submission.organization,
        changes={"open_until": activity.changed("Dibuka sampai", before, decided.until)},
        reason=decided.reason,
    )
