"""A citizen's comment: sent, read by the unit before anybody, reported, read again."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from innovations.choices.citizens import CommentState, Complaint
from innovations.models import Comment, Innovation
from innovations.states import citizens as states
from organizations import activity, moment
from organizations.models import User
from organizations.texts import clean_lines, without_contacts
from organizations.workflow import perform

LONGEST = 1_000
MOST_REPORTS = 30_000
EMPTY = "Isi teks yang tayang"
WHY = "Tulis mengapa kata-katanya diubah"
CONTACTS = "Masih ada nomor telepon, surel, NIK, atau nomor kendaraan. Keluarkan dulu."


@transaction.atomic
def send_comment(
    *, innovation: Innovation, text: str, key: UUID, by: User | None = None
) -> Comment:
    """Keep it until the unit has read it. The same form sent twice is one comment.

    `by` is whoever was signed in; the history stays without a name, as for everybody.
    """
    values = {
        "innovation": innovation, "text": clean_lines(text), "sent_by": by,
        "sent_at": moment.now(),
    }  # fmt: skip
    comment, is_new = Comment.objects.get_or_create(key=key, defaults=values)
    if is_new:
        _tell(comment, "send", f"Komentar warga tentang {innovation}")
    return comment


def show_comment(*, comment: Comment, text: str, reason: str, by: User) -> Comment:
    """Let it be read in these words; where they are not the citizen's, a reason is needed."""
    words = clean_lines(text)
    if not words:
        raise ValidationError({"text": EMPTY})
    if without_contacts(words) != words:
        raise ValidationError({"text": CONTACTS})
    if words != comment.text and not reason.strip():
        raise ValidationError({"reason": WHY})
    return perform(
        comment, states.SHOW_COMMENT, by=by, note=reason, updates=_judged(by, words),
        organization=comment.innovation.organization,
    )  # fmt: skip


def hide_comment(*, comment: Comment, reason: str, by: User) -> Comment:
    """Nobody reads it but who moderates; why is kept."""
    return perform(
        comment, states.HIDE_COMMENT, by=by, note=reason, updates=_judged(by, ""),
        organization=comment.innovation.organization,
    )  # fmt: skip


def _judged(by: User, words: str) -> dict[str, object]:
    return {
        "public_text": words, "moderated_by": by, "moderated_at": moment.now(), "reports": 0,
        "reported_for": "",
    }  # fmt: skip


@transaction.atomic
def report_comment(*, comment: Comment, reason: str) -> None:
    """Somebody says it should not stand there: it stays, and is read again."""
    rows = Comment.objects.filter(pk=comment.pk, state=CommentState.SHOWN, reports__lt=MOST_REPORTS)
    if rows.update(reports=F("reports") + 1, reported_for=reason) and not comment.reports:
        _tell(comment, "report", f"Komentar dilaporkan: {Complaint(reason).label}")


def _tell(comment: Comment, verb: str, summary: str) -> None:
    activity.record(
        obj=comment,
        verb=activity.verb_of(comment, verb),
        summary=summary,
        by=None,
        organization=comment.innovation.organization,
    )
