"""The ranking of an edition: scores of stages, the final one, places, and what blocks them.

Everything is read in a fixed number of statements and computed by the formulas; the page, the
frozen result and the documents all begin here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

from innovations.award.queries.judged import GivenSheet, Judged, judged_in
from innovations.choices.competition import Rounding, StageKind, Weighting
from innovations.formulas import scoring, standing
from innovations.formulas.harshness import JurorView, jurors_seen, normalised
from innovations.models import Criterion, Edition, Group, Proposal, Stage, Tier


@dataclass(frozen=True)
class StageFigures:
    """A proposal in one stage: the aggregate and how far the jurors agree."""

    stage: Stage
    score: Fraction
    totals: Mapping[int, Fraction]  # juror → total of the sheet
    criteria: Mapping[str, Fraction]  # criterion → aggregate
    spread: scoring.Spread
    outliers: Sequence[int]  # jurors to talk with

    @property
    def shown(self) -> Decimal:
        return scoring.printed(self.score)


@dataclass
class Line:
    """A proposal in the ranking of its group; without a rank where something is missing."""

    proposal: Proposal
    stages: dict[int, StageFigures] = field(default_factory=dict)
    final: Fraction | None = None
    rank: int | None = None
    by: str = standing.BY_SCORE
    tier: Tier | None = None
    normalised: Decimal | None = None

    @property
    def shown(self) -> Decimal | None:
        return None if self.final is None else scoring.printed(self.final)


@dataclass
class GroupRanking:
    """A group: its lines from the best on, those that stopped at the desk, and what blocks."""

    group: Group
    lines: list[Line] = field(default_factory=list)
    stopped: list[Line] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)
    tied: list[str] = field(default_factory=list)  # only a lottery parts these

    @property
    def all_lines(self) -> list[Line]:
        return [*self.lines, *self.stopped]


@dataclass
class Ranking:
    edition: Edition
    groups: list[GroupRanking]
    jurors: Mapping[int, JurorView]

    @property
    def blocked(self) -> list[str]:
        return [reason for group in self.groups for reason in group.blocked]


def ranking(edition_id: int, seed: str = "") -> Ranking:
    """Of an edition now, with all of its proposals."""
    return ranking_of(judged_in(Edition.objects.get(pk=edition_id)), seed)


def ranking_of(judged: Judged, seed: str = "", hidden: Collection[int] = ()) -> Ranking:
    """Of what was read; `hidden` proposals (in conflict with the reader) are left out of what is
    shown, not of the places."""
    edition, stages, sheets = judged.edition, judged.stages, _counted(judged)
    rules = {
        (stage.pk, group.pk): rule_of(edition, stage, group)
        for stage in stages
        for group in edition.groups.all()
    }
    everything: dict[str, dict[str, Fraction]] = {}
    groups = []
    for group in edition.groups.all():
        found = GroupRanking(group)
        for proposal in (row for row in judged.passed if row.group_id == group.pk):
            _place(found, proposal, stages, sheets, rules)
        _rank(found, stages, edition, seed)
        _tiers(found, judged.tiers[group.pk])
        _look_twice(found, stages, everything)
        groups.append(found)
    veiled = {row.code for row in judged.passed if row.pk in hidden}
    for found in groups:
        _veil(found, veiled)
    shown = {key: row for key, row in everything.items() if key.split(":")[1] not in veiled}
    return Ranking(edition, groups, {int(j): view for j, view in jurors_seen(shown).items()})


def _veil(found: GroupRanking, veiled: Collection[str]) -> None:
    """Nothing of these proposals is left: no line, no reason, no tie that tells of them."""
    found.tied = [code for code in found.tied if code not in veiled]
    if len(found.tied) < 2:
        found.tied = []
    found.blocked = [said for said in found.blocked if said.split()[0] not in veiled]
    found.lines = [line for line in found.lines if line.proposal.code not in veiled]
    found.stopped = [line for line in found.stopped if line.proposal.code not in veiled]


def rule_of(edition: Edition, stage: Stage, group: Group) -> scoring.ScoreRule:
    as_percent = edition.weighting == Weighting.PERCENT
    factors = {
        row.name: scoring.factor_of(row.weight, row.highest, as_percent=as_percent)
        for row in _criteria(group, stage)
    }
    return scoring.ScoreRule(
        factors, edition.aggregate, stepwise=edition.rounding == Rounding.STEPWISE
    )


def _criteria(group: Group, stage: Stage) -> list[Criterion]:
    return [row for row in group.criteria.all() if row.stage_id == stage.pk]


Sheets = Mapping[tuple[int, int], Sequence[GivenSheet]]


def _counted(judged: Judged) -> Sheets:
    """(stage, proposal) → the sheets that count or are owed."""
    found: dict[tuple[int, int], list[GivenSheet]] = defaultdict(list)
    for sheet in judged.sheets:
        if sheet.counts:
            found[sheet.stage, sheet.proposal].append(sheet)
    return found


def _place(
    found: GroupRanking,
    proposal: Proposal,
    stages: Sequence[Stage],
    sheets: Sheets,
    rules: Mapping[tuple[int, int], scoring.ScoreRule],
) -> None:
    """The proposal's scores of every stage it takes part in, or the reason it has none."""
    line = Line(proposal)
    stopped = proposal.is_shortlisted is False
    for stage in stages:
        if stopped and stage.kind != StageKind.DESK:
            continue
        rule = rules[stage.pk, found.group.pk]
        given = sheets.get((stage.pk, proposal.pk), [])
        if not given and all(key[0] != stage.pk for key in sheets):
            _say_once(found, f"{stage.get_kind_display()}: belum ada lembar nilai")
            continue
        if reasons := _missing(proposal, stage, rule, given):
            found.blocked.extend(reasons)
            continue
        line.stages[stage.pk] = _figures(stage, rule, given)
    (found.stopped if stopped else found.lines).append(line)


