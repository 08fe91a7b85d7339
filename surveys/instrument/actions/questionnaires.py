"""Questionnaires in versions: copied, edited as drafts, used, replaced. What is in use stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from organizations import activity
from organizations.access import allow
from organizations.actions.saving import MEANWHILE, free_slug, save_row
from organizations.editing import ChangedMeanwhile
from organizations.models import Organization, User
from organizations.workflow import perform
from surveys import permissions, states
from surveys.choices import Element, Language, QuestionKind, QuestionnaireState
from surveys.instrument.queries.questionnaires import (
    MOST_OF_ELEMENT,
    faults,
    items,
    question_mark,
    users_of,
    versions_in_use,
    visible_questionnaires,
)
from surveys.models import Option, OptionText, Question, Questionnaire, QuestionText

IN_USE = "Kuesioner yang sudah dipakai tidak diubah lagi. Buat versi berikutnya, lalu ubah di sana."
HAS_DRAFT = "Sudah ada konsep versi {version} dari kuesioner ini. Lanjutkan konsep itu."
STILL_USED = "Masih dipakai {count} unit layanan. Pindahkan unit itu ke kuesioner lain lebih dulu."
FULL = "Unsur “{element}” sudah punya empat pertanyaan, jumlah paling banyak."
MOST_LOCAL = 10
FULL_LOCAL = f"Pertanyaan tambahan paling banyak {MOST_LOCAL}."
UNSEEN = "Kuesioner ini milik perangkat daerah lain."


@dataclass(frozen=True)
class OptionWords:
    """An option as typed: its value, its symbol, its words by language."""

    value: int
    symbol: str
    texts: Mapping[str, str]


@dataclass(frozen=True)
class QuestionWords:
    """A question as typed; empty words are left out."""

    element: str
    kind: str
    is_required: bool
    texts: Mapping[str, str]
    spoken: Mapping[str, str] = field(default_factory=dict)
    options: tuple[OptionWords, ...] = ()


@transaction.atomic
def copy_questionnaire(
    *, questionnaire: Questionnaire, owner: Organization | None, by: User
) -> Questionnaire:
    """A draft with the same questions: the next version, or with `owner` one of that OPD's own."""
    if not visible_questionnaires(by).filter(pk=questionnaire.pk).exists():
        allow(permissions.denied(UNSEEN))
    if owner is None:
        allow(permissions.can_manage_questionnaire(by, questionnaire))
        values = {**_next_version(questionnaire), "owner": questionnaire.owner}
    else:
        allow(permissions.can_add_unit(by, owner.pk))
        stem = f"{questionnaire.code}-{owner.short_name}"
        values = {
            "code": free_slug(Questionnaire.objects.all(), stem),
            "version": 1,
            "owner": owner,
        }
    names = ("title", "basis", "element_order", "asks_comment")
    values |= {name: getattr(questionnaire, name) for name in names}
    made = Questionnaire.objects.create(**values)
    _copy_questions(questionnaire, made)
    activity.record(
        obj=made,
        verb="surveys.questionnaire.copy",
        summary=f"Kuesioner disalin dari {questionnaire}: {made}",
        by=by,
        organization=made.owner,
    )
    return made


def _next_version(questionnaire: Questionnaire) -> dict[str, Any]:
    """Of its code; refused while another draft waits."""
    same = Questionnaire.objects.select_for_update().filter(code=questionnaire.code)
    draft = same.filter(state=QuestionnaireState.DRAFT).first()
    if draft is not None:
        raise ValidationError(HAS_DRAFT.format(version=draft.version))
    newest = Questionnaire.objects.filter(code=questionnaire.code).aggregate(n=Max("version"))["n"]
    return {"code": questionnaire.code, "version": newest + 1}


def _copy_questions(source: Questionnaire, target: Questionnaire) -> None:
    rows = Question.objects.filter(questionnaire=source).prefetch_related("texts", "options__texts")
    for row in rows:
        texts, options = list(row.texts.all()), list(row.options.all())
        row.pk, row.questionnaire = None, target
        row._state.adding = True  # noqa: SLF001 - a copy
        row.save()
        _write(
            row,
            {text.language: text.text for text in texts},
            {text.language: text.spoken for text in texts},
            [
                OptionWords(o.value, o.symbol, {t.language: t.text for t in o.texts.all()})
                for o in options
            ],
        )


@transaction.atomic
def save_heading(
    *, questionnaire: Questionnaire, values: Mapping[str, Any], by: User, mark: str = ""
) -> Questionnaire:
    """Title, legal basis, order of the elements; the questions follow the order."""
    draft = _draft(questionnaire, by)
    saved = save_row(row=draft, values=values, by=by, organization=draft.owner, mark=mark)
    _renumber(saved)
    return saved


