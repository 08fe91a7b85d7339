"""Moving a case: classified, passed on, handed back, started, delegated, archived."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from complaints import permissions, states
from complaints.choices import ComplaintState
from complaints.clock.queries.officers import colleagues
from complaints.models import Complaint
from complaints.staff.actions.routing import (
    archive_case,
    classify_case,
    delegate_case,
    hand_back,
    route_case,
    start_case,
)
from complaints.staff.actions.words import route_blackened
from complaints.staff.forms.acts import ClassifyForm, DelegateForm, HandBackForm, RouteForm
from complaints.staff.forms.words import BLACK, CarefulRouteForm
from complaints.staff.forms.writing import ReasonForm
from complaints.staff.queries.units import suggested_categories, unit_for
from complaints.staff.queries.words import files_to_check, telling
from complaints.staff.views.base import INBOX, CaseFormPage, CaseView


class CaseClassifyView(CaseFormPage):
    form_class = ClassifyForm
    rule = permissions.can_verify
    states = frozenset(ComplaintState.values) - ComplaintState.ended()
    template = "complaints/cases/classify.html"
    heading = "Golongkan laporan"
    submit = "Simpan penggolongan"
    done = "Penggolongan tersimpan."

    def options(self) -> dict[str, Any]:
        case = self.case
        stored = {name: getattr(case, name) for name in ("kind", "category", "area", "accused")}
        suggested = next(iter(self.suggested), None)
        if case.category is None and suggested is not None:
            stored |= {"category": suggested, "kind": case.kind or suggested.default_class}
        return {"initial": stored}

    @property
    def suggested(self) -> list[Any]:
        return suggested_categories(self.case)

    def context(self, form: Any) -> dict[str, Any]:
        return {"case": self.case, "suggested": self.suggested}

    def save(self, form: ClassifyForm) -> Complaint:
        return classify_case(case=self.case, by=self.request.user, **form.cleaned_data)


class CaseRouteView(CaseFormPage):
    form_class = RouteForm
    rule = permissions.can_verify
    states = states.ROUTE.sources
    template = "complaints/cases/route.html"
    typed = ("reason", "subject", "words", "address")
    submit = "Teruskan"
    done = "Diteruskan ke {saved.unit}."

    @property
    def heading(self) -> str:  # type: ignore[override]
        return "Pindahkan ke unit lain" if self.case.unit else "Teruskan ke perangkat daerah"

    @cached_property
    def telling(self) -> list[str]:
        return telling(self.case)

    def form(self, *given: Any) -> RouteForm:
        unit = None if self.case.unit else unit_for(self.case)
        shared: dict[str, Any] = {"mark": self.mark, "initial": {"unit": unit}}
        if self.telling:
            return CarefulRouteForm(*given, case=self.case, **shared)
        return RouteForm(*given, **shared)

    def context(self, form: Any) -> dict[str, Any]:
        return {
            "case": self.case,
            "proposed": unit_for(self.case),
            "telling": self.telling,
            "files": files_to_check(self.case),
        }

    def save(self, form: RouteForm) -> Complaint:
        data = form.cleaned_data
        shared = {name: data[name] for name in ("unit", "reason", "mark")}
        if isinstance(form, CarefulRouteForm) and data["how"] == BLACK:
            return route_blackened(
                case=self.case, by=self.request.user, words=form.given(), **shared
            )
        return route_case(case=self.case, by=self.request.user, **shared)


class CaseHandBackView(CaseFormPage):
    form_class = HandBackForm
    rule = states.HAND_BACK.rule
    states = states.HAND_BACK.sources
    heading = "Kembalikan, bukan urusan kami"
    submit = "Kembalikan"
    tone = "danger"
    done = "Dikembalikan ke petugas pengaduan kota."

    def save(self, form: HandBackForm) -> Complaint:
        return hand_back(case=self.case, by=self.request.user, **form.cleaned_data)

    def after(self, saved: Complaint) -> str:
        return INBOX.url  # the unit may no longer open it


class CaseStartView(CaseView):
    """A button without a question."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, number: str) -> HttpResponse:
        try:
            start_case(case=self.case, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, "Mulai ditangani.")
        return redirect(self.case)


class CaseDelegateView(CaseFormPage):
    form_class = DelegateForm
    rule = permissions.can_delegate
    states = ComplaintState.with_unit()
    heading = "Tunjuk petugas"
    submit = "Simpan"
    done = "Petugas tersimpan."

    def options(self) -> dict[str, Any]:
        return {"people": self.people, "initial": {"officer": self.case.officer_id}}

    @property
    def people(self) -> list[Any]:
        return colleagues(self.case)

    def save(self, form: DelegateForm) -> Complaint:
        values = form.cleaned_data
        chosen = next((user for user in self.people if user.pk == values["officer"]), None)
        return delegate_case(
            case=self.case, by=self.request.user, officer=chosen, mark=values["mark"]
        )


class CaseArchiveView(CaseFormPage):
    form_class = ReasonForm
    rule = states.ARCHIVE.rule
    states = states.ARCHIVE.sources
    heading = "Arsipkan laporan"
    submit = "Arsipkan"
    tone = "danger"
    done = "Laporan diarsipkan. Pelapor dapat membaca alasannya."

    def save(self, form: ReasonForm) -> Complaint:
        reason = form.cleaned_data["reason"]
        return archive_case(case=self.case, by=self.request.user, reason=reason)
