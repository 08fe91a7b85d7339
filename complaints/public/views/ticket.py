"""The page of one public report, its photos, and joining it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views import View

from complaints.intake.actions.drafts import contact_of
from complaints.intake.actions.following import follow_report
from complaints.intake.queries.nearby import public_photo
from complaints.models import Complaint
from complaints.public.forms import FollowForm
from complaints.public.queries.ticket import FOLLOWABLE, find_public, public_ticket
from complaints.public.views.listing import CRUMBS
from organizations import storage
from organizations.limits import TooMany, within_limit
from organizations.sender import address_of
from organizations.web import Crumb, FormMixin, download, no_download, page

FOLLOWS_AN_HOUR = 60  # a village office behind one address


def shown_case(number: str) -> Complaint:
    """The report, or one and the same 404."""
    case = find_public(number)
    if case is None:
        raise Http404
    return case


class PublicTicketView(View):
    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        ticket = public_ticket(shown_case(number), timezone.now())
        return page(request, "complaints/public/ticket.html", {"ticket": ticket}, crumbs=CRUMBS)


class PublicPhotoView(View):
    """A public photo, the copy with black parts where there is one; named after nothing of it."""

    def get(self, request: HttpRequest, number: str, pk: int) -> HttpResponse:
        case = shown_case(number)
        row = public_photo(case.number, pk)
        if row is None:
            raise Http404
        kept, digest = (
            (row.redacted, row.redacted_sha256) if row.redacted else (row.file, row.sha256)
        )
        name = f"foto-{case.number}-{row.pk}.{str(kept.name).rpartition('.')[2]}"
        try:
            file = storage.checked(kept.storage, str(kept.name), digest)
        except storage.FileTrouble as trouble:
            return no_download(request, trouble, name=name)
        return download(file, name=name, mime=row.mime)


class PublicFollowView(FormMixin):
    """“Saya juga”: follow a report that is there; number and secret are shown once."""

    form_class = FollowForm
    template = "complaints/public/follow.html"
    heading = "Saya juga mengalami ini"
    submit = "Ikuti laporan"
    done = ""

    def decide(self) -> None:
        self.case = shown_case(self.kwargs["number"])
        if self.case.state not in FOLLOWABLE:
            raise Http404

    @property
    def back(self) -> str:  # type: ignore[override]
        return f"/pengaduan/{self.case.number}/"

    @property
    def trail(self) -> list[Crumb]:  # type: ignore[override]
        return [*CRUMBS, Crumb(self.case.number, self.back)]

    def context(self, form: Any) -> dict[str, Any]:
        return {"case": self.case}

    def save(self, form: Any) -> str:
        """The secret of who follows now; empty for a form that was sent before, or by a machine."""
        if form.cleaned_data["website"]:
            return ""
        if not within_limit("follow", address_of(self.request), most=FOLLOWS_AN_HOUR):
            raise TooMany(
                "Terlalu banyak yang mengikuti dari jaringan ini. Coba lagi satu jam lagi."
            )
        contact = contact_of(form.cleaned_data)
        done = follow_report(case=self.case, contact=contact, client_key=form.cleaned_data["key"])
        return done.secret

    def leave(self, saved: str) -> HttpResponse:
        context = {"case": self.case, "secret": saved}
        response = page(self.request, "complaints/public/followed.html", context, crumbs=self.trail)
        response.headers["Cache-Control"] = "no-store"
        return response
