"""Rights of the jury: who scores, who reads scores and from when on, who takes a sheet out.

A juror is whoever holds a row of `Juror` in that edition; nobody reads another's score before
every sheet of the stage is sent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from innovations.choices.competition import ProposalState, SheetState, StageKind
from innovations.models import Edition, Juror, Phase, Proposal, Sheet, Stage, VisitPhoto
from innovations.permissions.competition import (
    CONFLICT,
    JUDGES,
    can_run,
    during,
    in_conflict,
    phase_of,
)
from innovations.permissions.conflicts import conflicts_of
from innovations.permissions.results import judging_is_open, open_correction
from organizations import moment
from organizations.access import ALLOWED, Decision, access_of, denied

SAID = frozenset({SheetState.SUBMITTED, SheetState.ABSTAINED})
NOT_TOLD = "Nilai baru terlihat sesudah semua juri mengirim lembarnya."
TOLD_STAYS = (
    "Nilai tahap ini sudah terlihat, jadi lembar hanya dikeluarkan bila jurinya ternyata memiliki "
    "benturan kepentingan. Catat benturannya di daftar juri."
)
DISMISSES = (
    "Anda memiliki benturan kepentingan dengan proposal edisi ini, jadi juri diberhentikan "
    "anggota sekretariat yang lain."
)


def juror_of(user: Any, edition_id: int) -> Juror | None:
    """The person's seat in an edition, as long as it is held."""
    return Juror.objects.filter(edition=edition_id, user=user.pk, left_on=None).first()


def can_judge_somewhere(user: Any) -> Decision:
    """Opens the list of what one judges."""
    held = Juror.objects.filter(user=user.pk, left_on=None)
    if access_of(user).has("innovations.judge") or held.exists():
        return ALLOWED
    return denied(JUDGES)


def can_read_sheet(user: Any, sheet: Sheet) -> Decision:
    """One's own sheet, as long as no conflict stands against it."""
    if sheet.juror.user_id != user.pk or sheet.juror.left_on is not None:
        return denied(JUDGES)
    if sheet.state not in SheetState.seated():
        return denied("Anda tidak lagi menilai proposal ini.")
    if sheet.proposal_id in conflicts_of(user.pk, sheet.stage.edition_id):
        return denied(CONFLICT)
    return ALLOWED


def can_score(user: Any, sheet: Sheet) -> Decision:
    """Writes and sends it while the stage lasts."""
    decision = can_read_sheet(user, sheet)
    if not decision:
        return decision
    if sheet.state not in SheetState.owed():
        return denied("Lembar nilai ini sudah dikirim.")
    if sheet.proposal.state != ProposalState.PASSED:
        return denied("Proposal ini tidak lagi dinilai.")
    if sheet.is_late:
        return judging_is_open(sheet.stage.edition)
    return during(sheet.stage.edition, sheet.stage.kind)


def judged_in(stage: Stage) -> Q:
    """What is judged in a stage: all that passed; after the desk only what was shortlisted."""
    passed = Q(edition=stage.edition_id, state=ProposalState.PASSED)
    stages = Stage.objects.filter(edition=stage.edition_id)
    if stage.kind == StageKind.DESK or not stages.filter(kind=StageKind.DESK).exists():
        return passed
    return passed & Q(is_shortlisted=True)


def stage_is_told(stage: Stage) -> bool:
    """Every sheet has been sent: before that nobody reads another's score, and no figure, order or
    colour is made of one."""
    return stage.pk in told_stages(stage.edition)


def was_told(stage: Stage) -> bool:
    """Told now, or until a late juror was appointed: what everybody has read is not changed, though
    the late one must not read it."""
    return stage.pk in told_stages(stage.edition, before_late=True)


def told_stages(edition: Edition, *, before_late: bool = False) -> frozenset[int]:
    """The same of all stages of an edition, in three statements."""
    passed = Proposal.objects.filter(edition=edition, state=ProposalState.PASSED).order_by()
    sheets = Sheet.objects.filter(proposal__in=passed).order_by()
    if before_late:
        sheets = sheets.exclude(is_late=True, state__in=SheetState.owed())
    return told_among(
        with_closing(edition.stages.all()),
        passed.values_list("pk", "is_shortlisted"),
        sheets.values_list("stage", "proposal", "state", "sent_at"),
    )


def with_closing(stages: QuerySet[Stage]) -> QuerySet[Stage]:
    """Each stage with the closing of its phase."""
    phases = Phase.objects.filter(edition=OuterRef("edition"), kind=OuterRef("kind"))
    return stages.annotate(closes_at=Subquery(phases.values("closes_at")))


