"""Following a report with number and secret; neither ever stands in an address."""

from __future__ import annotations

import time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from complaints.intake.actions.unlocking import Unlocked, unlock
from complaints.intake.forms.ticket import UnlockForm
from complaints.intake.queries.tickets import ticket_page
from complaints.intake.views.quiet import QuietView
from complaints.models import Complaint, Supporter
from organizations.web import FormMixin, page

KEY = "tiket"
OPEN_SECONDS = 30 * 60  # of doing nothing


class UnlockView(FormMixin, QuietView):
    form_class = UnlockForm
    template = "complaints/ticket/unlock.html"
    heading = "Lacak laporan"
    lead = "Buka laporan Anda dengan nomor dan kode rahasia dari bukti laporan."
    submit = "Buka laporan"
    done = ""

    def save(self, form: Any) -> Unlocked:
        return unlock(**form.cleaned_data, now=timezone.now())

    def leave(self, saved: Unlocked) -> HttpResponse:
        session = self.request.session
        session.cycle_key()
        follower = saved.supporter.pk if saved.supporter else None
        session[KEY] = {"case": saved.case.pk, "supporter": follower, "at": int(time.time())}
        return redirect("complaints:ticket-detail")


class HolderView(QuietView):
    """A page for whoever has opened a ticket in this session, and only for that ticket."""

    case: Complaint
    supporter: Supporter | None

    def stopped(self) -> HttpResponse | None:
        if self._open(self.request):
            return None
        self.request.session.pop(KEY, None)
        return redirect("complaints:ticket")

    def _open(self, request: HttpRequest) -> bool:
        held = request.session.get(KEY)
        if not held or time.time() - held["at"] > OPEN_SECONDS:
            return False
        rows = Complaint.objects.select_related("category", "area", "unit", "merged_into")
        case = rows.filter(pk=held["case"]).first()
        follower = Supporter.objects.filter(pk=held["supporter"], complaint=held["case"]).first()
        if case is None or (held["supporter"] and follower is None):
            return False
        self.case, self.supporter = case, follower
        request.session[KEY] = {**held, "at": int(time.time())}
        return True


class TicketView(HolderView):
    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"ticket": ticket_page(self.case, self.supporter, timezone.now())}
        return page(request, "complaints/ticket/detail.html", context)


class TicketLeaveView(QuietView):
    """Out at once, to a page that says nothing of it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        request.session.pop(KEY, None)
        return redirect("/")
