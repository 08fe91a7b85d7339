"""Rights of results: frozen by the secretariat, announced by a second person, taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from innovations.choices.competition import EditionState, ResultState
from innovations.models import Correction, Edition, Result
from innovations.permissions.competition import can_run
from organizations.access import ALLOWED, Decision, access_of, denied
from organizations.workflow import OtherThan

ANNOUNCES = "Hasil diumumkan pimpinan, bukan yang membekukannya."


def holding_result(edition: Edition) -> Result | None:
    """The frozen or published one; of a correction that is frozen but not announced this one."""
    return edition.results.exclude(state__in=ResultState.gone()).order_by("-number").first()


def announced_at(edition: Edition) -> datetime | None:
    """When the edition's result was announced, the first of several."""
    rows = edition.results.filter(published_at__isnull=False).order_by("published_at")
    return rows.values_list("published_at", flat=True).first()


def open_correction(edition: Edition) -> Correction | None:
    """What is being looked at again after the announcement."""
    return edition.corrections.filter(closed_at=None).first()


def holding_frozen(edition: Edition) -> bool:
    return edition.results.filter(state=ResultState.FROZEN).exists()


def judging_is_open(edition: Edition) -> Decision:
    """Sheets may still change: before the result is frozen, and while it is being corrected."""
    is_published = edition.state == EditionState.PUBLISHED
    correction = open_correction(edition) if is_published else None
    return judging_stands(edition, holding_result(edition), correction)


def judging_stands(
    edition: Edition, held: Result | None, correction: Correction | None
) -> Decision:
    """The same of what was read: the result that holds and the correction that is open."""
    if held is not None and held.state == ResultState.FROZEN:
        return denied("Hasil edisi ini sudah dibekukan.")
    if edition.state == EditionState.OPEN:
        return ALLOWED
    if edition.state == EditionState.PUBLISHED and correction is not None:
        return ALLOWED
    return denied("Edisi ini tidak sedang berjalan.")


def can_freeze(user: Any, edition: Edition) -> Decision:
    decision = can_run(user)
    return judging_is_open(edition) if decision else decision


def can_announce(user: Any, result: Result) -> Decision:
    """A second person with the right."""
    if not access_of(user).has("innovations.announce_result"):
        return denied(ANNOUNCES)
    return NOT_WHO_FROZE(user, result)


def can_see_result(user: Any, edition: Edition) -> Decision:
    """The secretariat, or who announces what it has frozen."""
    return can_run(user) or can_see_held(user, holding_result(edition))


def can_see_held(user: Any, held: Result | None) -> Decision:
    """The same of what was read: the result that holds."""
    decision = can_run(user)
    return can_announce(user, held) if held and not decision else decision


def can_conclude(user: Any, edition: Edition) -> Decision:
    """As its frozen result is announced."""
    result = holding_result(edition)
    if result is None:
        return denied("Hasil edisi ini belum dibekukan.")
    return can_announce(user, result)


def can_reopen_result(user: Any, result: Result) -> Decision:
    return can_run(user)


NOT_WHO_FROZE = OtherThan(
    lambda result: {
        result.frozen_by_id,
        *([result.correction.opened_by_id] if result.correction else []),
    },
    "Anda yang membekukan hasil ini atau membuka koreksinya, jadi orang lain yang mengumumkannya.",
)
