"""The result: shortlisted, frozen with its hash, announced by a second person, or opened again."""

from __future__ import annotations

import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from innovations.award.actions.awards import follow
from innovations.award.actions.corrections import end_correction
from innovations.award.queries.content import content_of, digest_of
from innovations.award.queries.judged import Judged, judged_in
from innovations.award.queries.ranking import (
    GroupRanking,
    Line,
    Ranking,
    ranking,
    ranking_of,
)
from innovations.choices.competition import EditionState, StageKind
from innovations.competition.queries.screening import waits_said
from innovations.formulas import standing
from innovations.models import Edition, Proposal, Result, Stage, Standing
from innovations.permissions import results as permissions
from innovations.permissions.conflicts import conflicts_of
from innovations.permissions.jury import stage_is_told
from innovations.states.competition import ANNOUNCE, CONCLUDE, REOPEN, REPLACE
from organizations import activity, moment
from organizations.access import ALLOWED, allow
from organizations.models import User
from organizations.workflow import perform

BLOCKED = "Hasil belum dapat dibekukan. {first}."
BLOCKED_ELSEWHERE = (
    "Hasil belum dapat dibekukan. Yang masih kurang dilengkapi anggota sekretariat yang lain."
)
NOBODY = "Belum ada proposal yang dinilai."
HELD = "Hasil edisi ini sudah dibekukan."
TOO_FEW = "Hasil belum dapat dibekukan. Pada {stage} masih ada proposal yang jurinya kurang."
NOT_TOLD = "Semua lembar penilaian proposal harus terkirim lebih dulu."
CHANGED = "Isi hasil tidak lagi sama dengan sidiknya, jadi tidak diumumkan. Hubungi admin sistem."


@transaction.atomic
def shortlist(*, stage: Stage, by: User) -> int:
    """After the desk: the best of each group go on, ties at the border all of them.

    Returns how many go on. Raises ValidationError while a sheet of the stage is owed.
    """
    allow(permissions.can_freeze(by, stage.edition))
    edition = Edition.objects.select_for_update().get(pk=stage.edition_id)
    if edition.state != EditionState.OPEN or permissions.holding_result(edition) is not None:
        raise ValidationError(HELD)
    if waits := waits_said(by, edition):
        raise ValidationError(waits)
    follows = edition.stages.exclude(pk=stage.pk).exists()
    if stage.kind != StageKind.DESK or not follows or not stage_is_told(stage):
        raise ValidationError(NOT_TOLD)
    chosen: set[int] = set()
    left: set[int] = set()
    for group in ranking(edition.pk).groups:
        lines = [*group.lines, *group.stopped]
        if any(stage.pk not in line.stages for line in lines):
            raise ValidationError(NOT_TOLD)
        go_on = _best(lines, stage, group.group.shortlisted)
        chosen |= go_on
        left |= {line.proposal.pk for line in lines} - go_on
    Proposal.objects.filter(pk__in=chosen).update(is_shortlisted=True)
    Proposal.objects.filter(pk__in=left).update(is_shortlisted=False)
    activity.record(
        obj=edition,
        verb=activity.verb_of(edition, "shortlist"),
        summary=f"Daftar pendek ditetapkan: {len(chosen)} proposal maju",
        by=by,
        organization=None,
    )
    return len(chosen)


def _best(lines: list[Line], stage: Stage, most: int | None) -> set[int]:
    scores = {str(line.proposal.pk): line.stages[stage.pk].score for line in lines}
    places = standing.standings(scores, {})
    return {int(place.entry) for place in places if most is None or place.rank <= most}


