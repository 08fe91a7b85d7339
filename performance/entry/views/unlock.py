"""Requests to correct a locked quarter: asked, listed, decided."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from organizations.access import allow
from organizations.formatting import quarter_name
from organizations.web import Crumb, StaffView, TransitionView, buttons, marker, page
from organizations.workflow import Transition
from performance import permissions
from performance.choices import UnlockState
from performance.entry.actions.submission import ensure_submission
from performance.entry.actions.unlock import decide_unlock, request_unlock
from performance.entry.forms.periods import UnlockForm
from performance.entry.queries.unlock import find_request, unlock_lines
from performance.entry.views.quarter import QuarterPage
from performance.models import UnlockRequest
from performance.states import UNLOCK_TRANSITIONS


class UnlockListView(StaffView):
    right = "performance.view"

    def get(self, request: HttpRequest) -> HttpResponse:
        rows, following = unlock_lines(request.user, marker(request))
        context = {
            "lines": [self._line(row) for row in rows],
            "following": following,
            "decides": self.access.has("performance.decide_unlock"),
        }
        crumbs = [Crumb("Dasbor", reverse("dashboard"))]
        return page(request, "performance/unlock_list.html", context, crumbs=crumbs)

    def _line(self, row: UnlockRequest) -> dict[str, Any]:
        found = buttons(
            UNLOCK_TRANSITIONS,
            self.request.user,
            row,
            url=lambda name: reverse("performance:unlock-transition", args=[row.pk, name]),
            ask=True,
        )
        entry = row.submission
        about = (
            f"permintaan {entry.organization.short_name} {quarter_name(entry.quarter)} {entry.year}"
        )
        return {
            "request": row,
            "tone": UnlockState.tone_of(row.state),
            "buttons": found,
            "about": about,
        }


class UnlockRequestView(QuarterPage):
    """Ask to correct a quarter that is locked."""

    form_class = UnlockForm
    template = "performance/unlock_form.html"
    heading = "Minta buka kunci"
    submit = "Kirim permintaan"
    done = "Permintaan terkirim dan menunggu keputusan Bappeda."

    def decide(self) -> None:
        allow(permissions.can_request_unlock(self.request.user, self.held.submission))
        if self.held.lock.is_open:
            raise PermissionDenied("Triwulan ini masih terbuka. Perbaiki langsung angkanya.")

    @property
    def title(self) -> str:
        return f"{self.heading} {self.name} {self.unit.short_name}"

    @property
    def lead(self) -> str:
        return f"{self.name} · {self.unit.name}"

    def save(self, form: UnlockForm) -> None:
        submission = ensure_submission(key=self.key)
        request_unlock(submission=submission, by=self.request.user, **form.cleaned_data)

    def after(self, saved: None) -> str:
        return reverse("performance:unlock-list")

    def context(self, form: UnlockForm) -> dict[str, Any]:
        return {"lock": self.held.lock}


class UnlockTransitionView(TransitionView):
    right = "performance.view"
    transitions = UNLOCK_TRANSITIONS

    def get_object(self) -> UnlockRequest:
        found = find_request(self.request.user, self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def move(self, obj: UnlockRequest, transition: Transition, note: str) -> UnlockRequest:
        return decide_unlock(request=obj, transition=transition, by=self.request.user, note=note)

    def success_url(self, obj: UnlockRequest) -> str:
        return reverse("performance:unlock-list")
