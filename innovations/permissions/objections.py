"""Rights after a decision: objections, their answers, corrections, and what is sent on."""

from __future__ import annotations

from typing import Any

from innovations.choices.competition import EditionState, ObjectionState, PhaseKind, ProposalState
from innovations.models import Correction, Edition, Objection, Proposal
from innovations.permissions.competition import CONFLICT, can_run, in_conflict, phase_of
from innovations.permissions.jury import is_over, told_stages
from innovations.permissions.results import holding_frozen, holding_result, open_correction
from organizations import moment
from organizations.access import ALLOWED, Decision, access_of, denied

TOO_LATE = (
    "Penilaian proposal sudah selesai, jadi proposal yang tidak lolos administrasi tidak diterima "
    "kembali."
)
NEVER_JUDGED = (
    "Proposal ini tidak lolos administrasi, jadi tidak pernah dinilai dan peringkat tidak berubah. "
    "Inovasinya dapat diusulkan lagi pada edisi berikutnya."
)


def refusal_is_open(edition: Edition) -> Decision:
    """Whether what the administrative check refused can still be let in: until the first scores are
    told. Later it would be judged by people who have read all the others."""
    if edition.state != EditionState.OPEN:
        return denied("Edisi ini tidak sedang berjalan.")
    if holding_result(edition) is not None:
        return denied("Hasil edisi ini sudah dibekukan.")
    first = edition.stages.order_by("order", "pk").first()
    if (first is not None and is_over(first)) or told_stages(edition):
        return denied(TOO_LATE)
    return ALLOWED


def can_object(user: Any, proposal: Proposal) -> Decision:
    """The head of the unit: to a refusal while the proposal can still be let in, to a result after
    it is public, while objections are taken."""
    if not access_of(user).allows("innovations.verify", proposal.organization_id):
        return denied("Sanggahan diajukan kepala perangkat daerah pengusul.")
    if proposal.state not in {ProposalState.PASSED, ProposalState.REJECTED}:
        return denied("Proposal ini tidak mengikuti penilaian.")
    if proposal.state == ProposalState.REJECTED and proposal.edition.state == EditionState.OPEN:
        return refusal_is_open(proposal.edition)
    phase = phase_of(proposal.edition, PhaseKind.OBJECTION)
    if proposal.edition.state != EditionState.PUBLISHED:
        return denied("Sanggahan dibuka sesudah hasil diumumkan.")
    if phase is None or not phase.is_on(moment.now()):
        return denied("Masa sanggah tidak sedang berlangsung.")
    return ALLOWED


def can_answer_objection(user: Any, objection: Objection) -> Decision:
    decision = can_run(user)
    if decision and in_conflict(user, objection.proposal):
        return denied(CONFLICT)
    return decision


def can_readmit(user: Any, proposal: Proposal) -> Decision:
    """Lets a refused proposal in again because an objection to the refusal was right."""
    decision = can_run(user)
    if not decision:
        return decision
    if in_conflict(user, proposal):
        return denied(CONFLICT)
    if not proposal.objections.filter(state=ObjectionState.UPHELD).exists():
        return denied("Proposal diterima kembali dari sanggahan yang diterima.")
    return refusal_is_open(proposal.edition)


def can_forward(user: Any, proposal: Proposal) -> Decision:
    """Sends it on to the province or the nation, after the result is public."""
    decision = can_run(user)
    if decision and in_conflict(user, proposal):
        return denied(CONFLICT)
    if decision and proposal.edition.state != EditionState.PUBLISHED:
        return denied("Proposal diteruskan sesudah hasil diumumkan.")
    if decision and proposal.state != ProposalState.PASSED:
        return denied("Hanya proposal yang dinilai diteruskan.")
    return decision


def can_correct(user: Any, objection: Objection) -> Decision:
    """Looks at an announced result again because an objection to it was right; not in conflict with it.

    What the administrative check rejected was never judged, so that no score can change.
    """
    decision = can_answer_objection(user, objection)
    if not decision:
        return decision
    edition = objection.proposal.edition
    if objection.state != ObjectionState.UPHELD or edition.state != EditionState.PUBLISHED:
        return denied("Koreksi dibuka dari sanggahan yang diterima.")
    if objection.proposal.state != ProposalState.PASSED:
        return denied(NEVER_JUDGED)
    if not edition.results.filter(published_at__lte=objection.filed_at).exists():
        return denied("Sanggahan ini bukan terhadap hasil yang diumumkan.")
    if open_correction(edition) is not None:
        return denied("Hasil edisi ini sedang dikoreksi.")
    return ALLOWED


def can_close_correction(user: Any, correction: Correction) -> Decision:
    decision = can_answer_objection(user, correction.objection)
    if decision and correction.closed_at is not None:
        return denied("Koreksi ini sudah ditutup.")
    if decision and holding_frozen(correction.edition):
        return denied("Hasil koreksi sudah dibekukan. Buka kembali lebih dulu bila keliru.")
    return decision
