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
from complaints.models import ChildReport, Complaint, Supporter
from organizations.web import FormMixin, page

KEY, CHILD = "tiket", "tiket_b"  # in the session: an ordinary report, one about a child
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
        held = {"case": saved.case.pk, "supporter": follower, "at": int(time.time())}
        forget(session)
        session[CHILD if isinstance(saved.case, ChildReport) else KEY] = held
        return redirect("complaints:ticket-detail")


def forget(session: Any) -> None:
    for name in (KEY, CHILD):
        session.pop(name, None)


def opened_now(request: HttpRequest, name: str) -> dict[str, Any] | None:
    """What this session has opened and not left for half an hour; this look counts as use."""
    held = request.session.get(name)
    if not held or time.time() - held["at"] > OPEN_SECONDS:
        return None
    request.session[name] = {**held, "at": int(time.time())}
    return held


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
        held = opened_now(request, KEY)
        if held is None:
            return False
        rows = Complaint.objects.select_related("category", "area", "unit", "merged_into")
        case = rows.filter(pk=held["case"]).first()
        follower = Supporter.objects.filter(pk=held["supporter"], complaint=held["case"]).first()
        if case is None or (held["supporter"] and follower is None):
            return False
        self.case, self.supporter = case, follower
        return True


class TicketView(HolderView):
    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"ticket": ticket_page(self.case, self.supporter, timezone.now())}
        return page(request, "complaints/ticket/detail.html", context)


class TicketLeaveView(QuietView):
    """Out at once, to a page that says nothing of it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        forget(request.session)
        return redirect("/")
