"""Acts on many cases: chosen in the inbox, listed and counted, then confirmed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from complaints import permissions
from complaints.staff.actions.bulk import (
    Done,
    classify_many,
    delegate_many,
    merge_many,
    route_many,
    tell_many,
)
from complaints.staff.forms.bulk import (
    BulkClassifyForm,
    BulkDelegateForm,
    BulkMergeForm,
    BulkProgressForm,
    BulkRouteForm,
)
from complaints.staff.queries.bulk import (
    BULK,
    CLASSIFY,
    DELEGATE,
    MERGE,
    MOST,
    PROGRESS,
    ROUTE,
    BulkAct,
    Plan,
    plan,
)
from complaints.staff.views.base import INBOX
from organizations.access import allow
from organizations.web import TWICE, Sending, StaffView, page

RUN: dict[BulkAct, Callable[..., Done]] = {
    ROUTE: route_many,
    CLASSIFY: classify_many,
    MERGE: merge_many,
    PROGRESS: tell_many,
    DELEGATE: delegate_many,
}


class CaseBulkView(StaffView):
    """POST without `sure` lists what would be touched; with it, it happens."""

    http_method_names = ("post",)

    @cached_property
    def plan(self) -> Plan:
        act = BULK.get(self.request.POST.get("act", ""))
        if act is None:
            raise Http404
        given = self.request.POST.getlist("pilih")
        keys = [int(key) for key in given if key.isascii() and key.isdecimal() and len(key) < 18]
        return plan(self.request.user, act, keys)

    def post(self, request: HttpRequest) -> HttpResponse:
        allow(permissions.can_open_inbox(request.user))
        if not self.plan.able and not self.plan.refused:
            messages.warning(request, "Pilih sedikitnya satu laporan dari daftar.")
            return redirect(INBOX.url)
        is_sure = request.POST.get("sure") == "ya"
        if not (is_sure and self.plan.able):
            return self.show(self.form(), status=200)
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, status=400)
        sending = Sending(request)
        if not sending.is_first():
            messages.info(request, TWICE)
            return redirect(INBOX.url)
        with sending.ending():
            self.say(self.act(form))
        return redirect(INBOX.url)

    def say(self, done: Done) -> None:
        messages.success(self.request, f"{self.plan.act.label}: {done.count} laporan.")
        for case, reason in [*self.plan.refused, *done.left]:
            messages.warning(self.request, f"{case.number} tidak diubah. {reason}")

    def form(self, *given: Any) -> Any:
        cases = self.plan.able
        forms: dict[BulkAct, Callable[[], Any]] = {
            ROUTE: lambda: BulkRouteForm(*given),
            CLASSIFY: lambda: BulkClassifyForm(*given),
            MERGE: lambda: BulkMergeForm(*given, user=self.request.user, cases=cases),
            PROGRESS: lambda: BulkProgressForm(*given),
            DELEGATE: lambda: BulkDelegateForm(*given, cases=cases),
        }
        return forms[self.plan.act]()

    def act(self, form: Any) -> Done:
        values = {name: form.cleaned_data[name] for name in form.fields if name != "mark"}
        if self.plan.act is DELEGATE:
            chosen = values["officer"]
            values["officer"] = next(user for user in form.people if user.pk == chosen)
        return RUN[self.plan.act](cases=self.plan.able, by=self.request.user, **values)

    def show(self, form: Any, status: int) -> HttpResponse:
        context = {"plan": self.plan, "form": form, "most": MOST, "back": INBOX.url}
        template = "complaints/cases/bulk.html"
        return page(self.request, template, context, crumbs=[INBOX], status=status)
