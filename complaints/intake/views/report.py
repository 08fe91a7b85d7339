"""Reporting, one question group a page; every page works without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import BaseForm, ModelChoiceField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from complaints.choices import ComplaintClass
from complaints.intake.actions.drafts import (
    add_files,
    begin_draft,
    remove_file,
    save_answers,
)
from complaints.intake.actions.guarding import check_uploads
from complaints.intake.forms.files import FilesForm
from complaints.intake.forms.report import (
    CategoryForm,
    ContactForm,
    KindForm,
    WhatForm,
    WhereForm,
)
from complaints.intake.queries.drafts import (
    NAMES,
    STEPS,
    answers_of,
    next_step,
    previous_step,
)
from complaints.intake.queries.nearby import similar_reports
from complaints.intake.views.quiet import DraftView, remember
from complaints.models import Category, Draft
from organizations.sender import address_of
from organizations.web import FormMixin, page

NUMBERS = re.compile(r"\b1\d\d\b")  # 112, 110, 119, 129
TITLES = {step.name: step.title for step in STEPS}


def step_url(name: str) -> str:
    return reverse("complaints:report-step", args=[name])


class StartView(DraftView):
    """What the city asks and promises, before anything is typed."""

    def get(self, request: HttpRequest) -> HttpResponse:
        draft = self.draft
        is_sent = draft is not None and draft.complaint_id is not None
        context = {"draft": draft, "is_sent": is_sent, "first": step_url(NAMES[0])}
        return page(request, "complaints/report/start.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """A new report; an unfinished one stays where it is."""
        response = redirect(step_url(NAMES[0]))
        if self.draft is None or self.draft.complaint_id or "baru" in request.POST:
            remember(response, request, begin_draft()[1])
        return response


class StepView(FormMixin, DraftView):
    """A page of the form. The first answer begins the draft; a sent one leads to its receipt."""

    step = ""
    template = "complaints/report/step.html"
    submit = "Lanjut"
    done = ""

    def stopped(self) -> HttpResponse | None:
        is_sent = self.draft is not None and self.draft.complaint_id
        return redirect("complaints:report-receipt") if is_sent else None

    @property
    def answers(self) -> dict[str, Any]:
        return answers_of(self.draft)

    def form(self, *given: Any) -> BaseForm:
        return self.form_class(*given, initial=self.initial())  # type: ignore[call-arg]

    def initial(self) -> dict[str, Any]:
        found = self.answers
        if day := found.get("happened_on"):
            found["happened_on"] = date.fromisoformat(day)
        return found

    def save(self, form: Any) -> Draft:
        self.token = ""
        draft = self.draft
        if draft is None:
            draft, self.token = begin_draft()
        return save_answers(draft=draft, answers={**stored(form), **self.more(form)})

    def more(self, form: Any) -> dict[str, Any]:
        """Answers beside the fields: that a page of optional questions was seen."""
        return {}

    def leave(self, saved: Draft) -> HttpResponse:
        response = redirect(step_url(next_step(self.step, answers_of(saved))))
        if self.token:
            remember(response, self.request, self.token)
        return response

    def context(self, form: Any) -> dict[str, Any]:
        before = previous_step(self.step)
        return {
            "heading": TITLES[self.step],
            "title": TITLES[self.step],
            "number": NAMES.index(self.step) + 1,
            "total": len(NAMES),
            "back": step_url(before) if before else reverse("complaints:report"),
        }


def stored(form: Any) -> dict[str, Any]:
    """The cleaned answers as JSON keeps them: keys of rows, days as text."""
    found = {}
    for name, value in form.cleaned_data.items():
        is_row = isinstance(form.fields[name], ModelChoiceField)
        found[name] = value.pk if is_row and value else value
    return found


class CategoryView(StepView):
    step, form_class = "kategori", CategoryForm
    template = "complaints/report/category.html"


class WhatView(StepView):
    step, form_class = "kejadian", WhatForm
    template = "complaints/report/what.html"

    def context(self, form: Any) -> dict[str, Any]:
        category = Category.objects.filter(pk=self.answers.get("category") or 0).first()
        stop = category.stop_message if category else ""
        return {**super().context(form), "stop": stop, "numbers": NUMBERS.findall(stop)}


class WhereView(StepView):
    step, form_class = "lokasi", WhereForm
    template = "complaints/report/where.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The place a photo told is taken when it is asked for, and forgotten either way."""
        offered = self.answers.get("offered")
        if offered and "pakai_foto" in request.POST:
            given = request.POST.copy()
            given["latitude"], given["longitude"] = offered
            request.POST = given  # type: ignore[assignment]
        return super().post(request, *args, **kwargs)

    def more(self, form: Any) -> dict[str, Any]:
        return {"placed": True, "offered": None, "seen_similar": False}

    def context(self, form: Any) -> dict[str, Any]:
        return {
            **super().context(form),
            "offered": self.answers.get("offered"),
            "tiles": settings.MAP_TILES,
            "attribution": settings.MAP_ATTRIBUTION,
        }

    def leave(self, saved: Draft) -> HttpResponse:
        if not similar_reports(answers_of(saved), timezone.now()):
            return super().leave(saved)
        response = redirect("complaints:report-similar")
        if self.token:
            remember(response, self.request, self.token)
        return response


def after_place(draft: Draft | None) -> str:
    """Where the report goes on after the page of similar ones."""
    return step_url(next_step(WhereView.step, answers_of(draft)))


class FilesView(StepView):
    step, form_class = "berkas", FilesForm
    template = "complaints/report/files.html"

    def save(self, form: Any) -> Draft:
        uploads = form.cleaned_data["files"]
        check_uploads(address=address_of(self.request), count=len(uploads))
        draft = super().save(form)
        if uploads:
            add_files(draft=draft, uploads=uploads)
        return draft

    def context(self, form: Any) -> dict[str, Any]:
        files = self.draft.files.all() if self.draft else []
        return {**super().context(form), "files": files}

    def leave(self, saved: Draft) -> HttpResponse:
        if "tambah" not in self.request.POST:
            return super().leave(saved)
        response = redirect(step_url(self.step))
        if self.token:
            remember(response, self.request, self.token)
        return response


class FileRemoveView(DraftView):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if self.draft is None:
            raise Http404
        try:
            remove_file(draft=self.draft, pk=pk)
        except ValidationError:  # sent meanwhile
            return redirect("complaints:report-receipt")
        return redirect(step_url("berkas"))


class KindView(StepView):
    step, form_class = "jenis", KindForm
    template = "complaints/report/kind.html"

    def initial(self) -> dict[str, Any]:
        return {"kind": self._kind(), **super().initial()}

    def _kind(self) -> str:
        category = self.context_category()
        kind = category.default_class if category else ComplaintClass.ORDINARY
        return ComplaintClass.ORDINARY if kind == ComplaintClass.SUPERVISORY else kind

    def context_category(self) -> Category | None:
        return Category.objects.filter(pk=self.answers.get("category") or 0).first()

    def context(self, form: Any) -> dict[str, Any]:
        return {**super().context(form), "category": self.context_category()}


class ContactView(StepView):
    step, form_class = "kontak", ContactForm
    template = "complaints/report/contact.html"

    def more(self, form: Any) -> dict[str, Any]:
        return {"asked_contact": True}

    def context(self, form: Any) -> dict[str, Any]:
        return {**super().context(form), "answers": self.answers}


VIEWS: Mapping[str, type[StepView]] = {
    view.step: view
    for view in (CategoryView, WhatView, WhereView, FilesView, KindView, ContactView)
}
