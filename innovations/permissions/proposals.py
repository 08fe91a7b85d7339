"""Rights of proposals: the unit that enters writes and withdraws, the secretariat checks."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from innovations.choices.competition import EditionState, PhaseKind, ProposalState
from innovations.models import Edition, Proposal, Sheet
from innovations.permissions.competition import CONFLICT, can_run, during, in_conflict, phase_of
from innovations.permissions.results import holding_result
from organizations import moment
from organizations.access import ALLOWED, Decision, access_of, denied

ENTERS = "Ini tugas operator atau kepala perangkat daerah pengusul."
DECIDED = (
    "Proposal ini sudah diputuskan, jadi pemeriksaannya tetap. Bila keputusannya keliru, pilih "
    "Buka kembali pemeriksaan di halaman proposal."
)


def can_enter(user: Any, organization_id: int) -> Decision:
    """By an assignment in the unit itself; a right for the whole city enters nothing, because the
    secretariat checks what units write."""
    own = access_of(user).units.get("innovations.edit", frozenset())
    return ALLOWED if organization_id in own else denied(ENTERS)


def can_enter_somewhere(user: Any) -> Decision:
    own = access_of(user).units.get("innovations.edit")
    return ALLOWED if own else denied(ENTERS)


def can_list_proposals(user: Any) -> Decision:
    """The entering units and the secretariat."""
    if can_run(user) or access_of(user).units.get("innovations.view"):
        return ALLOWED
    return denied("Proposal dibaca perangkat daerah pengusul dan sekretariat kompetisi.")


def is_own_proposal(user: Any, proposal: Proposal) -> bool:
    access = access_of(user)
    own = access.units.get("innovations.view", frozenset())
    return proposal.organization_id in own


def visible_proposals(user: Any) -> Q:
    """Pages of work about a proposal: its unit, the secretariat once handed in (jurors have their
    own pages). Who has a conflict in an edition is told by `can_view_proposal` and left out of
    lists by `competition.queries`."""
    access = access_of(user)
    mine = Q(organization__in=access.units.get("innovations.view", frozenset()))
    if can_run(user):
        return mine | Q(state__in=ProposalState.handed_in(), number__isnull=False)
    return mine


def can_view_proposal(user: Any, proposal: Proposal) -> Decision:
    if is_own_proposal(user, proposal):
        return ALLOWED
    was_handed_in = proposal.number is not None and proposal.state in ProposalState.handed_in()
    if can_run(user) and was_handed_in:
        return denied(CONFLICT) if in_conflict(user, proposal) else ALLOWED
    return denied("Proposal ini milik perangkat daerah lain.")


def can_write_proposal(user: Any, proposal: Proposal) -> Decision:
    """Its unit: a draft while registration lasts, a returned one while repairing does."""
    decision = can_enter(user, proposal.organization_id)
    if not decision:
        return decision
    if proposal.state == ProposalState.REPAIR:
        return during(proposal.edition, PhaseKind.REPAIR)
    if proposal.state == ProposalState.DRAFT:
        return during(proposal.edition, PhaseKind.REGISTRATION)
    return denied("Proposal ini sudah dikirim.")


def is_to_be_written(user: Any, proposal: Proposal) -> bool:
    """The person's own draft or returned proposal, whether its phase is on or not."""
    is_own = bool(can_enter(user, proposal.organization_id))
    return is_own and proposal.state in ProposalState.writable()


def can_withdraw_proposal(user: Any, proposal: Proposal) -> Decision:
    """Before the result is frozen."""
    decision = can_enter(user, proposal.organization_id)
    if not decision:
        return decision
    if proposal.edition.state != EditionState.OPEN:
        return denied("Edisi ini tidak sedang berjalan.")
    if holding_result(proposal.edition) is not None:
        return denied("Hasil edisi ini sudah dibekukan.")
    return ALLOWED


def screening_is_on(edition: Edition) -> Decision:
    """From its phase on for as long as anything waits: nothing is drawn, shortlisted or frozen
    before everything is decided, so the end of a phase leaves no proposal behind."""
    if edition.state != EditionState.OPEN:
        return denied("Edisi ini tidak sedang berjalan.")
    phase = phase_of(edition, PhaseKind.SCREENING)
    if phase is None:
        return denied("Edisi ini tidak memiliki tahap seleksi administrasi.")
    if moment.now() < phase.opens_at:
        return denied("Tahap seleksi administrasi belum dibuka.")
    if holding_result(edition) is not None:
        return denied("Hasil edisi ini sudah dibekukan.")
    return ALLOWED


def can_screen(user: Any, proposal: Proposal) -> Decision:
    """The secretariat, of units it has nothing to do with."""
    decision = can_run(user)
    if not decision:
        return decision
    if in_conflict(user, proposal):
        return denied(CONFLICT)
    return screening_is_on(proposal.edition)


def can_check(user: Any, proposal: Proposal) -> Decision:
    """Its checklist; what was decided stays checked as it was."""
    decision = can_screen(user, proposal)
    if decision and proposal.state not in ProposalState.undecided():
        return denied(DECIDED)
    return decision


def can_reconsider(user: Any, proposal: Proposal) -> Decision:
    """A decision that was wrong, before anybody judges in the edition."""
    decision = can_screen(user, proposal)
    if decision and Sheet.objects.filter(proposal__edition=proposal.edition_id).exists():
        return denied(
            "Juri edisi ini sudah ditunjuk, jadi keputusan administrasi tidak dibuka lagi."
        )
    return decision


def can_mask(user: Any, proposal: Proposal) -> Decision:
    """The text of a blind stage: also once passed, since jurors read it then."""
    decision = can_screen(user, proposal)
    if decision and proposal.state not in {*ProposalState.undecided(), ProposalState.PASSED}:
        return denied("Proposal ini tidak dinilai, jadi tidak disamarkan.")
    return decision
