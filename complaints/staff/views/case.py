"""One case: its page, its files, the notes on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from complaints import permissions
from complaints.choices import ComplaintState, Outcome, Publicity
from complaints.models import SecretRead
from complaints.permissions import identity
from complaints.staff.actions.notes import write_note
from complaints.staff.actions.reading import mark_read, note_secret_read
from complaints.staff.forms.writing import NoteForm
from complaints.staff.queries.acts import acts_for
from complaints.staff.queries.case import case_file
from complaints.staff.queries.files import find_file
from complaints.staff.views.base import INBOX, CaseView
from organizations.access import allow
from organizations.models import User
from organizations.storage import FileTrouble, checked, evidence
from organizations.web import TWICE, Sending, add_errors, download, no_download, page


class CaseDetailView(CaseView):
    screen = "Halaman laporan"
    template = "complaints/cases/detail.html"

    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        return self.show(NoteForm())

    def show(self, form: NoteForm, status: int = 200) -> HttpResponse:
        user, case = self.request.user, self.case
        context: dict[str, Any] = {
            "file": case_file(user, case),
            "case": case,
            "acts": acts_for(user, case),
            "tone": ComplaintState.tone_of(case.state),
            "outcome_tone": Outcome.tone_of(case.outcome),
            "publicity_tone": Publicity.tone_of(case.publicity),
            "note_form": form,
            "form": form,
            "may_handle": bool(permissions.can_ask(user, case)),
            "may_note": bool(permissions.can_note(user, case)),
            "may_hide": bool(permissions.is_desk(user)),
            "may_see_name": identity.can_see_name(user, case),
            "may_ask_name": case.is_anonymous and bool(identity.can_ask_name(user, case)),
        }
        response = page(self.request, self.template, context, crumbs=[INBOX], status=status)
        response.headers["Cache-Control"] = "private, no-store"
        return response


class CaseNoteView(CaseDetailView):
    """A note among officers; what was typed stays on the page when it is refused."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, number: str) -> HttpResponse:
        allow(permissions.can_note(request.user, self.case))
        form, sending = NoteForm(request.POST), Sending(request)
        if not form.is_valid():
            return self.show(form, status=400)
        if not sending.is_first():
            messages.info(request, TWICE)
            return redirect(f"{self.case.get_absolute_url()}#catatan")
        try:
            with sending.ending():
                told = write_note(case=self.case, by=request.user, text=form.cleaned_data["text"])
        except ValidationError as error:
            add_errors(form, error)
            return self.show(form, status=400)
        messages.success(request, _noted(told))
        return redirect(f"{self.case.get_absolute_url()}#catatan")


def _noted(told: Sequence[User]) -> str:
    names = ", ".join(user.full_name for user in told)
    return f"Catatan tersimpan, {names} diberi tahu." if names else "Catatan tersimpan."


class CaseReadView(CaseView):
    """What the reporter sent was read and needs no answer."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, number: str) -> HttpResponse:
        allow(permissions.can_ask(request.user, self.case))
        mark_read(case=self.case, by=request.user)
        messages.success(request, "Ditandai sudah dibaca.")
        return redirect(self.case)


class CaseFileView(CaseView):
    """A photo or PDF of the case; `?asli=ya` is the one without black parts, for few and kept."""

    screen = "Berkas laporan"

    def get(self, request: HttpRequest, number: str, pk: int) -> HttpResponse:
        found = find_file(request.user, self.case, pk, original=request.GET.get("asli") == "ya")
        if found is None:
            raise Http404
        if found.is_original:
            note_secret_read(
                case=self.case, by=request.user, where=f"Berkas {pk}", what=SecretRead.What.ORIGINAL
            )
        try:
            file = checked(evidence(), found.stored_name, found.sha256)
        except FileTrouble as trouble:
            return no_download(request, trouble, name=found.shown_name, crumbs=self.trail)
        return download(file, name=found.shown_name, mime=found.mime)
