"""Questionnaires as data: questions of the nine elements, local questions, wording by language."""

import pgtrigger
from django.db import models
from django.db.models import Q

from organizations.models import Organization
from surveys.choices import Element, ElementOrder, Language, QuestionKind, QuestionnaireState

from .frozen import draft_only

_DRAFT = QuestionnaireState.DRAFT.value
_QUESTIONNAIRE = "surveys_questionnaire"
_OF_QUESTION = "surveys_question.questionnaire_id"


class Questionnaire(models.Model):
    """A version of a questionnaire; once it is in use it never changes, a next version does."""

    code = models.SlugField("kode", max_length=60)
    version = models.PositiveSmallIntegerField("versi", default=1)
    title = models.CharField("judul", max_length=160)
    owner = models.ForeignKey(
        Organization, verbose_name="milik", null=True, blank=True, on_delete=models.PROTECT,
        related_name="+", help_text="Kosong: untuk seluruh kota",
    )  # fmt: skip
    element_order = models.CharField(
        "urutan unsur", max_length=12, choices=ElementOrder, default=ElementOrder.QUESTIONNAIRE
    )
    basis = models.CharField("dasar hukum", max_length=200)
    asks_comment = models.BooleanField("tanyakan saran", default=True)
    state = models.CharField(
        "status", max_length=10, choices=QuestionnaireState, default=QuestionnaireState.DRAFT
    )
    used_from = models.DateField("dipakai sejak", null=True, blank=True)

    class Meta:
        verbose_name = "kuesioner"
        verbose_name_plural = "kuesioner"
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "version"], name="surveys_questionnaire_version_once"
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(state=QuestionnaireState.ACTIVE),
                name="surveys_questionnaire_one_active",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="in_use_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    f"OLD.state <> '{_DRAFT}' AND (NEW.state = '{_DRAFT}' OR"
                    " (OLD.code, OLD.version, OLD.title, OLD.owner_id, OLD.element_order, OLD.basis,"
                    " OLD.asks_comment) IS DISTINCT FROM (NEW.code, NEW.version, NEW.title,"
                    " NEW.owner_id, NEW.element_order, NEW.basis, NEW.asks_comment))"
                ),
            ),
            pgtrigger.Protect(
                name="in_use_remains",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition(f"OLD.state <> '{_DRAFT}'"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} (versi {self.version})"

    @property
    def tone(self) -> str:
        """Of the badge of its state."""
        return QuestionnaireState.tone_of(self.state)


class Question(models.Model):
    """A question of an element, or a local one that never enters the index (no element)."""

    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.CASCADE, related_name="questions"
    )
    code = models.SlugField("kode", max_length=40)
    element = models.CharField("unsur", max_length=12, choices=Element, blank=True)
    kind = models.CharField(
        "bentuk", max_length=10, choices=QuestionKind, default=QuestionKind.SCALE
    )
    position = models.PositiveSmallIntegerField("urutan")
    is_required = models.BooleanField("wajib dijawab", default=True)

    class Meta:
        verbose_name = "pertanyaan"
        verbose_name_plural = "pertanyaan"
        ordering = ["questionnaire", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "code"], name="surveys_question_once"),
            models.CheckConstraint(
                condition=Q(element="") | Q(kind=QuestionKind.SCALE, is_required=True),
                name="surveys_question_element_is_scale",
                violation_error_message="Pertanyaan unsur berskala 1–4 dan wajib dijawab.",
            ),
        ]
        triggers = [draft_only(_QUESTIONNAIRE, _DRAFT, "questionnaire_id")]

    def __str__(self) -> str:
        return f"{self.questionnaire}: {self.code}"


class QuestionText(models.Model):
    """The wording of a question in one language; `spoken` where reading aloud differs."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField("bahasa", max_length=5, choices=Language)
    text = models.CharField("pertanyaan", max_length=300)
    spoken = models.CharField("dibacakan", max_length=300, blank=True)

    class Meta:
        verbose_name = "bunyi pertanyaan"
        verbose_name_plural = "bunyi pertanyaan"
        ordering = ["question", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "language"], name="surveys_question_text_once"
            )
        ]
        triggers = [draft_only(_QUESTIONNAIRE, _DRAFT, "question_id", _OF_QUESTION)]

    def __str__(self) -> str:
        return self.text


class Option(models.Model):
    """An answer to choose; of a scale its value is the score 1 to 4."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="options")
    value = models.PositiveSmallIntegerField("nilai")
    symbol = models.CharField("gambar", max_length=8, blank=True)

    class Meta:
        verbose_name = "pilihan jawaban"
        verbose_name_plural = "pilihan jawaban"
        ordering = ["question", "value"]
        constraints = [
            models.UniqueConstraint(fields=["question", "value"], name="surveys_option_once")
        ]
        triggers = [draft_only(_QUESTIONNAIRE, _DRAFT, "question_id", _OF_QUESTION)]

    def __str__(self) -> str:
        return f"{self.question}: {self.value}"


class OptionText(models.Model):
    option = models.ForeignKey(Option, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField("bahasa", max_length=5, choices=Language)
    text = models.CharField("pilihan", max_length=120)

    class Meta:
        verbose_name = "bunyi pilihan"
        verbose_name_plural = "bunyi pilihan"
        ordering = ["option", "language"]
        constraints = [
            models.UniqueConstraint(fields=["option", "language"], name="surveys_option_text_once")
        ]
        triggers = [
            draft_only(
                _QUESTIONNAIRE, _DRAFT, "option_id", "surveys_option.question_id", _OF_QUESTION
            )
        ]

    def __str__(self) -> str:
        return self.text
