"""Rights about what citizens say."""

from __future__ import annotations

from typing import Any

from innovations import permissions
from innovations.models import Comment
from organizations.access import Decision
from organizations.workflow import OtherThan


def moderates_comment(user: Any, comment: Comment) -> Decision:
    """Reads a citizen's words for the unit, and lets everybody read them or not."""
    return permissions.can_edit(user, comment.innovation)


NOT_WHO_WROTE = OtherThan(
    lambda comment: {comment.sent_by_id} - {None},
    "Anda yang menulis komentar ini, jadi orang lain yang memeriksanya.",
)
