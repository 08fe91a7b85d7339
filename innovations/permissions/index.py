"""Rights of the innovation index."""

from __future__ import annotations

from typing import Any

from innovations.models import IndexEntry, IndexRound
from innovations.permissions import can_edit, can_manage
from organizations.access import ALLOWED, Decision, access_of, denied
from organizations.workflow import OtherThan


def closes_round(user: Any, _round: IndexRound) -> Decision:
    return can_manage(user)


def fills_index(user: Any, entry: IndexEntry) -> Decision:
    """Answers the indicators of an innovation, and hands them in."""
    return can_edit(user, entry.innovation)


def judges_index(user: Any, _entry: IndexEntry) -> Decision:
    """Checks what was handed in."""
    return can_manage(user)


NOT_WHO_FILLED = OtherThan(
    lambda entry: set(entry.answers.values_list("changed_by", flat=True)),
    "Anda ikut mengisi indikator inovasi ini, jadi orang lain yang memeriksanya.",
)


def sees_city_index(user: Any) -> Decision:
    """What all units reported, step by step and on paper."""
    if access_of(user).allows("innovations.view", None):
        return ALLOWED
    return denied("Ini untuk yang melihat inovasi seluruh kota.")
