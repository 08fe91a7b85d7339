"""What a questionnaire asks, without its wording: enough to judge an answer."""

from __future__ import annotations

from dataclasses import dataclass

from surveys.choices import QuestionKind
from surveys.models import Question


@dataclass(frozen=True)
class Asked:
    """A question: whose element it is ("" of a local one), and the values it offers."""

    pk: int
    code: str
    element: str
    kind: str
    is_required: bool
    values: frozenset[int]

    @property
    def is_text(self) -> bool:
        return self.kind == QuestionKind.TEXT


def shape_of(questionnaire_id: int) -> dict[str, Asked]:
    """Code → question in their order; one statement."""
    rows = (
        Question.objects.filter(questionnaire_id=questionnaire_id)
        .order_by("position", "pk", "options__value")
        .values_list("pk", "code", "element", "kind", "is_required", "options__value")
    )
    values: dict[str, set[int]] = {}
    found: dict[str, tuple[int, str, str, str, bool]] = {}
    for pk, code, element, kind, is_required, value in rows:
        found[code] = (pk, code, element, kind, is_required)
        values.setdefault(code, set())
        if value is not None:
            values[code].add(value)
    return {
        code: Asked(*row, values=frozenset(values[code]))  # in the order of its fields
        for code, row in found.items()
    }
