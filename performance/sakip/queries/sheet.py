"""The evaluation sheet (LKE) of a unit: lines, every layer's answers, values, what is missing."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation

from organizations.models import Organization
from performance import formulas
from performance.choices import SakipLayer, SakipMethod, SakipState
from performance.models import (
    SakipAnswer,
    SakipEdition,
    SakipEvaluation,
    SakipItem,
    SakipProof,
)


@dataclass(frozen=True)
class Answer:
    """What one layer answered to a line, and who wrote it when."""

    value: str = ""
    note: str = ""
    by: str = ""
    at: datetime | None = None


NO_ANSWER = Answer()
NO_PROOFS: Mapping[int, Sequence[SakipProof]] = {}
Answers = Mapping[str, Answer]  # layer → answer


@dataclass(frozen=True)
class Criterion:
    """One criterion with the answers of every layer and its proofs."""

    item: SakipItem
    answers: Answers
    proofs: Sequence[SakipProof] = ()

    def answer(self, layer: str) -> Answer:
        return self.answers.get(layer, NO_ANSWER)

    def worth(self, layer: str) -> Decimal | None:
        """The value 0 to 1 of the layer's answer; None while it has none."""
        value = self.answer(layer).value
        return formulas.criterion_value(self.item.scale, value) if value else None


@dataclass(frozen=True)
class Sub:
    """A sub-component: its criteria, its own answer, its value in each layer."""

    item: SakipItem
    method: str
    criteria: Sequence[Criterion]
    answers: Answers

    @property
    def weight(self) -> Decimal:
        return self.item.weight or Decimal(0)

    def answer(self, layer: str) -> Answer:
        return self.answers.get(layer, NO_ANSWER)

    def answered(self, layer: str) -> int:
        return sum(bool(line.answer(layer).value) for line in self.criteria)

    def met(self, layer: str) -> int:
        """Criteria that are met: answered with the best word of their scale."""
        return sum(line.worth(layer) == 1 for line in self.criteria)

    def missing(self, layer: str) -> list[str]:
        """What has no answer yet, in words for the person who fills the sheet."""
        found = [line.item.code for line in self.criteria if not line.answer(layer).value]
        if self.method != SakipMethod.MEAN and not self.answer(layer).value:
            found.append(f"nilai {self.item.code}")
        return found

    def score(self, layer: str) -> Decimal | None:
        """0 to 100, unrounded; None while something is missing."""
        return score_of(
            self.method,
            self.answer(layer).value,
            [line.worth(layer) for line in self.criteria],
        )

    def weighted(self, layer: str) -> Decimal | None:
        score = self.score(layer)
        return None if score is None else formulas.weighted_score(self.weight, score)


@dataclass(frozen=True)
class Component:
    item: SakipItem
    subs: Sequence[Sub]

    @property
    def weight(self) -> Decimal:
        return sum((sub.weight for sub in self.subs), Decimal(0))

    def weighted(self, layer: str) -> Decimal | None:
        """The points of the component; None while one of its sub-components has none."""
        return points_of(self.subs, layer)


@dataclass(frozen=True)
class Sheet:
    """The whole sheet. `evaluation` is None where the unit has not begun."""

    edition: SakipEdition
    organization: Organization
    evaluation: SakipEvaluation | None
    components: Sequence[Component] = field(default_factory=tuple)

    @property
    def subs(self) -> Iterator[Sub]:
        return (sub for component in self.components for sub in component.subs)

    def sub(self, code: str) -> Sub | None:
        return next((sub for sub in self.subs if sub.item.code == code), None)

    def missing(self, layer: str) -> list[str]:
        return [name for sub in self.subs for name in sub.missing(layer)]

    def total(self, layer: str) -> formulas.SakipTotal | None:
        """The printed total with its predicate; None while something is missing."""
        return result_of(self.components, layer)

    @property
    def result_layer(self) -> str:
        """What a document may print: the result once the draft was sent, else the unit's own."""
        found = self.evaluation
        return SakipLayer.FINAL if found and found.state in SakipState.shared() else SakipLayer.SELF