def _say_once(found: GroupRanking, reason: str) -> None:
    if reason not in found.blocked:
        found.blocked.append(reason)


def _missing(
    proposal: Proposal,
    stage: Stage,
    rule: scoring.ScoreRule,
    given: Sequence[GivenSheet],
) -> list[str]:
    """What is still owed, said without anybody's score."""
    where = f"{proposal.code} {proposal}, {stage.get_kind_display().lower()}"
    owed = sum(sheet.is_owed for sheet in given)
    if owed:
        return [f"{where}: {owed} lembar belum dikirim"]
    if not given:
        return [f"{where}: belum ada lembar nilai"]
    if any(sheet.scores.get(name) is None for sheet in given for name in rule.factors):
        return [f"{where}: ada nilai yang belum diisi"]
    return []


def _figures(
    stage: Stage,
    rule: scoring.ScoreRule,
    given: Sequence[GivenSheet],
) -> StageFigures:
    by_juror = {str(sheet.juror): sheet.scores for sheet in given}
    totals = {juror: scoring.sheet_total(rule, scores) for juror, scores in by_juror.items()}
    points = stage.edition.outlier_points
    return StageFigures(
        stage,
        scoring.stage_score(rule, by_juror),
        {int(juror): total for juror, total in totals.items()},
        scoring.criterion_scores(rule, by_juror),
        scoring.spread_of(list(totals.values())),
        [int(juror) for juror in scoring.outliers(totals, points)],
    )


def _rank(found: GroupRanking, stages: Sequence[Stage], edition: Edition, seed: str) -> None:
    """Places, as soon as nothing of the group blocks; tiers in the order of the places."""
    if found.blocked or not found.lines:
        return
    stepwise = edition.rounding == Rounding.STEPWISE
    lines = {line.proposal.code: line for line in found.lines}
    for line in found.lines:
        parts = [(stage.weight, line.stages[stage.pk].score) for stage in stages]
        line.final = scoring.final_score(parts, stepwise=stepwise)
    finals = {code: line.final for code, line in lines.items() if line.final is not None}
    ladder = {code: _ladder(line, found.group, stages) for code, line in lines.items()}
    found.tied = standing.tied(finals, ladder)
    for place in standing.standings(finals, ladder, seed):
        lines[place.entry].rank, lines[place.entry].by = place.rank, place.by
    found.lines.sort(key=lambda line: (line.rank or 0, line.proposal.number or 0))


def _ladder(line: Line, group: Group, stages: Sequence[Stage]) -> list[Fraction]:
    """The criteria that part equal scores, in their order."""
    rows = sorted(
        (row for row in group.criteria.all() if row.tie_break is not None),
        key=lambda row: row.tie_break or 0,
    )
    return [line.stages[row.stage_id].criteria[row.name] for row in rows]


def _tiers(found: GroupRanking, tiers: Sequence[Tier]) -> None:
    """The first places get the first tier, and so on; who shares a rank shares its tier."""
    bounds = list(accumulate(tier.places for tier in tiers))
    for line in found.lines:
        given = len(tiers) if line.rank is None else bisect_left(bounds, line.rank)
        line.tier = tiers[given] if given < len(tiers) else None


def _look_twice(
    found: GroupRanking, stages: Sequence[Stage], everything: dict[str, dict[str, Fraction]]
) -> None:
    """The second look: what every stage would say if all jurors were equally strict."""
    weighed = []
    for stage in stages:
        lines = [line for line in (*found.lines, *found.stopped) if stage.pk in line.stages]
        totals = {
            line.proposal.code: {
                str(juror): total for juror, total in line.stages[stage.pk].totals.items()
            }
            for line in lines
        }
        everything.update({f"{stage.pk}:{code}": row for code, row in totals.items()})
        weighed.append((stage.weight, totals))
    scores = normalised(weighed)
    for line in (line for line in found.lines if line.final is not None):
        line.normalised = scores.get(line.proposal.code)
