"""A questionnaire read whole: its questions in order, its languages, and what keeps it from use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db.models import Q, QuerySet

from organizations.access import access_of
from surveys.choices import Element, ElementOrder, Language, QuestionKind, QuestionnaireState
from surveys.models import Option, OptionText, Question, Questionnaire, QuestionText, ServiceUnit

MOST_OF_ELEMENT, SCALE, FEWEST_CHOICES = 4, (1, 2, 3, 4), 2
# Questions that would bring the person back into an answer that has none.
PERSONAL = re.compile(
    r"\b(nama (anda|lengkap|ibu|bapak|saudara)|siapa nama|nik|nomor (ktp|induk|telepon|hp|ponsel|wa"
    r"|whatsapp)|no\.? ?(hp|telp|wa)|alamat (rumah|anda|e-?mail)|e-?mail|surel)\b",
    re.IGNORECASE,
)
NO_QUESTION = "Unsur “{element}” belum punya pertanyaan."
TOO_MANY = "Unsur “{element}” punya {count} pertanyaan; paling banyak empat."
NOT_FOUR = "Pertanyaan “{text}” harus punya pilihan bernilai 1 sampai 4."
FEW = "Pertanyaan “{text}” perlu sekurang-kurangnya dua pilihan."
UNWRITTEN = "Bahasa Indonesia belum lengkap: {count} bunyi masih kosong."
ASKS_PERSON = "Pertanyaan “{text}” menanyakan identitas. Jawaban survei selalu anonim."


@dataclass(frozen=True)
class Choice:
    value: int
    symbol: str
    text: str


@dataclass(frozen=True)
class Item:
    """A question in one language."""

    pk: int
    code: str
    element: str
    number: str  # U1 to U9 in the order of this questionnaire; empty for a local one
    kind: str
    is_required: bool
    text: str
    spoken: str
    choices: Sequence[Choice]

    @property
    def label(self) -> str:
        return Element(self.element).label if self.element else "Pertanyaan tambahan"

    @property
    def kind_label(self) -> str:
        return QuestionKind(self.kind).label


def items(questionnaire: Questionnaire, language: str = Language.INDONESIAN) -> list[Item]:
    """Questions of the elements in their published order, then local ones: four statements."""
    order = [e.value for e in ElementOrder(questionnaire.element_order).elements()]
    texts = {
        row.question_id: row
        for row in QuestionText.objects.filter(
            question__questionnaire=questionnaire, language=language
        )
    }
    words = dict(
        OptionText.objects.filter(
            option__question__questionnaire=questionnaire, language=language
        ).values_list("option", "text")
    )
    choices: dict[int, list[Choice]] = {}
    for option in Option.objects.filter(question__questionnaire=questionnaire).order_by("value"):
        text = words.get(option.pk, "")
        choices.setdefault(option.question_id, []).append(Choice(option.value, option.symbol, text))
    rows = list(Question.objects.filter(questionnaire=questionnaire))
    rows.sort(key=lambda row: (_place(row, order), row.position, row.pk))
    return [
        Item(
            pk=row.pk,
            code=row.code,
            element=row.element,
            number=f"U{order.index(row.element) + 1}" if row.element else "",
            kind=row.kind,
            is_required=row.is_required,
            text=texts[row.pk].text if row.pk in texts else "",
            spoken=texts[row.pk].spoken if row.pk in texts else "",
            choices=choices.get(row.pk, []),
        )
        for row in rows
    ]


def _place(row: Question, order: Sequence[str]) -> int:
    return order.index(row.element) if row.element else len(order)


def gaps(questionnaire: Questionnaire) -> dict[str, int]:
    """Language → how many wordings are missing; 0 is a language that can be offered."""
    questions = Question.objects.filter(questionnaire=questionnaire).count()
    options = Option.objects.filter(question__questionnaire=questionnaire).count()
    asked = Counter(
        QuestionText.objects.filter(question__questionnaire=questionnaire)
        .exclude(text="")
        .values_list("language", flat=True)
    )
    chosen = Counter(
        OptionText.objects.filter(option__question__questionnaire=questionnaire)
        .exclude(text="")
        .values_list("language", flat=True)
    )
    return {
        language: questions + options - asked[language] - chosen[language]
        for language in Language.values
    }


def complete_languages(questionnaire: Questionnaire) -> list[str]:
    return [language for language, missing in gaps(questionnaire).items() if not missing]


def offered_languages(unit: ServiceUnit, questionnaire: Questionnaire) -> list[str]:
    """What a respondent may choose: chosen by the unit and complete in the questionnaire."""
    return [one for one in complete_languages(questionnaire) if one in unit.languages]


def faults(questionnaire: Questionnaire) -> list[str]:
    """What keeps a draft from being used, each a sentence."""
    found = items(questionnaire)
    counted = Counter(item.element for item in found if item.element)
    said = [NO_QUESTION.format(element=e.label) for e in Element if not counted[e.value]]
    said += [
        TOO_MANY.format(element=e.label, count=counted[e.value])
        for e in Element
        if counted[e.value] > MOST_OF_ELEMENT
    ]
    for item in found:
        values = tuple(choice.value for choice in item.choices)
        text = item.text or item.code
        if item.kind == QuestionKind.SCALE and values != SCALE:
            said.append(NOT_FOUR.format(text=text))
        if item.kind == QuestionKind.CHOICE and len(values) < FEWEST_CHOICES:
            said.append(FEW.format(text=text))
        if not item.element and PERSONAL.search(item.text):
            said.append(ASKS_PERSON.format(text=text))
    missing = gaps(questionnaire)[Language.INDONESIAN]
    if missing:
        said.append(UNWRITTEN.format(count=missing))
    return said


@dataclass(frozen=True)
class LanguageLine:
    value: str
    label: str
    missing: int


def language_lines(questionnaire: Questionnaire) -> list[LanguageLine]:
    missing = gaps(questionnaire)
    return [LanguageLine(one.value, one.label, missing[one.value]) for one in Language]


def visible_questionnaires(user: Any) -> QuerySet[Questionnaire]:
    """The city's, and those of OPDs the person works for."""
    own = access_of(user).q("surveys.view", "owner")
    return Questionnaire.objects.filter(Q(owner=None) | own).select_related("owner")


def versions_in_use(questionnaire_id: int) -> QuerySet[Questionnaire]:
    """The version of a questionnaire that is in use: one row, none where it was stopped."""
    code = Questionnaire.objects.filter(pk=questionnaire_id).values("code")
    return Questionnaire.objects.filter(state=QuestionnaireState.ACTIVE, code__in=code)


def users_of(questionnaire: Questionnaire) -> QuerySet[ServiceUnit]:
    """Units in use that ask by any version of it."""
    return ServiceUnit.objects.filter(is_active=True, questionnaire__code=questionnaire.code)


def question_mark(question: Question) -> str:
    """What a form was opened on: another one once somebody saved the question, its words or options."""
    row = Question.objects.values_list("element", "kind", "is_required").get(pk=question.pk)
    texts = QuestionText.objects.filter(question=question).order_by("language")
    options = Option.objects.filter(question=question).order_by("value", "texts__language")
    told = (
        row,
        list(texts.values_list("language", "text", "spoken")),
        list(options.values_list("value", "symbol", "texts__language", "texts__text")),
    )
    return sha256(repr(told).encode()).hexdigest()[:16]