@transaction.atomic
def save_question(
    *, question: Question, words: QuestionWords, by: User, mark: str = ""
) -> Question:
    """A new or changed question of a draft, with its wording and options.

    `mark` is what the form was opened on; raises ChangedMeanwhile where that was changed since.
    """
    draft = _draft(question.questionnaire, by)
    if question.pk and mark and mark != (now := question_mark(question)):
        theirs = question.texts.filter(language=Language.INDONESIAN).first()
        raise ChangedMeanwhile(
            MEANWHILE.format(theirs=f"“{theirs.text if theirs else 'kosong'}”"), mark=now
        )
    _require_room(draft, question, words.element)
    if question.pk is None:
        others = Question.objects.filter(questionnaire=draft)
        question.code = free_slug(others, words.element or "tambahan")
        question.position = others.count() + 1
    kind = QuestionKind.SCALE.value if words.element else words.kind
    saved = save_row(
        row=question,
        values={
            "element": words.element,
            "kind": kind,
            "is_required": bool(words.element) or words.is_required,
        },
        by=by,
        organization=draft.owner,
    )
    _write(saved, words.texts, words.spoken, [] if kind == QuestionKind.TEXT else words.options)
    _renumber(draft)
    return saved


@transaction.atomic
def delete_question(*, question: Question, by: User) -> None:
    """Out of a draft; one that was in use keeps every question."""
    draft = _draft(question.questionnaire, by)
    text = str(question.texts.first() or question.code)
    question.delete()
    _renumber(draft)
    activity.record(
        obj=draft,
        verb="surveys.questionnaire.question_delete",
        summary=f"Pertanyaan dihapus dari {draft}: {text}",
        by=by,
        organization=draft.owner,
    )


@transaction.atomic
def activate_questionnaire(*, questionnaire: Questionnaire, by: User) -> Questionnaire:
    """Use a draft from the next period on, in place of the version before it.

    Running periods keep the version they began with. Raises ValidationError with all that is
    still missing.
    """
    if found := faults(questionnaire):
        raise ValidationError(found)
    before = versions_in_use(questionnaire.pk).first()
    if before is not None:
        perform(before, states.RETIRE, by=by, organization=before.owner)
    return perform(
        questionnaire,
        states.ACTIVATE,
        by=by,
        updates={"used_from": timezone.localdate()},
        organization=questionnaire.owner,
    )


@transaction.atomic
def retire_questionnaire(*, questionnaire: Questionnaire, by: User) -> Questionnaire:
    """Refused while units ask by it: their addresses would open nothing."""
    if count := users_of(questionnaire).count():
        raise ValidationError(STILL_USED.format(count=count))
    return perform(questionnaire, states.RETIRE, by=by, organization=questionnaire.owner)


def _draft(questionnaire: Questionnaire, by: User) -> Questionnaire:
    """The locked draft; whoever may not change it, or finds it in use, is told."""
    locked = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    allow(permissions.can_manage_questionnaire(by, locked))
    if locked.state != QuestionnaireState.DRAFT:
        raise ValidationError(IN_USE)
    return locked


def _require_room(draft: Questionnaire, question: Question, element: str) -> None:
    others = Question.objects.filter(questionnaire=draft, element=element).exclude(pk=question.pk)
    if not element and others.count() >= MOST_LOCAL:
        raise ValidationError(FULL_LOCAL)
    if element and others.count() >= MOST_OF_ELEMENT:
        label = Element(element).label
        raise ValidationError({"element": FULL.format(element=label)})


def _write(
    question: Question,
    texts: Mapping[str, str],
    spoken: Mapping[str, str],
    options: Any,
) -> None:
    """The wording and options as they are now, in place of what stood there."""
    QuestionText.objects.filter(question=question).delete()
    QuestionText.objects.bulk_create(
        QuestionText(
            question=question, language=language, text=text, spoken=spoken.get(language, "")
        )
        for language, text in texts.items()
        if text
    )
    Option.objects.filter(question=question).delete()
    made = Option.objects.bulk_create(
        Option(question=question, value=one.value, symbol=one.symbol) for one in options
    )
    OptionText.objects.bulk_create(
        OptionText(option=option, language=language, text=text)
        for option, one in zip(made, options, strict=True)
        for language, text in one.texts.items()
        if text
    )


def _renumber(draft: Questionnaire) -> None:
    """Positions as the respondent meets the questions: elements in their order, then the rest."""
    found = items(draft)
    rows = Question.objects.in_bulk([item.pk for item in found])
    for place, item in enumerate(found, 1):
        rows[item.pk].position = place
    Question.objects.bulk_update(rows.values(), ["position"])
