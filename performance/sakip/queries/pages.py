"""What the SAKIP pages of one unit read: the layers a person sees, proofs, recommendations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from performance import formulas
from performance.choices import SakipLayer, SakipState
from performance.models import SakipEvaluation
from performance.permissions import sakip as rights
from performance.sakip.queries.sheet import Component, Sheet, Sub

# The last layer that exists in a state, as far as evaluators see it.
_REACHED = {
    SakipState.SELF: (SakipLayer.SELF,),
    SakipState.EVALUATION: (SakipLayer.SELF, SakipLayer.EVALUATOR),
    SakipState.QUALITY: (SakipLayer.SELF, SakipLayer.EVALUATOR, SakipLayer.QUALITY),
}


@dataclass(frozen=True)
class Cell:
    """A value of one layer: the answer as chosen, and the points it brings."""

    answer: str
    points: Decimal | None


@dataclass(frozen=True)
class SheetRow:
    """A line of the overview: a component or a sub-component with a cell for each layer."""

    code: str
    name: str
    weight: Decimal
    cells: Sequence[Cell]
    progress: str = ""
    is_component: bool = False


def shown_layers(user: Any, evaluation: SakipEvaluation, on: date) -> list[str]:
    """The layers a person sees: the unit its own and the result, evaluators every one."""
    if rights.can_read_working_papers(user, evaluation, on):
        return list(_REACHED.get(SakipState(evaluation.state), tuple(SakipLayer)))
    layers = [str(SakipLayer.SELF)]
    if evaluation.state in SakipState.shared() and rights.can_read_result(user, evaluation, on):
        layers.append(SakipLayer.FINAL)
    return layers


def sheet_rows(sheet: Sheet, layers: Sequence[str], writing: str) -> list[SheetRow]:
    rows: list[SheetRow] = []
    for component in sheet.components:
        rows.append(_component(component, layers))
        rows += [_sub(sub, layers, writing) for sub in component.subs]
    return rows


def _component(component: Component, layers: Sequence[str]) -> SheetRow:
    cells = [Cell("", component.weighted(layer)) for layer in layers]
    item = component.item
    return SheetRow(item.code, item.name, component.weight, cells, is_component=True)


def _sub(sub: Sub, layers: Sequence[str], writing: str) -> SheetRow:
    cells = [Cell(_answer(sub, layer), sub.weighted(layer)) for layer in layers]
    progress = _progress(sub, writing) if writing else ""
    return SheetRow(sub.item.code, sub.item.name, sub.weight, cells, progress)


def _progress(sub: Sub, layer: str) -> str:
    if not sub.missing(layer):
        return "Lengkap"
    if not sub.criteria:
        return "Belum dinilai"
    return f"{sub.answered(layer)} dari {len(sub.criteria)}"


def _answer(sub: Sub, layer: str) -> str:
    """The letter of a sub-component; where none is chosen, its value 0–100 as a number."""
    value = sub.answer(layer).value
    if value in formulas.ANSWERS:
        return value
    score = sub.score(layer)
    return "" if score is None else formulas.plain(formulas.rounded(score, 2)) or ""