def score_of(method: str, value: str, worths: Sequence[Decimal | None]) -> Decimal | None:
    """The value 0 to 100 of a sub-component by the instrument's method, unrounded."""
    if method == SakipMethod.MEAN:
        known = [worth for worth in worths if worth is not None]
        return formulas.mean_score(known) if worths and len(known) == len(worths) else None
    if not value:
        return None
    if method == SakipMethod.LETTER:
        return formulas.answers_to_scores({"": value})[""]
    try:
        return Decimal(value)
    except InvalidOperation:
        return None


def points_of(subs: Iterable[Sub], layer: str) -> Decimal | None:
    """What sub-components bring together, unrounded; None while one of them has no value."""
    found = list(subs)
    scores = {sub.item.code: score for sub in found if (score := sub.score(layer)) is not None}
    if not found or len(scores) < len(found):
        return None
    return formulas.weighted_total({sub.item.code: sub.weight for sub in found}, scores)


def result_of(components: Iterable[Component], layer: str) -> formulas.SakipTotal | None:
    """The printed total with its predicate; None while something is missing."""
    found = points_of([sub for component in components for sub in component.subs], layer)
    return None if found is None else formulas.sakip_predicate(found)


def mark_of(sub: Sub, layer: str) -> str:
    """The fingerprint of a layer's answers to a sub-component: another one means changed."""
    lines = [(sub.item.code, sub.answer(layer))]
    lines += [(line.item.code, line.answer(layer)) for line in sub.criteria]
    parts = [f"{code}\x1e{answer.value}\x1e{answer.note}" for code, answer in lines]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def edition_of(year: int) -> SakipEdition | None:
    return SakipEdition.objects.select_related("instrument").filter(year=year).first()


def find_evaluation(organization_id: int, year: int) -> SakipEvaluation | None:
    rows = SakipEvaluation.objects.select_related("edition__instrument", "organization")
    return rows.filter(organization_id=organization_id, edition__year=year).first()


def load_sheet(edition: SakipEdition, organization: Organization) -> Sheet:
    """The sheet with everything on it, in four statements."""
    evaluation = find_evaluation(organization.pk, edition.year)
    items = list(edition.instrument.items.all())
    found = components_of(
        edition.instrument.method, items, _answers(evaluation), _proofs(evaluation)
    )
    return Sheet(edition, organization, evaluation, found)


def components_of(
    method: str,
    items: Iterable[SakipItem],
    answers: Mapping[int, Answers],
    proofs: Mapping[int, Sequence[SakipProof]] = NO_PROOFS,
) -> tuple[Component, ...]:
    """The tree of a sheet's items (in their order) with what was answered to them."""
    children: dict[int | None, list[SakipItem]] = defaultdict(list)
    for item in items:
        children[item.parent_id].append(item)

    def sub(item: SakipItem) -> Sub:
        lines = [
            Criterion(c, answers.get(c.pk, {}), proofs.get(c.pk, ())) for c in children[item.pk]
        ]
        return Sub(item, method, lines, answers.get(item.pk, {}))

    return tuple(Component(item, [sub(s) for s in children[item.pk]]) for item in children[None])


def _answers(evaluation: SakipEvaluation | None) -> dict[int, dict[str, Answer]]:
    found: dict[int, dict[str, Answer]] = defaultdict(dict)
    if evaluation is None:
        return found
    rows = SakipAnswer.objects.filter(evaluation=evaluation).select_related("updated_by")
    for row in rows:
        by = row.updated_by.full_name if row.updated_by else ""
        found[row.item_id][row.layer] = Answer(row.value, row.note, by, row.updated_at)
    return found


def _proofs(evaluation: SakipEvaluation | None) -> dict[int, list[SakipProof]]:
    found: dict[int, list[SakipProof]] = defaultdict(list)
    if evaluation is None:
        return found
    for row in SakipProof.objects.filter(evaluation=evaluation).select_related("evidence"):
        found[row.item_id].append(row)
    return found
