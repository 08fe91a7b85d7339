"""What the minutes tell beside the places: the criteria, who judged, how the judging went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from innovations.choices.competition import SheetState, StageKind, Weighting
from innovations.models import Juror, Result

CHAIR, MEMBER = "Ketua", "Anggota"
# What became of a sheet, in the order of the minutes; owed ones never reach a frozen result.
ENDS = (SheetState.SUBMITTED, SheetState.ABSTAINED, SheetState.RECUSED, SheetState.EXCLUDED)


@dataclass(frozen=True)
class CriterionLine:
    """A criterion as it counted, on its scale."""

    group: str
    stage: str
    name: str
    weight: Decimal
    lowest: Decimal
    highest: Decimal


@dataclass(frozen=True)
class CourseLine:
    """A stage: its share of the final score, what was judged, what became of its sheets."""

    stage: str
    weight: Decimal
    proposals: int
    sheets: Mapping[SheetState, int]

    @property
    def counts(self) -> list[int]:
        return [self.sheets.get(state, 0) for state in ENDS]


@dataclass(frozen=True)
class PanelLine:
    """Somebody whose scores count in the result; never which ones."""

    name: str
    place: str
    element: str
    institution: str


def weighs_in_percent(content: Mapping[str, Any]) -> bool:
    return content["rules"]["edition"]["weighting"] == Weighting.PERCENT


def criteria(content: Mapping[str, Any]) -> list[CriterionLine]:
    """In the order of groups, of judging and of the sheet."""
    return [
        CriterionLine(
            group["name"], str(kind.label), row["name"], Decimal(row["weight"]),
            Decimal(row["lowest"]), Decimal(row["highest"]),
        )
        for group in content["rules"]["groups"]
        for kind in StageKind
        for row in group["criteria"].get(kind.value, ())
    ]  # fmt: skip


def course(content: Mapping[str, Any]) -> list[CourseLine]:
    """In the order of judging."""
    weights = {row["kind"]: Decimal(row["weight"]) for row in content["rules"]["stages"]}
    judged: Counter[str] = Counter()
    for group in content["groups"]:
        for line in (*group["places"], *group["stopped"]):
            judged.update(list(line["stages"]))
    sheets: dict[str, Counter[SheetState]] = {kind: Counter() for kind in weights}
    for sheet in content["sheets"]:
        sheets[sheet["stage"]][SheetState(sheet["state"])] += 1
    return [
        CourseLine(str(kind.label), weights[kind.value], judged[kind.value], sheets[kind.value])
        for kind in StageKind
        if kind.value in weights
    ]


def panel(result: Result) -> Sequence[PanelLine]:
    """Whose sheets count, the chair first; one statement."""
    sheets = result.content["sheets"]
    counted = {row["juror"] for row in sheets if row["state"] == SheetState.SUBMITTED}
    rows = Juror.objects.filter(edition=result.edition_id, pk__in=counted).select_related("user")
    return [
        PanelLine(
            str(row), CHAIR if row.is_chair else MEMBER, row.get_kind_display(), row.institution
        )
        for row in rows.order_by("-is_chair", "user__full_name", "pk")
    ]
