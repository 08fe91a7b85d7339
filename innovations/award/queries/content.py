"""What a frozen result holds: rules, sheets, scores and places, as plain values."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from innovations.award.queries.ranking import GroupRanking, Line, Ranking
from innovations.choices.competition import SheetState
from innovations.competition.queries.rules import rules_of, whole
from innovations.formulas.scoring import printed
from innovations.models import Edition, Sheet
from organizations.exact import plain


def content_of(found: Ranking, seed: str) -> dict[str, Any]:
    """Everything the result follows from and the result itself; jurors by their number only."""
    return {
        "rules": rules_of(whole(found.edition.pk)),
        "seed": seed,
        "sheets": _sheets(found.edition),
        "groups": [_group(group) for group in found.groups],
    }


def digest_of(content: Mapping[str, Any]) -> str:
    """SHA-256 of the content, its keys in order."""
    told = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def _sheets(edition: Edition) -> list[dict[str, Any]]:
    rows = (
        Sheet.objects.filter(stage__edition=edition)
        .exclude(state__in=SheetState.owed())
        .select_related("stage", "proposal")
        .prefetch_related("scores__criterion", "replies__question")
        .order_by("pk")
    )
    return [
        {
            "stage": row.stage.kind,
            "proposal": row.proposal.code,
            "juror": row.juror_id,
            "state": row.state,
            "digest": row.digest,
            "comment": row.comment,
            "note": row.note,
            "scores": {
                score.criterion.name: None if score.value is None else plain(score.value)
                for score in row.scores.all()
            },
            "words": {score.criterion.name: score.comment for score in row.scores.all()},
            "replies": {reply.question.text: reply.says_yes for reply in row.replies.all()},
        }
        for row in rows
    ]


def _group(found: GroupRanking) -> dict[str, Any]:
    return {
        "code": found.group.code,
        "name": found.group.name,
        "places": [_line(line) for line in found.lines],
        "stopped": [_line(line) for line in found.stopped],
    }


def _line(line: Line) -> dict[str, Any]:
    proposal = line.proposal
    return {
        "number": proposal.code,
        "title": proposal.title,
        "unit": proposal.organization.name,
        "category": proposal.category.name,
        "rank": line.rank,
        "score": None if line.shown is None else plain(line.shown),
        "by": line.by,
        "tier": None if line.tier is None else line.tier.name,
        "stages": {
            figures.stage.kind: {
                "score": plain(figures.shown),
                "criteria": {name: plain(printed(v)) for name, v in figures.criteria.items()},
                "mean": plain(figures.spread.mean),
                "median": plain(figures.spread.median),
                "trimmed": plain(figures.spread.trimmed),
                "lowest": plain(figures.spread.lowest),
                "highest": plain(figures.spread.highest),
            }
            for figures in line.stages.values()
        },
        "normalised": None if line.normalised is None else plain(line.normalised),
    }
