"""What every page of a case shares: found by its number, read with a record, words never lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from complaints.models import ChildReport, Complaint
from complaints.staff.actions.reading import note_secret_read
from complaints.staff.queries.case import find_case, mark_of
from organizations.access import Decision, allow
from organizations.web import Crumb, FormPage, StaffView, page

INBOX = Crumb("Pengaduan", "/kerja/pengaduan/")
Rule = Callable[[Any, Complaint], Decision]


class CaseView(StaffView):
    """A page about one case: 404 for whoever may not open it. Each look at a secret one is kept."""

    screen = ""  # what is written beside a look at a secret case

    @cached_property
    def case(self) -> Complaint:
        found = find_case(self.request.user, self.kwargs["number"])
        if found is None:
            raise Http404
        self.case = found  # the name of a page may ask for it while the look is noted
        if found.is_secret:
            note_secret_read(case=found, by=self.request.user, where=self.screen)
        return found

    @property
    def trail(self) -> Sequence[Crumb]:
        return [INBOX, Crumb(self.case.number, self.case.get_absolute_url())]


class CaseFormPage(CaseView, FormPage):
    """A form about a case.

    `rule` says who may; `states`, where given, from which states. Whoever loses the case while
    writing (passed on, assignment ended) gets the own words back instead of losing them.
    """

    rule: Rule
    states: ClassVar[frozenset[str]] = frozenset()
    typed: ClassVar[Sequence[str]] = ("text", "reason", "public_text", "subject")

    @property
    def screen(self) -> str:  # type: ignore[override]
        return self.heading

    def decide(self) -> None:
        allow(type(self).rule(self.request.user, self.case))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A step of before, as the back button shows after sending, leads to the report."""
        self.decide()
        if self.states and self.case.state not in self.states:
            return over(request, self.case)
        return self.show(self.form())

    def form(self, *given: Any) -> Any:
        return self.form_class(*given, mark=self.mark, **self.options())

    def options(self) -> dict[str, Any]:
        """What the form needs beside the data and the mark."""
        return {}

    @cached_property
    def mark(self) -> str:
        return mark_of(self.case)

    @property
    def back(self) -> str:  # type: ignore[override]
        return self.case.get_absolute_url()

    @property
    def lead(self) -> str:  # type: ignore[override]
        return f"Laporan {self.case.number}"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().post(request, *args, **kwargs)
        except (PermissionDenied, Http404) as refusal:
            words = [request.POST.get(name, "").strip() for name in self.typed]
            if not any(words):
                raise
            return self._words_back([text for text in words if text], refusal)

    def _words_back(self, words: Sequence[str], refusal: Exception) -> HttpResponse:
        """The refusal with what was typed; it says nothing of a case that is out of sight."""
        is_hidden = isinstance(refusal, Http404)
        reason = "Laporan ini tidak lagi termasuk tugas Anda." if is_hidden else str(refusal)
        context = {"words": words, "reason": reason, "back": INBOX.url}
        template = "complaints/cases/words_back.html"
        return page(
            self.request, template, context, crumbs=[INBOX], status=404 if is_hidden else 403
        )


def over(request: HttpRequest, case: Complaint | ChildReport) -> HttpResponse:
    """To the page of the report, with the reason why the step is over."""
    now = case.get_state_display()
    messages.info(
        request, f"Status laporan ini sekarang {now}, jadi langkah tadi tidak berlaku lagi."
    )
    return redirect(case)


def case_url(name: str, case: Complaint, *more: Any) -> str:
    return reverse(f"complaints:case-{name}", args=[case.number, *more])
