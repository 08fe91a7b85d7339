"""The schedule of a stage, and where it asks a juror to be at two places at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db.models import QuerySet

from innovations.choices.competition import SheetState
from innovations.models import Appearance, Edition, Juror, Sheet, Stage, VisitPhoto
from innovations.permissions.conflicts import conflicts_of


def appearances(stage: Stage, user: Any) -> QuerySet[Appearance]:
    """In their order of time, without proposals in conflict with the one who looks."""
    hidden = conflicts_of(user.pk, stage.edition_id)
    rows = stage.appearances.exclude(proposal__in=hidden)
    return rows.select_related("proposal__organization").order_by("begins_at", "pk")


def appearance_of(edition: Edition, pk: int) -> Appearance | None:
    rows = Appearance.objects.select_related("stage__edition", "proposal__edition")
    return rows.filter(stage__edition=edition, pk=pk).first()


@dataclass(frozen=True)
class Clash:
    """Two appearances at the same time that share a juror."""

    first: Appearance
    second: Appearance
    jurors: Sequence[Juror]


def clashes(stage: Stage, rows: Sequence[Appearance]) -> list[Clash]:
    panels: dict[int, dict[int, Juror]] = defaultdict(dict)
    sheets = Sheet.objects.filter(stage=stage, state__in=SheetState.seated())
    for sheet in sheets.select_related("juror__user").order_by("pk"):
        panels[sheet.proposal_id][sheet.juror_id] = sheet.juror
    found = []
    for first, second in combinations(rows, 2):
        overlap = first.begins_at < second.ends_at and second.begins_at < first.ends_at
        shared = panels[first.proposal_id].keys() & panels[second.proposal_id].keys()
        if overlap and shared:
            jurors = [panels[first.proposal_id][pk] for pk in sorted(shared)]
            found.append(Clash(first, second, jurors))
    return found


def of_sheet(sheet: Sheet) -> Appearance | None:
    """What a juror goes to; of a blind stage nothing, since a place tells whose it is."""
    if sheet.stage.is_blind:
        return None
    rows = Appearance.objects.filter(stage=sheet.stage_id, proposal=sheet.proposal_id)
    return rows.prefetch_related("photos").first()


def photo_of(pk: int) -> VisitPhoto | None:
    rows = VisitPhoto.objects.select_related("appearance__stage", "appearance__proposal__edition")
    return rows.filter(pk=pk).first()


def judges(user: Any, appearance: Appearance) -> Sheet | None:
    """The sheet of somebody who judges what appears there."""
    rows = Sheet.objects.filter(
        stage=appearance.stage_id, proposal=appearance.proposal_id, juror__user=user.pk
    )
    return rows.select_related("juror", "stage", "proposal").first()
