"""What a unit reads of the judging of its proposal: words and figures, never whose they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from innovations.choices.competition import SheetState, StageKind


@dataclass(frozen=True)
class CriterionFeedback:
    name: str
    score: Decimal
    words: Sequence[str]


@dataclass(frozen=True)
class StageFeedback:
    name: str
    score: Decimal
    criteria: Sequence[CriterionFeedback]
    advice: Sequence[str]


@dataclass(frozen=True)
class Letter:
    """Of one proposal; `tier` is empty where it won nothing, `score` where it stopped at the desk."""

    number: str
    title: str
    unit: str
    group: str
    category: str
    tier: str
    score: Decimal | None
    rank: int | None  # among `ranked` of its group
    ranked: int
    stages: Sequence[StageFeedback]


def letter_of(content: Mapping[str, Any], number: str) -> Letter | None:
    """From a frozen result alone; None where the proposal was not judged.

    Only sent sheets speak. Words stand in the order of the alphabet, each once, so that neither
    their order nor their place in several criteria tells which belong together.
    """
    for group in content["groups"]:
        for line in (*group["places"], *group["stopped"]):
            if line["number"] == number:
                return _letter(content, group, line)
    return None


def _letter(
    content: Mapping[str, Any], group: Mapping[str, Any], line: Mapping[str, Any]
) -> Letter:
    order = next(row for row in content["rules"]["groups"] if row["code"] == group["code"])
    stages = [kind for kind in StageKind if kind in line["stages"]]
    return Letter(
        number=line["number"],
        title=line["title"],
        unit=line["unit"],
        group=group["name"],
        category=line["category"],
        tier=line["tier"] or "",
        score=None if line["score"] is None else Decimal(line["score"]),
        rank=line["rank"],
        ranked=len(group["places"]),
        stages=[_stage(content, order, line, kind) for kind in stages],
    )


def _stage(
    content: Mapping[str, Any], rules: Mapping[str, Any], line: Mapping[str, Any], kind: StageKind
) -> StageFeedback:
    sheets = [
        sheet
        for sheet in content["sheets"]
        if sheet["proposal"] == line["number"]
        and sheet["stage"] == kind
        and sheet["state"] == SheetState.SUBMITTED
    ]
    figures = line["stages"][kind]
    names = [row["name"] for row in rules["criteria"][kind] if row["name"] in figures["criteria"]]
    return StageFeedback(
        name=str(kind.label),
        score=Decimal(figures["score"]),
        criteria=[
            CriterionFeedback(
                name,
                Decimal(figures["criteria"][name]),
                _shuffled(sheet["words"].get(name, "") for sheet in sheets),
            )
            for name in names
        ],
        advice=_shuffled(sheet["comment"] for sheet in sheets),
    )


def _shuffled(words: Any) -> list[str]:
    return sorted({word.strip() for word in words if word.strip()}, key=str.casefold)
