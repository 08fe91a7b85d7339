"""`/lapor/anak/`: one page, no account, no script, nothing kept before it is sent."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters

from complaints.intake.actions.child import (
    ChildFiled,
    add_child_message,
    check_child_sender,
    file_child_report,
)
from complaints.intake.forms.child import ChildReportForm
from complaints.intake.forms.ticket import MessageForm
from complaints.intake.queries.child import child_ticket_page
from complaints.intake.views.ticket import CHILD, opened_now
from complaints.models import ChildReport
from organizations.sender import address_of
from organizations.web import FormMixin, QuietView, page


@method_decorator(sensitive_post_parameters(), name="dispatch")
class ChildReportView(FormMixin, QuietView):
    form_class = ChildReportForm
    template = "complaints/child/report.html"
    heading = "Laporkan kekerasan terhadap anak"
    submit = "Kirim laporan"

    def save(self, form: ChildReportForm) -> ChildFiled:
        values = form.values()
        check_child_sender(address=address_of(self.request), files=len(values["uploads"]))
        return file_child_report(**values, now=timezone.now())

    def leave(self, saved: ChildFiled) -> HttpResponse:
        """The receipt is this answer itself: the secret is nowhere to be fetched again."""
        context = {"report": saved.report, "secret": saved.secret}
        return page(self.request, "complaints/child/receipt.html", context)


class ChildHolderView(QuietView):
    """A page for whoever has opened such a ticket in this session."""

    report: ChildReport

    def stopped(self) -> HttpResponse | None:
        held = opened_now(self.request, CHILD)
        report = ChildReport.objects.filter(pk=held["case"]).first() if held else None
        if report is None:
            self.request.session.pop(CHILD, None)
            return redirect("complaints:ticket")
        self.report = report
        return None


class ChildTicketView(ChildHolderView):
    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"ticket": child_ticket_page(self.report)}
        return page(request, "complaints/child/ticket.html", context)


@method_decorator(sensitive_post_parameters(), name="dispatch")
class ChildMessageView(FormMixin, ChildHolderView):
    form_class = MessageForm
    template = "complaints/ticket/act.html"
    heading = "Tulis pesan"
    lead = "Berkas yang sudah dikirim tidak dapat dibuka lagi dari halaman ini."
    submit = "Kirim pesan"
    done = "Pesan terkirim."

    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse("complaints:ticket-detail")

    def form(self, *given: Any) -> Any:
        return MessageForm(*given, initial={"key": uuid.uuid4()})

    def save(self, form: Any) -> Any:
        data = form.cleaned_data
        check_child_sender(address=address_of(self.request), files=len(data["files"]))
        return add_child_message(
            report=self.report, text=data["text"], uploads=data["files"], key=data["key"],
            now=timezone.now(),
        )  # fmt: skip
