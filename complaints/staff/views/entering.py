"""Entering a report for a citizen, and the receipt that is handed over."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from complaints import permissions
from complaints.intake.actions.coming import ContactGiven, Place
from complaints.intake.actions.filing import Filed
from complaints.staff.actions.entering import enter_case
from complaints.staff.forms.entering import CaseEntryForm
from complaints.staff.queries.case import due_days
from complaints.staff.views.base import INBOX
from organizations.access import allow
from organizations.web import FormPage, page


class CaseCreateView(FormPage):
    form_class = CaseEntryForm
    template = "complaints/cases/create.html"
    heading = "Catat laporan warga"
    lead = "Untuk laporan yang datang lewat loket, telepon, surat, atau saluran lain."
    submit = "Simpan laporan"
    trail = [INBOX]

    def decide(self) -> None:
        allow(permissions.can_enter(self.request.user))

    @property
    def back(self) -> str:  # type: ignore[override]
        """The part of the inbox the officer came from."""
        asked = self.request.GET.get("kembali", "")
        is_ours = asked.startswith(INBOX.url) and url_has_allowed_host_and_scheme(asked, None)
        return asked if is_ours else INBOX.url

    def form(self, *given: Any) -> CaseEntryForm:
        return CaseEntryForm(*given, with_sp4n=bool(permissions.can_exchange(self.request.user)))

    def save(self, form: CaseEntryForm) -> Filed:
        values = dict(form.cleaned_data)
        contact = {
            name: values.pop(name)
            for name in ("name", "phone", "email", "mail_wanted", "whatsapp_wanted")
            if name in values
        }
        place = Place(area=values.pop("area"), address=values.pop("address"))
        return enter_case(
            by=self.request.user,
            uploads=values.pop("files"),
            contact=ContactGiven(**contact),
            place=place,
            **values,
        )

    def leave(self, saved: Filed) -> HttpResponse:
        """The receipt, shown once: the secret is kept only as a digest."""
        context = {
            "case": saved.case,
            "secret": saved.secret,
            "dues": due_days(saved.case),
            "back": self.back,
            "may_open": bool(permissions.can_view(self.request.user, saved.case)),
        }
        template = "complaints/cases/receipt.html"
        response = page(self.request, template, context, crumbs=[INBOX])
        response.headers["Cache-Control"] = "private, no-store"
        return response
