"""A draw told and repeated: its seed applied again to what was drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from innovations.formulas.drawing import drawn
from innovations.models import Draw, Edition, Juror, Proposal
from innovations.permissions.conflicts import conflicts_of


def draw_of(edition: Edition, pk: int) -> Draw | None:
    rows = Draw.objects.filter(stage__edition=edition, pk=pk)
    return rows.select_related("stage", "made_by").first()


@dataclass(frozen=True)
class DrawPage:
    """Proposals with the jurors they were given, and whether the seed gives the same again."""

    draw: Draw
    lines: Sequence[tuple[Proposal, Sequence[Juror]]]
    is_same: bool


def draw_page(draw: Draw, user: Any) -> DrawPage:
    """Proposals in conflict with the one who looks are left out of the lines."""
    sheets = draw.sheets.select_related("proposal", "juror__user").order_by(
        "proposal__number", "pk"
    )
    by_proposal: dict[Proposal, list[Juror]] = defaultdict(list)
    for sheet in sheets:
        by_proposal[sheet.proposal].append(sheet.juror)
    made = {
        proposal.code: sorted(f"J{juror.pk}" for juror in jurors)
        for proposal, jurors in by_proposal.items()
    }
    hidden = conflicts_of(user.pk, draw.stage.edition_id)
    lines = [(row, jurors) for row, jurors in by_proposal.items() if row.pk not in hidden]
    return DrawPage(draw, lines, made == repeated(draw))


def repeated(draw: Draw) -> dict[str, list[str]]:
    """What the seed gives: code of a proposal → keys of jurors."""
    asked = draw.asked
    given = drawn(
        asked["proposals"], asked["jurors"], {(p, j) for p, j in asked["blocked"]},
        asked["each"], draw.seed, seated=asked["seated"],
        suited={(p, j) for p, j in asked["suited"]},
    )  # fmt: skip
    return {code: sorted(row) for code, row in given.items() if row}