@transaction.atomic
def freeze(*, edition: Edition, by: User) -> Result:
    """Everything as it is now, hashed; ties only a lottery can part are drawn with a stored seed.

    In a correction it becomes the next version beside the announced one, which stays until the new
    one is announced. A lottery is drawn once in an edition: also after a result was taken back its
    seed stays, or one could freeze until one likes who won.
    Raises ValidationError naming the first missing score, which never counts as zero, or the stage
    that still runs with fewer jurors than it gives each proposal.
    """
    held = Edition.objects.select_for_update().get(pk=edition.pk)
    allow(permissions.can_freeze(by, held))
    former, correction = permissions.holding_result(held), permissions.open_correction(held)
    if former is not None and correction is None:
        raise ValidationError(HELD)
    # A correction finds what the announcement left undecided: nothing can be decided any more.
    if correction is None and (waits := waits_said(by, held)):
        raise ValidationError(waits)
    judged = judged_in(held)
    first = ranking_of(judged)
    _require_whole(judged, first, by)
    is_tied = any(group.tied for group in first.groups)
    seed = (_drawn_before(held) or secrets.token_hex(16)) if is_tied else ""
    found = ranking_of(judged, seed) if seed else first
    content = content_of(found, seed)
    last = held.results.aggregate(last=Max("number"))["last"] or 0
    result = Result.objects.create(
        edition=held, number=last + 1, content=content, digest=digest_of(content), seed=seed,
        frozen_by=by, frozen_at=moment.now(), correction=correction, corrects=former,
    )  # fmt: skip
    Standing.objects.bulk_create(
        _standing(result, group, line) for group in found.groups for line in group.lines
    )
    activity.record(
        obj=held,
        verb=activity.verb_of(result, "create"),
        summary=f"Hasil dibekukan: {result}, sidik {result.digest}",
        by=by,
        organization=None,
    )
    return result


def _drawn_before(edition: Edition) -> str:
    """The seed of the first lottery of an edition; empty before one."""
    drawn = edition.results.exclude(seed="").order_by("number").values_list("seed", flat=True)
    return drawn.first() or ""


def _require_whole(judged: Judged, found: Ranking, by: User) -> None:
    """Every score is there; what is missing of a proposal in conflict with `by` is not named."""
    if found.blocked:
        shown = ranking_of(judged, hidden=conflicts_of(by.pk, judged.edition.pk)).blocked
        raise ValidationError(BLOCKED.format(first=shown[0]) if shown else BLOCKED_ELSEWHERE)
    if not any(group.lines for group in found.groups):
        raise ValidationError(NOBODY)
    told = judged.told
    if short := [stage for stage in judged.stages if stage.pk not in told]:
        raise ValidationError(TOO_FEW.format(stage=str(short[0]).lower()))


def _standing(result: Result, group: GroupRanking, line: Line) -> Standing:
    if line.shown is None or line.rank is None:
        raise ValidationError(BLOCKED.format(first=f"{line.proposal} belum berperingkat"))
    return Standing(
        result=result, proposal=line.proposal, group=group.group, score=line.shown,
        rank=line.rank, tier=line.tier,
    )  # fmt: skip


@transaction.atomic
def announce(*, result: Result, by: User) -> Result:
    """Published by somebody else than who froze it; awards go into the registry."""
    edition = Edition.objects.select_for_update().get(pk=result.edition_id)
    held = Result.objects.select_for_update().get(pk=result.pk)
    if digest_of(held.content) != held.digest:
        raise ValidationError(CHANGED)
    if held.corrects is not None:
        return _replace(held, held.corrects, by)
    done = _published(held, by)
    perform(edition, CONCLUDE, by=by, rule=lambda *_: ALLOWED)
    follow(done, by)
    return done


def _published(held: Result, by: User) -> Result:
    """The rule of two persons is asked here, whatever the way."""
    updates = {"published_by": by, "published_at": moment.now()}
    return perform(held, ANNOUNCE, by=by, updates=updates)


def _replace(held: Result, former: Result, by: User) -> Result:
    """A corrected result in place of the announced one; the registry follows, the correction ends
    and every unit whose place changed is told."""
    allow(permissions.can_announce(by, held))
    perform(former, REPLACE, by=by, rule=lambda *_: ALLOWED)
    done = _published(held, by)
    follow(done, by)
    end_correction(done, by)
    return done


@transaction.atomic
def reopen(*, result: Result, by: User, note: str) -> Result:
    """A frozen result taken back before it is announced; it stays readable with its reason."""
    Edition.objects.select_for_update().get(pk=result.edition_id)
    return perform(result, REOPEN, by=by, note=note, updates={"reason": note.strip()})
