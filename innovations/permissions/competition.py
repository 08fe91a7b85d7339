"""Rights of competitions: the unit that enters, the secretariat, jurors, and who announces.

A juror is whoever holds a row of `Juror` in that edition; what may be judged at all is the right
`innovations.judge`, or any assignment of another office (an Inspektorat evaluator judges too).
A person with a conflict is refused everything about that proposal, the secretariat included.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from innovations.choices.competition import (
    EditionState,
    ObjectionState,
    PhaseKind,
    ProposalState,
    ResultState,
)
from innovations.models import (
    Correction,
    Edition,
    Juror,
    Objection,
    Phase,
    Proposal,
    Result,
    Sheet,
)
from innovations.permissions.conflicts import conflicts_of
from organizations import moment
from organizations.access import ALLOWED, Decision, access_of, denied
from organizations.workflow import OtherThan

CITY = "Ini tugas sekretariat kompetisi di Bagian Organisasi."
ENTERS = "Ini tugas operator atau kepala perangkat daerah pengusul."
JUDGES = "Ini tugas juri edisi ini."
CONFLICT = "Anda memiliki benturan kepentingan dengan proposal ini."
DECIDED = (
    "Proposal ini sudah diputuskan, jadi pemeriksaannya tetap. Bila keputusannya keliru, pilih "
    "Buka kembali pemeriksaan di halaman proposal."
)
NEVER_JUDGED = (
    "Proposal ini tidak lolos administrasi, jadi tidak pernah dinilai dan peringkat tidak berubah. "
    "Inovasinya dapat diusulkan lagi pada edisi berikutnya."
)
ANNOUNCES = "Hasil diumumkan pimpinan, bukan yang membekukannya."


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
    if all(second < phase.opens_at for phase in phases):
        return denied(f"Tahap {names} belum dibuka.")
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
    decision = can_run(user)
    if decision and edition.state == EditionState.CANCELLED:
        return denied("Edisi ini dibatalkan.")
    if decision and edition.state == EditionState.PUBLISHED:
        return denied("Hasil edisi ini sudah diumumkan.")
    return decision


# Proposals


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


def can_object(user: Any, proposal: Proposal) -> Decision:
    """The head of the unit, after the result is public, while objections are taken."""
    if not access_of(user).allows("innovations.verify", proposal.organization_id):
        return denied("Sanggahan diajukan kepala perangkat daerah pengusul.")
    if proposal.state not in {ProposalState.PASSED, ProposalState.REJECTED}:
        return denied("Proposal ini tidak mengikuti penilaian.")
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


# The result


def holding_result(edition: Edition) -> Result | None:
    """The frozen or published one; of a correction that is frozen but not announced this one."""
    return edition.results.exclude(state__in=ResultState.gone()).order_by("-number").first()


def open_correction(edition: Edition) -> Correction | None:
    """What is being looked at again after the announcement."""
    return edition.corrections.filter(closed_at=None).first()


def judging_is_open(edition: Edition) -> Decision:
    """Sheets may still change: before the result is frozen, and while it is being corrected."""
    held = holding_result(edition)
    if held is not None and held.state == ResultState.FROZEN:
        return denied("Hasil edisi ini sudah dibekukan.")
    if edition.state == EditionState.OPEN:
        return ALLOWED
    if edition.state == EditionState.PUBLISHED and open_correction(edition) is not None:
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


def can_correct(user: Any, objection: Objection) -> Decision:
    """Looks at an announced result again because an objection was right; not in conflict with it.

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


def holding_frozen(edition: Edition) -> bool:
    return edition.results.filter(state=ResultState.FROZEN).exists()


def can_see_result(user: Any, edition: Edition) -> Decision:
    """The secretariat, or who announces what it has frozen."""
    decision = can_run(user)
    if decision:
        return decision
    held = holding_result(edition)
    return can_announce(user, held) if held else decision


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
