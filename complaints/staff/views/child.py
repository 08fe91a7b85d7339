"""`/kerja/perlindungan-anak/`: for the team only; to everybody else these pages do not exist."""

from __future__ import annotations

import io
from functools import cached_property
from typing import Any

from django.core.files.base import File
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters

from complaints import permissions, states
from complaints.intake.actions.child import ChildFiled, file_child_report
from complaints.models import ChildReport
from complaints.permissions import identity
from complaints.staff.actions.child import (
    move_child,
    name_officer,
    note_child_read,
    open_child_file,
    write_child,
)
from complaints.staff.forms.child import (
    ChildEntryForm,
    ChildNoteForm,
    ChildOfficerForm,
    ChildWordsForm,
)
from complaints.staff.queries.child import (
    child_case,
    child_reads,
    child_reports,
    find_child_report,
    others_of_team,
)
from complaints.staff.views.base import over
from organizations.storage import FileTrouble
from organizations.web import (
    Crumb,
    FormPage,
    StaffView,
    buttons,
    download,
    no_download,
    page,
    paged,
)
from organizations.workflow import Transition

PER_PAGE = 50
LIST = Crumb("Perlindungan anak", "/kerja/perlindungan-anak/")


@method_decorator(sensitive_post_parameters(), name="dispatch")
class QuietStaffView(StaffView):
    """Kept by no cache; whoever may not is told that there is no such page."""

    def may(self) -> bool:
        return bool(identity.is_protector(self.request.user))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and not self.may():
            raise Http404
        response = super().dispatch(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        return response


class ChildCaseListView(QuietStaffView):
    def get(self, request: HttpRequest) -> HttpResponse:
        context = paged(request, child_reports(request.user), PER_PAGE)
        return page(request, "complaints/child/list.html", context)


class ChildCaseView(QuietStaffView):
    """A page about one report: 404 for whoever is not named in it."""

    @cached_property
    def report(self) -> ChildReport:
        found = find_child_report(self.request.user, self.kwargs["number"])
        if found is None:
            raise Http404
        return found

    @property
    def trail(self) -> Any:
        return [LIST, Crumb(self.report.number, self.report.get_absolute_url())]


class ChildCaseDetailView(ChildCaseView):
    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        report = self.report
        note_child_read(report=report, by=request.user, where="Halaman laporan")
        moves = buttons(
            states.CHILD_TRANSITIONS,
            request.user,
            report,
            url=lambda name: reverse("complaints:child-case-move", args=[report.number, name]),
            ask=True,
        )
        context = {"case": child_case(report), "moves": moves}
        return page(request, "complaints/child/detail.html", context, crumbs=[LIST])


class ChildFormPage(ChildCaseView, FormPage):
    """A form about a report. Nothing of the report stands on it, so that it is no look."""

    @property
    def back(self) -> str:  # type: ignore[override]
        return self.report.get_absolute_url()

    @property
    def lead(self) -> str:  # type: ignore[override]
        return f"Laporan {self.report.number}"

    def decide(self) -> None:
        _ = self.report

    def after(self, saved: Any) -> str:
        return self.back


class ChildCaseMessageView(ChildFormPage):
    form_class = ChildWordsForm
    heading = "Tulis pesan kepada pelapor"
    submit = "Kirim pesan"
    done = "Pesan terkirim."
    is_internal = False

    def save(self, form: ChildWordsForm) -> Any:
        return write_child(
            report=self.report,
            by=self.request.user,
            now=timezone.now(),
            is_internal=self.is_internal,
            **form.cleaned_data,
        )


class ChildCaseNoteView(ChildCaseMessageView):
    heading = "Tulis catatan tim"
    submit = "Simpan catatan"
    done = "Catatan tersimpan."
    is_internal = True


class ChildCaseMoveView(ChildFormPage):
    """Take, refer, close: from the states of the table, with words the history never shows."""

    @property
    def transition(self) -> Transition:
        found = states.CHILD_TRANSITIONS.get(self.kwargs["transition"])
        if found is None:
            raise Http404
        return found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.decide()
        if self.report.state not in self.transition.sources:
            return over(request, self.report)
        return self.show(self.form())

    def form(self, *given: Any) -> Any:
        move = self.transition
        return ChildNoteForm(*given, label=move.note_label, needed=move.needs_note)

    def context(self, form: Any) -> dict[str, Any]:
        label = self.transition.label
        return {"heading": label, "title": label, "submit": label}

    def save(self, form: Any) -> Any:
        return move_child(
            report=self.report,
            by=self.request.user,
            transition=self.transition,
            note=form.cleaned_data["note"],
            now=timezone.now(),
        )

    def said(self, saved: Any) -> str:
        return f"{self.transition.done}."


class ChildCaseOfficerView(ChildFormPage):
    heading = "Tunjuk petugas lain"
    submit = "Tunjuk"
    done = "Petugas ditunjuk dan dapat membaca laporan ini."

    def form(self, *given: Any) -> Any:
        return ChildOfficerForm(*given, people=self.people)

    @cached_property
    def people(self) -> Any:
        return others_of_team(self.report)

    def save(self, form: Any) -> Any:
        chosen = next(user for user in self.people if user.pk == form.cleaned_data["officer"])
        return name_officer(report=self.report, by=self.request.user, officer=chosen)


class ChildCaseFileView(ChildCaseView):
    def get(self, request: HttpRequest, number: str, pk: int) -> HttpResponse:
        row = get_object_or_404(self.report.files.select_related("report"), pk=pk)
        name = row.shown_name or f"berkas-{row.pk}"
        try:
            content = open_child_file(file=row, by=request.user)
        except FileTrouble as trouble:
            return no_download(request, trouble, name=f"Berkas {row.pk}", crumbs=self.trail)
        return download(File(io.BytesIO(content)), name=name, mime=row.mime)


class ChildReadsView(QuietStaffView):
    """Who looked when, for those who watch over it: no text, no link."""

    def may(self) -> bool:
        return self.access.has("complaints.view_secret_reads")

    def get(self, request: HttpRequest) -> HttpResponse:
        context = paged(request, child_reads(), PER_PAGE)
        return page(request, "complaints/child/reads.html", context)


class ChildCaseCreateView(QuietStaffView, FormPage):
    """Counter and telephone: they file it, get the receipt, and never see the report again."""

    form_class = ChildEntryForm
    template = "complaints/child/create.html"
    heading = "Catat laporan kekerasan terhadap anak"
    lead = "Setelah disimpan, laporan hanya dapat dibaca tim perlindungan anak."
    submit = "Simpan laporan"
    back = "/dasbor/"

    def may(self) -> bool:
        return super().may() or bool(permissions.can_enter(self.request.user))

    def save(self, form: ChildEntryForm) -> ChildFiled:
        return file_child_report(**form.values(), now=timezone.now(), by=self.request.user)

    def leave(self, saved: ChildFiled) -> HttpResponse:
        context = {"report": saved.report, "secret": saved.secret}
        return page(self.request, "complaints/child/entered.html", context)
