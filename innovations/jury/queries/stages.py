"""Stages of an edition as the jury works through them: what is judged, by whom, how far it is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, QuerySet

from innovations.choices.competition import (
    ConflictKind,
    EditionState,
    ProposalState,
    SheetState,
)
from innovations.competition.queries.screening import waits_said
from innovations.models import Edition, Juror, Proposal, Sheet, Stage
from innovations.permissions.conflicts import conflicts_of, jurors_conflicts
from innovations.permissions.jury import is_over, judged_in, stage_is_told
from organizations import activity
from organizations.models import Activity, User


def stage_of(edition: Edition, pk: int) -> Stage | None:
    return edition.stages.filter(pk=pk).select_related("edition").first()


def judged(stage: Stage) -> QuerySet[Proposal]:
    rows = Proposal.objects.filter(judged_in(stage))
    return rows.select_related("organization", "group", "category").order_by("number")


def active_jurors(edition: Edition) -> QuerySet[Juror]:
    """Those who can judge: not gone, and with an account that still signs in."""
    rows = edition.jurors.filter(left_on=None, user__is_active=True)
    return rows.select_related("user").order_by("pk")


@dataclass
class Progress:
    """One juror's sheets in a stage: only sent ones count as done."""

    juror: Juror
    assigned: int = 0
    saved: int = 0
    empty: int = 0
    sent: int = 0
    abstained: int = 0

    @property
    def owed(self) -> int:
        return self.assigned + self.saved + self.empty

    @property
    def due(self) -> int:
        """To be sent at all: an abstention is none."""
        return self.owed + self.sent


@dataclass
class StageBoard:
    """How far a stage is, without any score; only sent sheets count as done."""

    stage: Stage
    lines: list[Progress] = field(default_factory=list)
    short: list[tuple[Proposal, int]] = field(default_factory=list)  # proposals with too few jurors
    unmasked: list[Proposal] = field(default_factory=list)  # of a blind stage
    # Nobody's score counts: once the stage is told or over only an appointment helps.
    unscored: list[Proposal] = field(default_factory=list)
    waits: str = ""  # what the administrative check has not decided; nobody is drawn before
    # Sheets that a conflict now stands against.
    conflicts: list[tuple[Sheet, ConflictKind]] = field(default_factory=list)

    @property
    def sent(self) -> int:
        return sum(line.sent for line in self.lines)

    @property
    def total(self) -> int:
        return sum(line.due for line in self.lines)


def stage_sheets(stage: Stage, user: Any) -> QuerySet[Sheet]:
    """Sheets of who still judges, of proposals still judged, without those in conflict."""
    hidden = conflicts_of(user.pk, stage.edition_id)
    rows = stage.sheets.filter(
        state__in=SheetState.seated(), proposal__state=ProposalState.PASSED
    ).exclude(proposal__in=hidden)
    return rows.select_related("juror__user", "proposal").order_by("proposal__number", "pk")


def stage_board(stage: Stage, user: Any) -> StageBoard:
    """For the secretariat: proposals in conflict with the one who looks are left out whole."""
    hidden = conflicts_of(user.pk, stage.edition_id)
    sheets = list(stage_sheets(stage, user).annotate(filled=Count("scores__value")))
    jurors = {juror.pk: Progress(juror) for juror in active_jurors(stage.edition)}
    seated: dict[int, int] = defaultdict(int)
    against = jurors_conflicts(stage.edition_id)
    board = StageBoard(stage)
    for sheet in sheets:
        line = jurors.setdefault(sheet.juror_id, Progress(sheet.juror))
        _count(line, sheet)
        seated[sheet.proposal_id] += 1
        if why := against[sheet.juror.user_id].get(sheet.proposal_id):
            board.conflicts.append((sheet, why))
    board.lines = list(jurors.values())
    if stage.edition.state == EditionState.OPEN:
        board.waits = waits_said(user, stage.edition)
    shown = [row for row in judged(stage) if row.pk not in hidden]
    board.short = [(row, seated[row.pk]) for row in shown if seated[row.pk] < stage.jurors_each]
    scored = {sheet.proposal_id for sheet in sheets if sheet.state == SheetState.SUBMITTED}
    if is_over(stage) or stage_is_told(stage):
        board.unscored = [row for row in shown if row.pk not in scored]
    board.unmasked = [row for row in shown if stage.is_blind and not row.blind_title]
    return board


def _count(line: Progress, sheet: Any) -> None:
    if sheet.state == SheetState.SUBMITTED:
        line.sent += 1
    elif sheet.state == SheetState.ABSTAINED:
        line.abstained += 1
    elif sheet.state == SheetState.ASSIGNED:
        line.assigned += 1
    elif sheet.filled:
        line.saved += 1
    else:
        line.empty += 1


def own_sheets(user: Any) -> list[Sheet]:
    """Everything the person judges, without what a conflict stands against; by edition and stage."""
    rows = Sheet.objects.filter(
        juror__user=user.pk, juror__left_on=None, state__in=SheetState.seated(),
        proposal__state=ProposalState.PASSED, stage__edition__state__in=EditionState.public(),
    ).select_related("stage__edition", "proposal__group", "proposal__category", "juror")  # fmt: skip
    found = list(
        rows.annotate(filled=Count("scores__value")).order_by(
            "-stage__edition__year", "stage__edition", "stage__order", "proposal__number"
        )
    )
    editions = {sheet.stage.edition_id for sheet in found}
    against = {edition: conflicts_of(user.pk, edition) for edition in editions}
    return [sheet for sheet in found if sheet.proposal_id not in against[sheet.stage.edition_id]]


def reminded(board: StageBoard) -> list[User]:
    """Jurors who still owe a sheet and can sign in."""
    people = (line.juror.user for line in board.lines if line.owed)
    return [user for user in people if user.is_active]


def sheet_history(sheet: Sheet) -> QuerySet[Activity]:
    """Its lines without the digests that seal it, the latest first."""
    seal = activity.verb_of(sheet, "seal")
    return activity.history_of(sheet).exclude(verb=seal)[:50]
