"""What a juror sees: own sheets by stage, and a proposal as the stage lets it be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any

from innovations.choices.competition import SheetState
from innovations.competition.queries.proposals import written
from innovations.jury.queries.appearances import of_sheet
from innovations.jury.queries.stages import own_sheets
from innovations.models import (
    Appearance,
    Criterion,
    Proposal,
    ProposalFile,
    Question,
    Score,
    Sheet,
    Stage,
)
from innovations.permissions.jury import told_stages
from organizations.values import plain_number


def shown_title(stage: Stage, proposal: Proposal) -> str:
    """How a proposal is called in a stage: in a blind one by its number and disguised title only."""
    title = proposal.blind_title if stage.is_blind else proposal.title
    return f"{proposal.code} {title}".strip()


@dataclass(frozen=True)
class OwnSheet:
    sheet: Any  # with `filled`, how many scores it has

    @property
    def title(self) -> str:
        return shown_title(self.sheet.stage, self.sheet.proposal)

    @property
    def sign(self) -> str:
        """Which of the signs stands before it; saved without a score is neither begun nor done."""
        if self.sheet.state == SheetState.DRAFT and not self.sheet.filled:
            return "kosong"
        return str(self.sheet.state)


@dataclass(frozen=True)
class OwnStage:
    """A stage of an edition with what the person judges in it; only sent sheets count as done."""

    stage: Stage
    is_told: bool = False  # others' scores may be read
    sheets: list[OwnSheet] = field(default_factory=list)

    @property
    def sent(self) -> int:
        return sum(row.sheet.state == SheetState.SUBMITTED for row in self.sheets)

    @property
    def due(self) -> int:
        return sum(row.sheet.state != SheetState.ABSTAINED for row in self.sheets)


def own_stages(user: Any) -> list[OwnStage]:
    sheets = own_sheets(user)
    editions = {sheet.stage.edition_id: sheet.stage.edition for sheet in sheets}
    told = {pk for edition in editions.values() for pk in told_stages(edition)}
    groups = groupby(sheets, key=attrgetter("stage"))
    return [OwnStage(stage, stage.pk in told, list(map(OwnSheet, rows))) for stage, rows in groups]


def own_sheet(user: Any, pk: int) -> Sheet | None:
    rows = Sheet.objects.filter(pk=pk, juror__user=user.pk)
    return rows.select_related(
        "stage__edition", "juror", "proposal__organization", "proposal__group", "proposal__category"
    ).first()


@dataclass(frozen=True)
class Reading:
    """A proposal to be judged; of a blind stage nothing that tells whose it is."""

    title: str
    unit: str
    category: str
    video_url: str
    texts: Sequence[tuple[str, str]]
    files: Sequence[ProposalFile]
    appearance: Appearance | None


def reading(sheet: Sheet) -> Reading:
    proposal, is_blind = sheet.proposal, sheet.stage.is_blind
    texts = [
        (row.section.title, row.blind_text if is_blind else row.text) for row in written(proposal)
    ]
    title, category = shown_title(sheet.stage, proposal), proposal.category.name
    if is_blind:
        return Reading(title, "", category, "", texts, [], None)
    files = list(proposal.files.select_related("paper"))
    unit = proposal.organization.name
    return Reading(title, unit, category, proposal.video_url, texts, files, of_sheet(sheet))


def criteria_of(sheet: Sheet) -> list[Criterion]:
    rows = Criterion.objects.filter(stage=sheet.stage_id, group=sheet.proposal.group_id)
    return list(rows.prefetch_related("anchors").order_by("order", "pk"))


def questions_of(sheet: Sheet) -> list[Question]:
    return list(Question.objects.filter(stage=sheet.stage_id).order_by("order", "pk"))


def typed(sheet: Sheet) -> dict[str, Any]:
    """What the sheet's form begins with."""
    found: dict[str, Any] = {
        "version": sheet.version, "comment": sheet.comment, "note": sheet.note
    }  # fmt: skip
    for score in sheet.scores.all():
        found[f"score_{score.criterion_id}"] = plain_number(score.value)
        found[f"words_{score.criterion_id}"] = score.comment
    for reply in sheet.replies.all():
        found[f"reply_{reply.question_id}"] = "ya" if reply.says_yes else "tidak"
    return found


@dataclass(frozen=True)
class Said:
    """What a sheet says on a criterion."""

    criterion: Criterion
    score: Score | None


@dataclass(frozen=True)
class Whole:
    """A sheet as it is read: scores, answers, words."""

    sheet: Sheet
    scores: Sequence[Said]
    replies: Sequence[Any]


def whole_sheet(sheet: Sheet) -> Whole:
    held = {score.criterion_id: score for score in sheet.scores.all()}
    said = [Said(row, held.get(row.pk)) for row in criteria_of(sheet)]
    return Whole(sheet, said, list(sheet.replies.select_related("question")))
