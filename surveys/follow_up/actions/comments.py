"""What of a respondent's words everybody may read. The words themselves stay, for few."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from organizations import moment
from organizations.models import User
from organizations.texts import clean_lines, without_contacts
from organizations.workflow import perform
from surveys import states
from surveys.models import Comment

LONGEST = 2_000
EMPTY = "Isi teks yang tayang"
WHY = "Tulis mengapa kata-katanya diubah"
CONTACTS = "Masih ada nomor telepon, surel, NIK, atau nomor kendaraan. Keluarkan dulu."


def show_comment(*, comment: Comment, text: str, reason: str, by: User) -> Comment:
    """Let it be read in these words; where they are not the respondent's, a reason is needed."""
    words = clean_lines(text)
    if not words:
        raise ValidationError({"text": EMPTY})
    if without_contacts(words) != words:
        raise ValidationError({"text": CONTACTS})
    if words != clean_lines(comment.text) and not reason.strip():
        raise ValidationError({"reason": WHY})
    updates = {"public_text": words, "moderated_by": by, "moderated_at": moment.now()}
    return perform(
        comment, states.SHOW, by=by, note=reason, updates=updates,
        organization=comment.period.unit.organization,
    )  # fmt: skip


def hide_comment(*, comment: Comment, reason: str, by: User) -> Comment:
    """Nobody reads it on public pages or in documents; why is kept."""
    updates = {"public_text": "", "moderated_by": by, "moderated_at": moment.now()}
    return perform(
        comment, states.HIDE, by=by, note=reason, updates=updates,
        organization=comment.period.unit.organization,
    )  # fmt: skip
