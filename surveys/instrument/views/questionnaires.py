"""Questionnaires: versions, a draft and its questions, the preview, putting one to use."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from organizations import activity
from organizations.access import allow
from organizations.web import (
    ConfirmPage,
    Crumb,
    FormPage,
    StaffView,
    TransitionView,
    buttons,
    page,
    paged,
)
from surveys import permissions, states
from surveys.choices import Element, Language, QuestionnaireState
from surveys.instrument.actions import questionnaires as actions
from surveys.instrument.forms.questionnaires import CopyForm, HeadingForm, QuestionForm
from surveys.instrument.queries.questionnaires import (
    complete_languages,
    faults,
    items,
    language_lines,
    users_of,
    visible_questionnaires,
)
from surveys.instrument.views.base import DESK
from surveys.instrument.views.units import own_organizations
from surveys.models import Question, Questionnaire

LIST = Crumb("Kuesioner", "/kerja/survei/kuesioner/")
PER_PAGE = 25
MOVES = {move.name: move for move in states.QUESTIONNAIRE}


class QuestionnaireListView(StaffView):
    def get(self, request: HttpRequest) -> HttpResponse:
        allow(permissions.can_open(request.user))
        rows = visible_questionnaires(request.user).order_by("title", "code", "-version")
        context = paged(request, rows, PER_PAGE)
        return page(request, "surveys/instrument/questionnaires.html", context, crumbs=[DESK])


class QuestionnaireView(StaffView):
    """A page about a questionnaire the person may see."""

    @cached_property
    def questionnaire(self) -> Questionnaire:
        allow(permissions.can_open(self.request.user))
        return self.seen(self.kwargs["pk"])

    def seen(self, pk: int) -> Questionnaire:
        found = visible_questionnaires(self.request.user).filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    @property
    def url(self) -> str:
        return reverse("surveys:questionnaire-detail", args=[self.questionnaire.pk])

    @property
    def trail(self) -> list[Crumb]:
        return [DESK, LIST, Crumb(str(self.questionnaire), self.url)]


class QuestionnaireDetailView(QuestionnaireView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        found = self.questionnaire
        may = bool(permissions.can_manage_questionnaire(request.user, found))
        is_draft = found.state == QuestionnaireState.DRAFT
        context = {
            "questionnaire": found,
            "items": items(found),
            "languages": language_lines(found),
            "faults": faults(found) if is_draft else [],
            "units": users_of(found).count(),
            "may_edit": may and is_draft,
            "may_copy": may or own_organizations(request.user).exists(),
            "buttons": buttons(
                MOVES, request.user, found, ask=True,
                url=lambda name: reverse("surveys:questionnaire-move", args=[found.pk, name]),
            ),
            "history": activity.history_of(found)[:20],
        }  # fmt: skip
        return page(request, "surveys/instrument/questionnaire.html", context, crumbs=[DESK, LIST])


class PreviewView(QuestionnaireView):
    """As the respondent meets it, in each language that is complete; nothing is sent."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        found = self.questionnaire
        known = complete_languages(found)
        language = request.GET.get("bahasa", "")
        language = language if language in Language.values else Language.INDONESIAN.value
        context = {
            "questionnaire": found,
            "items": items(found, language),
            "language": language,
            "languages": [
                {
                    "label": one.label if one.value in known else f"{one.label} (belum lengkap)",
                    "url": f"?bahasa={one.value}",
                    "active": one.value == language,
                }
                for one in Language
            ],
        }
        return page(request, "surveys/instrument/preview.html", context, crumbs=self.trail)


class QuestionnaireMoveView(QuestionnaireView, TransitionView):
    transitions: ClassVar[Any] = MOVES

    def get_object(self) -> Questionnaire:
        return self.questionnaire

    def move(self, obj: Any, transition: Any, note: str) -> Any:
        if transition is states.ACTIVATE:
            return actions.activate_questionnaire(questionnaire=obj, by=self.request.user)
        return actions.retire_questionnaire(questionnaire=obj, by=self.request.user)

    def success_url(self, obj: Any) -> str:
        return self.url


class QuestionnaireForm(QuestionnaireView, FormPage):
    """A form about a draft; one in use says how to go on."""

    def decide(self) -> None:
        allow(permissions.can_manage_questionnaire(self.request.user, self.questionnaire))
        if self.questionnaire.state != QuestionnaireState.DRAFT:
            raise PermissionDenied(actions.IN_USE)

    @property
    def back(self) -> str:  # type: ignore[override]
        return self.url

    @property
    def lead(self) -> str:  # type: ignore[override]
        return str(self.questionnaire)


class QuestionnaireEditView(QuestionnaireForm):
    heading = "Ubah kuesioner"

    def form(self, *given: Any) -> Any:
        return HeadingForm(*given, questionnaire=self.questionnaire)

    def save(self, form: Any) -> Questionnaire:
        return actions.save_heading(
            questionnaire=self.questionnaire,
            values=form.values(),
            by=self.request.user,
            mark=form.cleaned_data["mark"],
        )


class QuestionnaireCopyView(QuestionnaireForm):
    once = True
    heading = "Salin kuesioner"
    submit = "Salin"
    done = "Salinan dibuat sebagai konsep. Ubah pertanyaannya, lalu pakai."

    @cached_property
    def owners(self) -> list[Any]:
        return list(own_organizations(self.request.user))

    @cached_property
    def may_version(self) -> bool:
        found = self.questionnaire
        return bool(permissions.can_manage_questionnaire(self.request.user, found))

    def decide(self) -> None:
        if not self.owners:
            allow(permissions.can_manage_questionnaire(self.request.user, self.questionnaire))

    def form(self, *given: Any) -> Any:
        return CopyForm(*given, may_version=self.may_version, owners=self.owners)

    def save(self, form: Any) -> Questionnaire:
        return actions.copy_questionnaire(
            questionnaire=self.questionnaire, owner=form.chosen(), by=self.request.user
        )

    def after(self, saved: Any) -> str:
        return reverse("surveys:questionnaire-detail", args=[saved.pk])


class QuestionCreateView(QuestionnaireForm):
    once = True
    template = "surveys/instrument/question_form.html"
    heading = "Tambah pertanyaan"
    done = "Pertanyaan tersimpan."

    @cached_property
    def question(self) -> Question:
        asked = self.request.GET.get("unsur", "")
        element = asked if asked in Element.values else ""
        return Question(questionnaire=self.questionnaire, element=element)

    def form(self, *given: Any) -> Any:
        return QuestionForm(*given, question=self.question)

    def save(self, form: Any) -> Question:
        return actions.save_question(
            question=self.question,
            words=form.words(),
            by=self.request.user,
            mark=form.cleaned_data["mark"],
        )


class QuestionEditView(QuestionCreateView):
    heading = "Ubah pertanyaan"

    @cached_property
    def question(self) -> Question:
        found = Question.objects.filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def questionnaire(self) -> Questionnaire:
        allow(permissions.can_open(self.request.user))
        return self.seen(self.question.questionnaire_id)


class QuestionDeleteView(QuestionEditView, ConfirmPage):
    template = "components/confirm_page.html"
    heading = "Hapus pertanyaan?"
    submit = "Hapus"
    done = "Pertanyaan dihapus."

    @property
    def text(self) -> str:  # type: ignore[override]
        return str(self.question.texts.filter(language=Language.INDONESIAN).first() or "")

    def form(self, *given: Any) -> Any:
        return self.form_class(*given)

    def save(self, form: Any) -> None:
        actions.delete_question(question=self.question, by=self.request.user)
