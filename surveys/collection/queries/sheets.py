"""The wording of a questionnaire in one language, as pages and paper show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from surveys.choices import Language, QuestionKind
from surveys.models import Option, OptionText, Question, QuestionText

# Drawn by us: not every device has letters for them (static/img/faces.svg).
FACES = {"😞": "face-1", "🙁": "face-2", "🙂": "face-3", "😀": "face-4"}


@dataclass(frozen=True)
class Choice:
    value: int
    text: str
    symbol: str

    @property
    def face(self) -> str:
        """The drawing that stands for the symbol; empty where it is shown as it was typed."""
        return FACES.get(self.symbol, "")


@dataclass(frozen=True)
class Item:
    """A question as it is read; `choices` is empty where text is written."""

    code: str
    element: str
    is_required: bool
    text: str
    spoken: str
    choices: tuple[Choice, ...]

    @property
    def field(self) -> str:
        return f"q_{self.code}"

    @property
    def is_text(self) -> bool:
        return not self.choices


def items_of(questionnaire_id: int, language: str) -> list[Item]:
    """The questions in their order; Indonesian where a wording is missing. Four statements."""
    wanted = [language, Language.INDONESIAN]
    options = Option.objects.order_by("value").prefetch_related(
        Prefetch("texts", OptionText.objects.filter(language__in=wanted))
    )
    questions = (
        Question.objects.filter(questionnaire_id=questionnaire_id)
        .order_by("position", "pk")
        .prefetch_related(
            Prefetch("texts", QuestionText.objects.filter(language__in=wanted)),
            Prefetch("options", options),
        )
    )
    return [_item(question, language) for question in questions]


def _item(question: Question, language: str) -> Item:
    words = _of(question.texts.all(), language)
    given = [] if question.kind == QuestionKind.TEXT else question.options.all()
    return Item(
        code=question.code,
        element=question.element,
        is_required=question.is_required,
        text=words.text if words else question.code,
        spoken=(words.spoken or words.text) if words else question.code,
        choices=tuple(_choice(option, language) for option in given),
    )


def _choice(option: Option, language: str) -> Choice:
    words = _of(option.texts.all(), language)
    return Choice(option.value, words.text if words else str(option.value), option.symbol)


def _of(texts: Iterable, language: str):  # type: ignore[no-untyped-def]
    """The wording in this language, else the Indonesian one."""
    by_language = {text.language: text for text in texts}
    return by_language.get(language) or by_language.get(Language.INDONESIAN)
