"""Requests to correct a locked quarter: asked, listed, decided."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from organizations.access import Decision, allow
from organizations.web import Crumb, StaffView, TransitionView, page
from organizations.workflow import Transition
from performance import permissions
from performance.choices import TONES
from performance.entry.actions.submission import ensure_submission
from performance.entry.actions.unlock import decide_unlock, request_unlock
from performance.entry.forms.periods import UnlockForm
from performance.entry.queries.unlock import find_request, unlock_lines
from performance.entry.views.quarter import QuarterView
from performance.models import UnlockRequest
from performance.states import UNLOCK_TRANSITIONS


class UnlockListView(StaffView):
    right = "performance.view"

    def get(self, request: HttpRequest) -> HttpResponse:
        before = request.GET.get("sebelum", "")
        rows, following = unlock_lines(request.user, int(before) if before.isdecimal() else None)
        context = {
            "lines": [self._line(row) for row in rows],
            "following": following,
            "decides": self.access.has("performance.decide_unlock"),
        }
        crumbs = [Crumb("Dasbor", reverse("performance:dashboard"))]
        return page(request, "performance/unlock_list.html", context, crumbs=crumbs)

    def _line(self, row: UnlockRequest) -> dict[str, Any]:
        may = permissions.can_decide_unlock(self.request.user, row)
        moves = [m for m in UNLOCK_TRANSITIONS.values() if row.state in m.sources]
        return {"request": row, "tone": TONES[row.state], "moves": moves if may else []}


class UnlockRequestView(QuarterView):
    """Ask to correct a quarter that is locked."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self._require_locked()
        return self._draw(UnlockForm())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self._require_locked()
        form = UnlockForm(request.POST)
        if form.is_valid():
            try:
                request_unlock(
                    submission=ensure_submission(key=self.key),
                    reason=form.cleaned_data["reason"],
                    until=form.cleaned_data["until"],
                    by=request.user,
                )
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, "Permintaan terkirim dan menunggu keputusan Bappeda.")
                return redirect("performance:unlock-list")
        return self._draw(form, status=400)

    def _require_locked(self) -> None:
        allow(permissions.can_request_unlock(self.request.user, self.held.submission))
        if self.held.lock.is_open:
            raise PermissionDenied("Triwulan ini masih terbuka. Perbaiki langsung angkanya.")

    def _draw(self, form: UnlockForm, status: int = 200) -> HttpResponse:
        context = {
            "unit": self.unit,
            "name": self.name,
            "form": form,
            "lock": self.held.lock,
            "back": self.entry_url,
        }
        template = "performance/unlock_form.html"
        return page(self.request, template, context, crumbs=self.deep_crumbs, status=status)


class UnlockTransitionView(TransitionView):
    right = "performance.view"
    transitions: ClassVar[dict[str, Transition]] = UNLOCK_TRANSITIONS

    def get_object(self) -> UnlockRequest:
        found = find_request(self.request.user, self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def decide(self, obj: UnlockRequest, transition: Transition) -> Decision:
        return permissions.can_decide_unlock(self.request.user, obj)

    def move(self, obj: UnlockRequest, transition: Transition, note: str) -> UnlockRequest:
        return decide_unlock(request=obj, transition=transition, by=self.request.user, note=note)

    def success_url(self, obj: UnlockRequest) -> str:
        return reverse("performance:unlock-list")
