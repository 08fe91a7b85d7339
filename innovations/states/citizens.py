"""The moves of a citizen's comment."""

from __future__ import annotations

from innovations.choices.citizens import CommentState
from innovations.permissions import citizens as permissions
from organizations.workflow import Transition

SHOW_COMMENT = Transition(
    "show",
    sources=frozenset(CommentState),
    target=CommentState.SHOWN,
    label="Tayangkan",
    done="Komentar ditayangkan",
    rule=permissions.moderates_comment,
    other_than=permissions.NOT_WHO_WROTE,
)
HIDE_COMMENT = Transition(
    "hide",
    sources=frozenset({CommentState.WAITING, CommentState.SHOWN}),
    target=CommentState.HIDDEN,
    label="Jangan tayangkan",
    done="Komentar tidak ditayangkan",
    rule=permissions.moderates_comment,
    other_than=permissions.NOT_WHO_WROTE,
    needs_note=True,
    note_label="Alasan",
    tone="danger",
)
COMMENT = (SHOW_COMMENT, HIDE_COMMENT)
