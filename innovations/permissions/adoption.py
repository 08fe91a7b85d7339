"""Rights on adoption checklists; whoever may open the innovation reads them."""

from __future__ import annotations

from typing import Any

from innovations.choices import Ending
from innovations.models import AdoptionMark, Innovation
from innovations.permissions import can_edit, can_publish, can_verify
from organizations.access import ALLOWED, Decision, denied
from organizations.workflow import OtherThan

NO_LIST = "Rujukan dari daerah lain tidak memiliki daftar adopsi."
IS_OVER = "Inovasi ini sudah berakhir, jadi daftar adopsinya tidak diubah lagi."
CHECKERS = "Ini diperiksa kepala perangkat daerah pemilik inovasi atau Bagian Organisasi."

NOT_WHO_FILLED = OtherThan(
    lambda mark: {mark.filled_by_id}, "Anda yang mengisi ini, jadi orang lain yang memeriksanya."
)


def keeps_adoption(user: Any, innovation: Innovation) -> Decision:
    """Sets the checklist up, keeps its units, says what is fulfilled."""
    if innovation.organization_id is None:
        return denied(NO_LIST)
    if innovation.ending != Ending.NONE:
        return denied(IS_OVER)
    return can_edit(user, innovation)


def checks_adoption(user: Any, innovation: Innovation) -> Decision:
    """Judges what was said to be fulfilled."""
    if innovation.ending != Ending.NONE:
        return denied(IS_OVER)
    if can_verify(user, innovation) or can_publish(user, innovation):
        return ALLOWED
    return denied(CHECKERS)


def revokes_mark(user: Any, mark: AdoptionMark) -> Decision:
    return checks_adoption(user, mark.unit.checklist.innovation)


def checks_mark(user: Any, mark: AdoptionMark) -> Decision:
    """Never who filled it."""
    may = revokes_mark(user, mark)
    return NOT_WHO_FILLED(user, mark) if may else may


def withdraws_mark(user: Any, mark: AdoptionMark) -> Decision:
    return keeps_adoption(user, mark.unit.checklist.innovation)
