"""Acts on many cases: chosen in the inbox, listed and counted, then confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from complaints import permissions
from complaints.staff.actions.bulk import Done, delegate_many, route_many
from complaints.staff.forms.bulk import BulkDelegateForm, BulkRouteForm
from complaints.staff.queries.bulk import BULK, MOST, ROUTE, Plan, plan
from complaints.staff.views.base import INBOX
from organizations.access import allow
from organizations.web import StaffView, page


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
        done = self.act(form)
        messages.success(request, f"{self.plan.act.label}: {done.count} laporan.")
        for case, reason in [*self.plan.refused, *done.left]:
            messages.warning(request, f"{case.number} tidak diubah. {reason}")
        return redirect(INBOX.url)

    def form(self, *given: Any) -> Any:
        if self.plan.act is ROUTE:
            return BulkRouteForm(*given)
        return BulkDelegateForm(*given, cases=self.plan.able)

    def act(self, form: Any) -> Done:
        cases: Sequence[Any] = self.plan.able
        values = form.cleaned_data
        if self.plan.act is ROUTE:
            return route_many(
                cases=cases, unit=values["unit"], by=self.request.user, reason=values["reason"]
            )
        officer = next(user for user in form.people if user.pk == values["officer"])
        return delegate_many(cases=cases, officer=officer, by=self.request.user)

    def show(self, form: Any, status: int) -> HttpResponse:
        context = {"plan": self.plan, "form": form, "most": MOST, "back": INBOX.url}
        template = "complaints/cases/bulk.html"
        return page(self.request, template, context, crumbs=[INBOX], status=status)
