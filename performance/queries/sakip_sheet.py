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
from performance.choices import SakipLayer, SakipLevel, SakipMethod, SakipState
from performance.models import (
    SakipAnswer,
    SakipEdition,
    SakipEvaluation,
    SakipItem,
    SakipProof,
)

YES = "Y"


@dataclass(frozen=True)
class Answer:
    """What one layer answered to a line, and who wrote it when."""

    value: str = ""
    note: str = ""
    by: str = ""
    at: datetime | None = None


NO_ANSWER = Answer()
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
        return total_of([sub.weighted(layer) for sub in self.subs])


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
        found = total_of([component.weighted(layer) for component in self.components])
        return None if found is None else formulas.sakip_predicate(found)

    @property
    def result_layer(self) -> str:
        """What a document may print: the result once the draft was sent, else the unit's own."""
        shared = (SakipState.REPLY, SakipState.CLOSING, SakipState.FINAL)
        if self.evaluation is not None and self.evaluation.state in shared:
            return SakipLayer.FINAL
        return SakipLayer.SELF


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


def total_of(parts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of parts, none of which may be missing: a gap never shrinks the denominator."""
    found = list(parts)
    known = [part for part in found if part is not None]
    return sum(known, Decimal(0)) if found and len(known) == len(found) else None


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
    answers, proofs = _answers(evaluation), _proofs(evaluation)
    children: dict[int | None, list[SakipItem]] = defaultdict(list)
    for item in items:
        children[item.parent_id].append(item)
    components = [
        Component(
            item,
            [
                _sub(sub, edition.instrument.method, children[sub.pk], answers, proofs)
                for sub in children[item.pk]
            ],
        )
        for item in children[None]
        if item.level == SakipLevel.COMPONENT
    ]
    return Sheet(edition, organization, evaluation, tuple(components))


def _sub(
    item: SakipItem,
    method: str,
    criteria: Sequence[SakipItem],
    answers: Mapping[int, Answers],
    proofs: Mapping[int, Sequence[SakipProof]],
) -> Sub:
    lines = [Criterion(c, answers.get(c.pk, {}), proofs.get(c.pk, ())) for c in criteria]
    return Sub(item, method, lines, answers.get(item.pk, {}))


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
