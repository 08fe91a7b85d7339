"""Following a report with number and secret; neither ever stands in an address."""

from __future__ import annotations

import time
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from complaints.intake.actions.unlocking import Unlocked, unlock
from complaints.intake.forms.ticket import UnlockForm
from complaints.intake.queries.joined import successor_of
from complaints.intake.queries.tickets import ticket_page
from complaints.intake.views.working import WorkMixin
from complaints.models import ChildReport, Complaint, Supporter
from complaints.secrecy import spelled
from organizations.sender import address_of
from organizations.web import QuietView, page

KEY, CHILD = "tiket", "tiket_b"  # in the session: an ordinary report, one about a child
OPEN_SECONDS = 30 * 60  # of doing nothing


class UnlockView(WorkMixin, QuietView):
    form_class = UnlockForm
    template = "complaints/ticket/unlock.html"
    heading = "Lacak laporan"
    lead = "Buka laporan Anda dengan nomor dan kode rahasia dari bukti laporan."
    submit = "Buka laporan"
    done = ""

    def save(self, form: Any) -> Unlocked:
        address = address_of(self.request)
        return unlock(**form.cleaned_data, address=address, now=timezone.now())

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
        rows = Complaint.objects.select_related(
            "category", "area", "unit", "merged_into", "split_from"
        )
        case = rows.filter(pk=held["case"]).first()
        follower = Supporter.objects.filter(pk=held["supporter"], complaint=held["case"]).first()
        if case is None or case.erased_at is not None or (held["supporter"] and follower is None):
            return False
        self.case, self.supporter = case, follower
        return True


class HolderWithSuccessor(HolderView):
    """What is added to a merged report goes to the one it was merged into, as from its follower."""

    def _open(self, request: HttpRequest) -> bool:
        if not super()._open(request):
            return False
        if after := successor_of(self.case, self.supporter):
            self.case, self.supporter = after.case, after.supporter
        return True


class TicketPartView(HolderView):
    """From a report to a part of it and back, with what is opened already; no number in an address."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        number = spelled(request.POST.get("number", ""))
        near = Complaint.objects.filter(Q(split_from=self.case) | Q(parts=self.case), number=number)
        found = near.first()
        if found is None or self.supporter is not None:
            raise Http404
        request.session[KEY] = {**request.session[KEY], "case": found.pk}
        return redirect("complaints:ticket-detail")


class TicketView(HolderView):
    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"ticket": ticket_page(self.case, self.supporter, timezone.now())}
        return page(request, "complaints/ticket/detail.html", context)


class TicketLeaveView(QuietView):
    """Out at once, to a page that says nothing of it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        forget(request.session)
        return redirect("/")
