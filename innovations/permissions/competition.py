"""Rights of editions: who sets them up and runs them, and what their phases open when.

A person with a conflict is refused everything about that proposal, the secretariat included.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from innovations.choices.competition import EditionState, PhaseKind
from innovations.models import Edition, Juror, Phase, Proposal
from innovations.permissions.conflicts import conflicts_of
from organizations import moment
from organizations.access import ALLOWED, Decision, access_of, denied
from organizations.formatting import format_datetime

CITY = "Ini tugas sekretariat kompetisi di Bagian Organisasi."
JUDGES = "Ini tugas juri edisi ini."
ANNOUNCED = "Hasil edisi ini sudah diumumkan, jadi hanya masa sanggah yang masih dapat diubah."
PAST = "Tahap {phase} sudah ditutup pada {moment}, jadi tidak diubah lagi."
CONFLICT = "Anda memiliki benturan kepentingan dengan proposal ini."


def can_run(user: Any) -> Decision:
    """Sets up editions, checks proposals, appoints and draws jurors, freezes results."""
    return ALLOWED if access_of(user).has("innovations.run_competition") else denied(CITY)


def can_open_work(user: Any) -> Decision:
    """Has any work with competitions: the entering unit, the secretariat, who announces."""
    access = access_of(user)
    rights = ("innovations.view", "innovations.run_competition", "innovations.announce_result")
    if any(access.has(right) for right in rights):
        return ALLOWED
    return denied("Anda tidak bertugas pada kompetisi inovasi.")


def visible_editions(user: Any) -> Q:
    """A draft is the secretariat's."""
    if can_run(user):
        return Q(pk__isnull=False)
    return Q(state__in=EditionState.public())


def phase_of(edition: Edition, kind: str) -> Phase | None:
    return next((phase for phase in edition.phases.all() if phase.kind == kind), None)


def during(edition: Edition, *kinds: str, at: datetime | None = None) -> Decision:
    """An act of one of these phases, at this second; the reason names when it opens or closed."""
    if edition.state != EditionState.OPEN:
        return denied("Edisi ini tidak sedang berjalan.")
    second = at or moment.now()
    phases = [phase for phase in edition.phases.all() if phase.kind in kinds]
    if any(phase.is_on(second) for phase in phases):
        return ALLOWED
    names = " atau ".join(str(PhaseKind(kind).label).lower() for kind in kinds)
    if not phases:
        return denied(f"Edisi ini tidak memiliki tahap {names}.")
    first, last = min(p.opens_at for p in phases), max(p.closes_at for p in phases)
    if second < first:
        return denied(f"Tahap {names} belum dibuka, mulai {format_datetime(first)}.")
    if second >= last:
        return denied(f"Tahap {names} sudah ditutup {format_datetime(last)}.")
    return denied(f"Tahap {names} tidak sedang berlangsung.")


def in_conflict(user: Any, proposal: Proposal) -> bool:
    """Only who has to do with judging can be in conflict: jurors, and the secretariat."""
    is_juror = Juror.objects.filter(edition=proposal.edition_id, user=user.pk).exists()
    if not is_juror and not can_run(user):
        return False
    return proposal.pk in conflicts_of(user.pk, proposal.edition_id)


def can_change_rules(user: Any, edition: Edition) -> Decision:
    """Until the call is opened; afterwards only the calendar moves, with its reason."""
    decision = can_run(user)
    if decision and edition.state != EditionState.DRAFT:
        return denied("Aturan edisi ini sudah tetap sejak dibuka.")
    return decision


def can_move_phases(user: Any, edition: Edition) -> Decision:
    """The calendar as far as it is still to come; after the announcement the time of objections."""
    decision = can_run(user)
    if decision and edition.state == EditionState.CANCELLED:
        return denied("Edisi ini dibatalkan.")
    return decision


def can_add_phase(user: Any, edition: Edition) -> Decision:
    """After the announcement only a time of objections, where there is none."""
    decision = can_move_phases(user, edition)
    is_over = edition.state == EditionState.PUBLISHED
    if decision and is_over and phase_of(edition, PhaseKind.OBJECTION) is not None:
        return denied(ANNOUNCED)
    return decision


def can_cancel(user: Any, edition: Edition) -> Decision:
    decision = can_move_phases(user, edition)
    if decision and edition.state == EditionState.PUBLISHED:
        return denied("Hasil edisi ini sudah diumumkan.")
    return decision


def moves_still(phase: Phase, announced_at: datetime | None, now: datetime) -> Decision:
    """Whether a phase of an opened edition may move: as long as it is not over, after the
    announcement only the time of objections.

    One that ended before the announcement gave nobody a right, so that it moves still.
    """
    is_of_objections = phase.kind == PhaseKind.OBJECTION
    if announced_at is not None and not is_of_objections:
        return denied(ANNOUNCED)
    is_unused = is_of_objections and (announced_at is None or phase.closes_at <= announced_at)
    if phase.closes_at > now or is_unused:
        return ALLOWED
    name, closed = phase.get_kind_display().lower(), format_datetime(phase.closes_at)
    return denied(PAST.format(phase=name, moment=closed))
