"""A page with one form, and a page that asks once more."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError
from django.forms import BaseForm, Form, TextInput
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View
from psycopg.errors import UniqueViolation

from organizations.editing import ChangedMeanwhile
from organizations.texts import clean_text
from organizations.web.once import TWICE, Sending
from organizations.web.pages import Crumb, StaffView, page

JUST_SAVED = "Isian yang sama baru saja disimpan. Lihat daftarnya sebelum menyimpan lagi."


def in_one_line(form: BaseForm) -> None:
    """What is typed into a line is one line, as browsers send it and whatever a program sends: a
    name with lines of its own would stand in mails as words of the portal."""
    lines = [
        form.add_prefix(name)
        for name, field in form.fields.items()
        if type(field.widget) is TextInput
    ]
    broken = [name for name in lines if len(str(form.data.get(name, "")).splitlines()) > 1]
    if broken:
        data = form.data.copy()
        data.update({name: clean_text(data[name]) for name in broken})
        form.data = data


class FormMixin(View):
    """Show a form, judge what was sent, act, say so and go on; what was typed stays.

    A subclass gives `form_class` (or `form`, where a form needs more than the data), `save`,
    the words, and where it needs to `decide`, `back` and `after`. An action's ValidationError
    becomes an error of the form (400), a ChangedMeanwhile goes to `conflict` (409), a row that
    somebody else added in the same moment is told as well (409); in all of them nothing was saved.
    With `once` the same sending is saved once: for rows that nothing else tells apart, on pages
    whose answer shows nothing that would be lost with it.
    """

    form_class: type[BaseForm] = Form
    template = "components/form_page.html"
    title = ""  # of the browser's tab; empty: the heading
    heading = ""
    lead = ""
    submit = "Simpan"
    tone = "primary"
    done = "Tersimpan."  # said afterwards; {saved} is what `save` gave back
    back = ""  # where "Batal" leads; empty: no such link
    trail: Sequence[Crumb] = ()
    once = False

    def decide(self) -> None:
        """Refuse whoever may not (404, or `allow` of a decision), before anything else."""

    def form(self, *given: Any) -> BaseForm:
        """The form; `given` is empty, or the data and files that were sent."""
        return self.form_class(*given)

    def save(self, form: Any) -> Any:
        """Call the action with what the form holds, and give back what it made."""
        raise TypeError("save is the subclass's")

    def said(self, saved: Any) -> str:
        return self.done.format(saved=saved)

    def after(self, saved: Any) -> str:
        """Where a saved form leads."""
        return self.back

    def conflict(self, form: Any, error: ChangedMeanwhile) -> HttpResponse:
        """Somebody else saved first: say so, keep what was typed, let it be sent again."""
        renew(form, **error.marks)
        return self.refuse(form, error)

    def context(self, form: Any) -> dict[str, Any]:
        """What the template needs beside the form and the words."""
        return {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.decide()
        return self.show(self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.decide()
        form = self.form(request.POST, request.FILES)
        in_one_line(form)
        if not form.is_valid():
            return self.show(form, status=400)
        sending = Sending(request) if self.once else None
        if sending and not sending.is_first():
            messages.info(request, TWICE)
            return redirect(self.back or request.path)
        try:
            with sending.ending() if sending else nullcontext():
                saved = self.save(form)
        except ChangedMeanwhile as error:
            return self.conflict(form, error)
        except ValidationError as error:
            return self.refuse(form, error)
        except IntegrityError as error:
            return self.refuse(form, just_saved(error))
        return self.leave(saved)

    def leave(self, saved: Any) -> HttpResponse:
        """After saving: say it and go on; a page that shows its result overrides this."""
        if words := self.said(saved):
            messages.success(self.request, words)
        return redirect(self.after(saved))

    def refuse(self, form: Any, error: ValidationError) -> HttpResponse:
        """An action's refusal; nothing was saved. An error may have a `status` of its own."""
        self.put_errors(form, error)
        return self.show(form, status=getattr(error, "status", 400))

    def put_errors(self, form: Any, error: ValidationError) -> None:
        """Where an action's errors stand: at the fields they name, else above the form."""
        add_errors(form, error)

    def show(self, form: BaseForm, status: int = 200, **more: Any) -> HttpResponse:
        context = {
            "form": form,
            "title": self.title or self.heading,
            "heading": self.heading,
            "lead": self.lead,
            "submit": self.submit,
            "tone": self.tone,
            "back": self.back,
            **self.context(form),
            **more,
        }
        return page(self.request, self.template, context, crumbs=self.trail, status=status)


class FormPage(FormMixin, StaffView):
    """The form page of somebody who is signed in."""


class ConfirmPage(FormPage):
    """Asks once more, then acts; nothing is typed. `text` says what follows from it."""

    template = "components/confirm_page.html"
    tone = "danger"
    text = ""

    def context(self, form: Any) -> dict[str, Any]:
        return {"text": self.text}


def just_saved(error: IntegrityError) -> ValidationError:
    """What to say where the same row was added in this moment; any other breach is raised again."""
    if not isinstance(error.__cause__, UniqueViolation):
        raise error
    refusal = ValidationError(JUST_SAVED)
    refusal.status = 409  # type: ignore[attr-defined]
    return refusal


def add_errors(form: BaseForm, error: ValidationError) -> None:
    """An action's errors at the fields they name; the rest, and unknown fields, above the form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, found in error.error_dict.items():
        known = name != NON_FIELD_ERRORS and name in form.fields
        form.add_error(name if known else None, found)


def renew(form: BaseForm, **hidden: Any) -> None:
    """Give hidden fields of a sent form new values; everything else stays as it was typed."""
    data: Any = form.data.copy()
    data.update({name: str(value) for name, value in hidden.items()})
    form.data = data
