"""All that the jury of a frozen result said, sheet by sheet, for the committee alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from innovations.choices.competition import SheetState, StageKind
from innovations.models import Juror, Result


@dataclass(frozen=True)
class Given:
    """A score with its reason; None where the sheet holds none."""

    criterion: str
    value: Decimal | None
    words: str


@dataclass(frozen=True)
class CommitteeSheet:
    stage: str
    number: str
    title: str
    juror: str
    state: str
    scores: Sequence[Given]
    replies: Sequence[tuple[str, bool]]
    advice: str  # to the unit
    note: str  # to the committee

    @property
    def answers(self) -> str:
        return "; ".join(f"{text} {'Ya' if said else 'Tidak'}" for text, said in self.replies)


@dataclass(frozen=True)
class Agreement:
    """A proposal in one stage: what counts, and how far the jurors agree."""

    stage: str
    number: str
    title: str
    figures: Mapping[str, Decimal]  # score, mean, median, trimmed, lowest, highest


FIGURES = ("score", "mean", "median", "trimmed", "lowest", "highest")


def committee_sheets(result: Result) -> list[CommitteeSheet]:
    """In the order of judging, of proposals and of jurors, also those that do not count."""
    rows = Juror.objects.filter(edition=result.edition_id).select_related("user")
    names = {row.pk: str(row) for row in rows}
    titles = {line["number"]: line["title"] for line in _lines(result.content)}
    order = list(StageKind.values)
    sheets = sorted(
        result.content["sheets"],
        key=lambda row: (order.index(row["stage"]), row["proposal"], row["juror"]),
    )
    return [
        CommitteeSheet(
            stage=str(StageKind(row["stage"]).label),
            number=row["proposal"],
            title=titles.get(row["proposal"], ""),
            juror=names.get(row["juror"], ""),
            state=str(SheetState(row["state"]).label),
            scores=[
                Given(name, None if value is None else Decimal(value), row["words"].get(name, ""))
                for name, value in row["scores"].items()
            ],
            replies=list(row["replies"].items()),
            advice=row["comment"],
            note=row.get("note", ""),  # results of before did not keep it
        )
        for row in sheets
    ]


def agreements(result: Result) -> list[Agreement]:
    """Of everything judged, those that stopped at the desk too."""
    return [
        Agreement(
            str(StageKind(kind).label), line["number"], line["title"],
            {name: Decimal(line["stages"][kind][name]) for name in FIGURES},
        )
        for kind in StageKind.values
        for line in _lines(result.content)
        if kind in line["stages"]
    ]  # fmt: skip


def _lines(content: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for group in content["groups"]:
        yield from (*group["places"], *group["stopped"])
