"""What can be done in a round, as steps with words: for the simulation, which saves nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from innovations.choices.index import Effort, IndexPart
from innovations.formulas import Step
from innovations.index.queries.candidates import eligible
from innovations.index.queries.sheet import BASIC, Line, Sheet, counts, proved_answers
from innovations.models import IndexRound, IndexRow, Innovation

PROVE = "{where}: lengkapi bukti atau perbaiki indikator {row}, yang sudah dipilih parameter {n}"
RAISE = "{where}: indikator {row} ke parameter {n}{words}"
FILL = "{where}: isi indikator wajib, sekurang-kurangnya parameter 1"
REPORT = "Laporkan {where}, indikator wajib sekurang-kurangnya parameter 1"
COVER = "Laporkan {where} bersama-sama, supaya urusan pelayanan dasar tercakup"
REGION = "Daerah"


@dataclass(frozen=True)
class Possible:
    step: Step
    text: str

    @property
    def effort(self) -> str:
        return Effort(self.step.effort).label


def possible_steps(round_: IndexRound, sheet: Sheet) -> list[Possible]:
    """Every step of an open round; four statements."""
    rows = list(round_.set.rows.all())
    answers = {(one.entry_id, one.row_id): one for one in proved_answers(round_)}
    mandatory = sum((row.weight for row in rows if row.is_mandatory), Decimal())
    found: list[Possible] = []
    for line in sheet.lines:
        if line.score > 0:
            found += _of_rows(rows, answers, line)
        else:
            found.append(_new(line.innovation, line.name, line.affairs, mandatory, FILL))
    found += _of_rows(rows, answers, None)
    fresh = list(eligible(Innovation.objects.owned(), round_).order_by("name", "pk"))
    found += [_new(one.pk, one.name, one.affairs, mandatory, REPORT) for one in fresh]
    return [*found, *_together(fresh, sheet, mandatory)]


def _of_rows(
    rows: Sequence[IndexRow], answers: dict[Any, Any], line: Line | None
) -> Iterator[Possible]:
    part = IndexPart.INNOVATION if line else IndexPart.REGIONAL
    entry, where = (line.entry, line.name) if line else (None, REGION)
    for row in rows:
        if row.part != part:
            continue
        answer = answers.get((entry, row.pk))
        chosen = answer.parameter if answer else 0
        key = f"{entry or REGION.lower()}-{row.number}"
        if chosen and not counts(answer):
            text = PROVE.format(where=where, row=row, n=chosen)
            points = row.weight * chosen
            yield Possible(Step(f"{key}-bukti", Effort.FILES, points, line is None), text)
        for n in range(chosen + 1, 4):
            words = row.words[n - 1]
            told = f" ({words})" if words and not row.bases else ""
            text = RAISE.format(where=where, row=row, n=n, words=told)
            yield Possible(Step(f"{key}-{n}", row.effort, row.weight, line is None), text)


def _new(
    innovation: int, name: str, affairs: Sequence[str], points: Decimal, words: str
) -> Possible:
    services = BASIC & frozenset(affairs)
    step = Step(f"baru-{innovation}", Effort.UNIT, points, reported=1, services=services)
    return Possible(step, words.format(where=name))


def _together(fresh: Sequence[Any], sheet: Sheet, points: Decimal) -> Iterator[Possible]:
    """Several at once, where no single one brings the basic services to what the rule asks."""
    covered = set(sheet.standing.services)
    chosen = []
    for one in fresh:
        if len(covered) >= sheet.rule.basic_services:
            break
        if new := (BASIC & frozenset(one.affairs)) - covered:
            covered |= new
            chosen.append(one)
    if len(chosen) < 2 or len(covered) < sheet.rule.basic_services:
        return
    names = ", ".join(one.name for one in chosen)
    step = Step(
        "cakup", Effort.UNIT, points * len(chosen), reported=len(chosen),
        services=frozenset(covered),
    )  # fmt: skip
    yield Possible(step, COVER.format(where=names))
