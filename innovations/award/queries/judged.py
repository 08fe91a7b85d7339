"""What a ranking follows from, read in five statements: rules, proposals, sheets with their scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, prefetch_related_objects
from django.db.models.functions import JSONObject

from innovations.choices.competition import ProposalState, SheetState
from innovations.models import Edition, Group, Proposal, Sheet, Stage, Tier
from innovations.permissions.jury import told_among, with_closing

HANDED_IN = ProposalState.handed_in()
COLUMNS = (
    "pk", "stage", "proposal", "juror", "juror__user__full_name", "state", "sent_at",
    "scores__criterion__name", "scores__value",
)  # fmt: skip


@dataclass(frozen=True)
class GivenSheet:
    """A juror's sheet with its scores by criterion; no score is None, never a zero."""

    stage: int
    proposal: int
    juror: int
    juror_name: str
    state: str
    sent_at: datetime | None
    scores: dict[str, Decimal | None] = field(default_factory=dict)

    @property
    def is_owed(self) -> bool:
        return self.state in SheetState.owed()

    @property
    def counts(self) -> bool:
        """For the ranking: sent, or still to be sent."""
        return self.is_owed or self.state == SheetState.SUBMITTED


@dataclass(frozen=True)
class Judged:
    """An edition with its groups, criteria and stages, all that was handed in, all sheets."""

    edition: Edition
    tiers: Mapping[int, Sequence[Tier]]  # of a group, in the order of the places
    proposals: Sequence[Proposal]
    sheets: Sequence[GivenSheet]

    @property
    def stages(self) -> list[Stage]:
        return list(self.edition.stages.all())

    @property
    def passed(self) -> list[Proposal]:
        return [row for row in self.proposals if row.state == ProposalState.PASSED]

    @property
    def undecided(self) -> list[Proposal]:
        return [row for row in self.proposals if row.state in ProposalState.undecided()]

    @property
    def told(self) -> frozenset[int]:
        """Stages of which every sheet was sent."""
        return told_among(
            self.stages,
            [(row.pk, row.is_shortlisted) for row in self.passed],
            [(row.stage, row.proposal, row.state, row.sent_at) for row in self.sheets],
        )

    @property
    def jurors(self) -> dict[int, str]:
        return {row.juror: row.juror_name for row in self.sheets}


def judged_in(edition: Edition) -> Judged:
    """Of an edition as it is now."""
    tiers = Tier.objects.filter(group=OuterRef("pk")).order_by("order", "pk")
    told = ArraySubquery(tiers.values(row=JSONObject(id="pk", name="name", places="places")))
    groups = Group.objects.order_by("order", "pk").annotate(tier_rows=told)
    stages = with_closing(Stage.objects.order_by("order", "pk"))
    prefetch_related_objects(
        [edition],
        Prefetch("groups", queryset=groups.prefetch_related("criteria")),
        Prefetch("stages", queryset=stages),
    )
    rows = edition.proposals.filter(state__in=HANDED_IN, number__isnull=False)
    found: list[Any] = list(edition.groups.all())
    return Judged(
        edition,
        {group.pk: [Tier(group=group, **row) for row in group.tier_rows] for group in found},
        list(rows.select_related("organization", "category").order_by("number")),
        _sheets(edition),
    )


def _sheets(edition: Edition) -> list[GivenSheet]:
    """One row of the database for each score, and one for a sheet without any."""
    rows = Sheet.objects.filter(stage__edition=edition).order_by("pk").values_list(*COLUMNS)
    found: dict[int, GivenSheet] = {}
    for pk, stage, proposal, juror, name, state, sent_at, criterion, value in rows:
        sheet = found.get(pk)
        if sheet is None:
            sheet = found[pk] = GivenSheet(stage, proposal, juror, name, state, sent_at)
        if criterion is not None:
            sheet.scores[criterion] = value
    return list(found.values())
