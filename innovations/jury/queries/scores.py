"""All scores of a stage, for who may read them once every sheet has been sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from innovations.choices.competition import SheetState
from innovations.jury.queries.judging import shown_title
from innovations.jury.queries.stages import judged
from innovations.models import Proposal, Reply, Score, Sheet, Stage
from innovations.permissions.conflicts import conflicts_of


def told(stage: Stage, user: Any) -> QuerySet[Proposal]:
    """Proposals of the stage with their sent sheets, without those in conflict with the reader."""
    scores = Score.objects.select_related("criterion").order_by("criterion__order", "pk")
    sheets = Sheet.objects.filter(stage=stage, state=SheetState.SUBMITTED)
    sheets = sheets.select_related("juror__user").prefetch_related(
        Prefetch("scores", scores),
        Prefetch("replies", Reply.objects.select_related("question").order_by("pk")),
    )
    rows = judged(stage).exclude(pk__in=conflicts_of(user.pk, stage.edition_id))
    return rows.prefetch_related(Prefetch("sheets", sheets.order_by("pk"), to_attr="sent"))


@dataclass(frozen=True)
class Told:
    title: str
    sheets: Sequence[Any]


def lines(stage: Stage, proposals: Sequence[Any]) -> list[Told]:
    return [Told(shown_title(stage, row), row.sent) for row in proposals]


def stage_for(pk: int) -> Stage | None:
    return Stage.objects.filter(pk=pk).select_related("edition").first()
