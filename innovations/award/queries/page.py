"""The result as the secretariat, who announces it, and everybody read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from innovations.award.queries.announced import announced
from innovations.award.queries.difference import Change, differences
from innovations.award.queries.judged import Judged, judged_in
from innovations.award.queries.ranking import Ranking, ranking_of
from innovations.choices.competition import PhaseKind, ResultState, SheetState, StageKind
from innovations.competition.queries.screening import waiting_said
from innovations.models import Correction, Edition, Phase, Result, Stage
from innovations.permissions.conflicts import conflicts_of
from innovations.permissions.results import judging_stands
from organizations import moment


@dataclass(frozen=True)
class StageLine:
    """A stage and whether its scores may be read: not before every sheet is sent."""

    stage: Stage
    sent: int
    total: int
    is_told: bool

    @property
    def is_desk(self) -> bool:
        return self.stage.kind == StageKind.DESK


@dataclass(frozen=True)
class ResultPage:
    """What the desk shows of a running or concluded edition."""

    stages: Sequence[StageLine]
    ranking: Ranking | None  # None: no stage is told yet
    jurors: Sequence[tuple[str, Any]]
    held: Result | None
    former: Sequence[Result]
    correction: Correction | None = None  # what is being looked at again
    changes: Sequence[Change] = ()  # of a frozen correction beside what was announced
    waits: str = ""  # what the administrative check has not decided
    is_open: bool = False  # sheets may still change, so a result may be frozen
    hidden: frozenset[str] = frozenset()  # numbers in conflict with the reader
    objections_ended: datetime | None = None  # before what is frozen was announced

    @property
    def told(self) -> frozenset[int]:
        return frozenset(line.stage.pk for line in self.stages if line.is_told)

    @property
    def desk(self) -> Stage | None:
        """The stage after which the shortlist is made, once it is told and others follow."""
        lines = [line for line in self.stages if line.is_desk and line.is_told]
        return lines[0].stage if lines and len(self.stages) > 1 else None

    @property
    def is_whole(self) -> bool:
        return bool(self.stages) and not self.waits and all(line.is_told for line in self.stages)


def stage_lines(judged: Judged, told: Collection[int], hidden: Collection[int]) -> list[StageLine]:
    """Counts of sheets of what is still judged and not in conflict with the reader; as on the board
    of a stage an abstention is neither sent nor owed."""
    sent, total = Counter[int](), Counter[int]()
    counted = {row.pk for row in judged.passed if row.pk not in hidden}
    due = SheetState.seated() - {SheetState.ABSTAINED}
    for sheet in judged.sheets:
        if sheet.proposal in counted and sheet.state in due:
            total[sheet.stage] += 1
            sent[sheet.stage] += not sheet.is_owed
    return [
        StageLine(stage, sent[stage.pk], total[stage.pk], stage.pk in told)
        for stage in judged.stages
    ]


def results_of(edition: Edition) -> list[Result]:
    """All of an edition, the newest first, each with `is_looked_at` (whether what was announced is
    being corrected) and `objections_end` (when the time of objections does). One statement."""
    open_ones = Correction.objects.filter(edition=OuterRef("edition"), closed_at=None)
    phases = Phase.objects.filter(edition=OuterRef("edition"), kind=PhaseKind.OBJECTION)
    rows = edition.results.annotate(
        is_looked_at=Exists(open_ones), objections_end=Subquery(phases.values("closes_at"))
    )
    return list(rows.select_related("frozen_by", "published_by", "correction", "corrects"))


def held_among(rows: Sequence[Result]) -> Result | None:
    """The frozen or published one, as `permissions.results.holding_result`."""
    return next((row for row in rows if row.state not in ResultState.gone()), None)


def result_page(edition: Edition, user: Any, results: Sequence[Result]) -> ResultPage:
    """For who runs the competition, of an edition and its `results_of`; proposals in conflict with
    the reader are left out.

    Six statements, whatever the number of proposals and sheets; one that is being corrected asks
    one more.
    """
    judged = judged_in(edition)
    units = [(row.organization_id, row.pk) for row in judged.proposals]
    hidden = frozenset(conflicts_of(user.pk, edition.pk, units=units))
    held = held_among(results)
    correction = _open_correction(edition, results)
    told = judged.told
    stages = stage_lines(judged, told, hidden)
    found = ranking_of(judged, held.seed if held else "", hidden) if told else None
    is_whole = all(line.is_told for line in stages)
    return ResultPage(
        stages, found, _jurors(judged, found) if found and is_whole else [], held,
        former=[row for row in results if row.state in ResultState.gone()],
        waits=waiting_said(judged.undecided, hidden) if held is None else "",
        correction=correction,
        changes=_changes(judged, held, hidden),
        is_open=bool(judging_stands(edition, held, correction)),
        hidden=frozenset(row.code for row in judged.proposals if row.pk in hidden),
        objections_ended=_ended_unused(held),
    )  # fmt: skip


def _open_correction(edition: Edition, results: Sequence[Any]) -> Correction | None:
    if not any(row.is_looked_at for row in results):
        return None
    rows = edition.corrections.filter(closed_at=None)
    return rows.select_related("objection__proposal", "opened_by").first()


def _ended_unused(held: Any) -> datetime | None:
    """When the time of objections to a first result ended that is not announced yet."""
    if held is None or held.state != ResultState.FROZEN or held.corrects_id is not None:
        return None
    ended: datetime | None = held.objections_end
    return ended if ended is not None and ended <= moment.now() else None


def _changes(judged: Judged, held: Result | None, hidden: frozenset[int]) -> list[Change]:
    if held is None or held.corrects is None:
        return []
    is_frozen = held.state == ResultState.FROZEN
    left_out = {row.code for row in judged.proposals if is_frozen and row.pk in hidden}
    return differences(held.corrects.content, held.content, left_out)


def _jurors(judged: Judged, found: Ranking) -> list[tuple[str, Any]]:
    return [(judged.jurors[pk], view) for pk, view in sorted(found.jurors.items())]


def former_result(edition: Edition, number: int) -> Result | None:
    """One that was announced and then replaced by its correction; everybody may read it still."""
    return edition.results.filter(state=ResultState.REPLACED, number=number).first()


def corrections_of(edition: Edition, result: Result) -> list[tuple[Result, Sequence[Change]]]:
    """The announced corrections up to this result, the newest first, each with its changes."""
    rows = edition.results.filter(
        state__in=(ResultState.PUBLISHED, ResultState.REPLACED), corrects__isnull=False,
        number__lte=result.number,
    )  # fmt: skip
    rows = rows.select_related("correction", "corrects").order_by("-number")
    return [(row, differences(row.corrects.content, row.content)) for row in rows if row.corrects]


def public_result(edition: Edition) -> Result | None:
    """What everybody may read: announced, never before."""
    return announced().filter(edition=edition).first()


def places(content: Mapping[str, Any], hidden: Collection[str] = ()) -> list[dict[str, Any]]:
    """The groups of a frozen result with their places, for pages and documents; `hidden` numbers
    (in conflict with the reader) are left out."""
    return [
        {
            **group,
            "places": [
                {**line, "score": Decimal(line["score"]), "stages": _stages(line)}
                for line in group["places"]
                if line["number"] not in hidden
            ],
        }
        for group in content["groups"]
    ]


def _stages(line: Mapping[str, Any]) -> list[dict[str, Any]]:
    """In the order of judging: the database keeps keys in an order of its own."""
    return [
        {"name": str(kind.label), **line["stages"][kind.value]}
        for kind in StageKind
        if kind.value in line["stages"]
    ]


def hidden_numbers(edition: Edition, user: Any) -> frozenset[str]:
    """Numbers of proposals that are in conflict with somebody who runs the competition."""
    rows = edition.proposals.filter(pk__in=conflicts_of(user.pk, edition.pk))
    return frozenset(row.code for row in rows)