def told_among(
    stages: Iterable[Any],
    proposals: Iterable[tuple[int, bool | None]],
    sheets: Iterable[tuple[int, int, str, datetime | None]],
) -> frozenset[int]:
    """The same of what was read: stages `with_closing`; of passed proposals key and whether they go
    on; of sheets stage, proposal, state and when they were sent.

    Each proposal needs as many sheets as the stage gives it, or one when the stage is over, one of
    them with scores; one sent and taken out later counts, so that what was told stays told. A
    withdrawn proposal is waited for no longer.
    """
    owed, scored, given = set(), set(), Counter[tuple[int, int]]()
    for stage_pk, proposal, state, sent_at in sheets:
        key = (stage_pk, proposal)
        if state in SheetState.owed():
            owed.add(key)
        elif state in SAID or (state == SheetState.EXCLUDED and sent_at is not None):
            given[key] += 1
            if state != SheetState.ABSTAINED:
                scored.add(key)
    rows, going = list(stages), list(proposals)
    has_desk = any(stage.kind == StageKind.DESK for stage in rows)
    told = set()
    for stage in rows:
        is_first = stage.kind == StageKind.DESK or not has_desk
        judged = [(stage.pk, pk) for pk, is_shortlisted in going if is_first or is_shortlisted]
        needed = _needed(stage)
        if judged and all(
            key in scored and key not in owed and given[key] >= needed for key in judged
        ):
            told.add(stage.pk)
    return frozenset(told)


def _needed(stage: Any) -> int:
    is_closed = stage.closes_at is not None and stage.closes_at <= moment.now()
    return 1 if is_closed else stage.jurors_each


def can_read_stage(user: Any, stage: Stage) -> Decision:
    """Others' scores of a stage: the secretariat and jurors of the edition, once all are sent;
    without the proposals in conflict with the reader."""
    if not can_run(user) and juror_of(user, stage.edition_id) is None:
        return denied(JUDGES)
    if not stage_is_told(stage):
        return denied(NOT_TOLD)
    return ALLOWED


def can_read_scores(user: Any, proposal: Proposal, stage: Stage) -> Decision:
    """The same of one proposal."""
    decision = can_read_stage(user, stage)
    if decision and proposal.pk in conflicts_of(user.pk, stage.edition_id):
        return denied(CONFLICT)
    return decision


def can_handle(user: Any, proposal: Proposal) -> Decision:
    """Gives a proposal its jurors: the secretariat, of units it has nothing to do with."""
    decision = can_run(user)
    if decision and in_conflict(user, proposal):
        return denied(CONFLICT)
    return decision


def can_drop_photo(user: Any, photo: VisitPhoto) -> Decision:
    """Who uploaded it, until the stage is told: afterwards it is what scores were given on."""
    appearance = photo.appearance
    decision = can_handle(user, appearance.proposal)
    if not decision:
        return decision
    if photo.uploaded_by_id != user.pk:
        return denied("Foto dihapus yang mengunggahnya.")
    if not judging_is_open(appearance.stage.edition):
        return denied("Hasil edisi ini sudah dibekukan.")
    if was_told(appearance.stage):
        return denied("Nilai tahap ini sudah terlihat semua juri, jadi fotonya tetap.")
    return ALLOWED


def can_dismiss(user: Any, edition: Edition) -> Decision:
    """Lets a juror go: only who has no conflict in the edition, else one could choose one's judges."""
    decision = can_run(user)
    if decision and conflicts_of(user.pk, edition.pk):
        return denied(DISMISSES)
    return decision


def can_unlock_sheet(user: Any, sheet: Sheet) -> Decision:
    """Gives a sent sheet back to its juror, with a reason, before the stage is told."""
    decision = can_handle(user, sheet.proposal)
    if not decision:
        return decision
    if sheet.juror.left_on is not None:
        return denied("Juri ini sudah berhenti, jadi lembarnya tidak dibuka kembali.")
    if open_correction(sheet.stage.edition) is not None:
        return judging_is_open(sheet.stage.edition)
    if was_told(sheet.stage):
        return denied("Nilai tahap ini sudah terlihat semua juri, jadi tidak dapat dibuka lagi.")
    return during(sheet.stage.edition, sheet.stage.kind)


def can_exclude_sheet(user: Any, sheet: Sheet) -> Decision:
    """Takes out a sheet whose juror turns out to be in conflict, or leaves; sent ones are kept.

    Once the scores are told only a conflict takes one out, or whoever reads them all would choose
    which of them count.
    """
    decision = can_handle(user, sheet.proposal)
    if decision:
        decision = judging_is_open(sheet.stage.edition)
    if not decision or open_correction(sheet.stage.edition) is not None:
        return decision
    in_conflict_now = sheet.proposal_id in conflicts_of(sheet.juror.user_id, sheet.stage.edition_id)
    if was_told(sheet.stage) and not in_conflict_now:
        return denied(TOLD_STAYS)
    return decision


def is_over(stage: Stage) -> bool:
    """Its phase has closed: who is appointed now judges late."""
    phase = phase_of(stage.edition, stage.kind)
    return phase is not None and phase.closes_at <= moment.now()


def is_unscored(stage: Stage, proposal: Proposal) -> bool:
    """Nobody's score of it counts in the stage, so that no result comes without another juror."""
    return not stage.sheets.filter(proposal=proposal, state=SheetState.SUBMITTED).exists()
