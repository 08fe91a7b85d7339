"""Following an area by mail, without an account: ask, confirm, stop. All of it works without scripts."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt

from complaints.public.actions.following import ask_to_follow, confirm_follow, stop_follow
from complaints.public.forms.follow import AreaFollowForm
from complaints.public.queries.follows import find_follow
from complaints.public.views.listing import CRUMBS
from organizations.limits import TooMany, within_limit
from organizations.sender import address_of
from organizations.web import FormMixin, QuietView, page

ASKS_AN_HOUR = 30  # from one network
BUSY = "Terlalu banyak permintaan dari jaringan ini. Coba lagi satu jam lagi."


class AreaFollowView(FormMixin, QuietView):
    form_class = AreaFollowForm
    template = "complaints/public/area_follow.html"
    heading = "Langganan laporan wilayah"
    submit = "Kirim tautan konfirmasi"
    done = ""
    trail = CRUMBS

    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse("complaints:public-list")

    def form(self, *given: Any) -> AreaFollowForm:
        asked = self.request.GET
        initial = {"area": asked.get("wilayah", ""), "category": asked.get("kategori", "")}
        return AreaFollowForm(*given, initial=initial)

    def save(self, form: AreaFollowForm) -> None:
        data = dict(form.cleaned_data)
        if data.pop("website"):
            return
        if not within_limit("langganan", address_of(self.request), most=ASKS_AN_HOUR):
            raise TooMany(BUSY)
        ask_to_follow(**data, now=timezone.now())

    def leave(self, saved: Any) -> HttpResponse:
        return page(self.request, "complaints/public/area_asked.html", {}, crumbs=CRUMBS)


class OwnFollowView(QuietView):
    """A page that only the link of a mail leads to. Looking changes nothing: programs that read
    mail open links, people press the button."""

    template = ""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        follow = find_follow(token)
        if follow is None:
            raise Http404
        return page(request, self.template, {"follow": follow}, crumbs=CRUMBS)


class AreaFollowConfirmView(OwnFollowView):
    template = "complaints/public/area_confirm.html"

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        follow = find_follow(token)
        if follow is None:
            raise Http404
        confirm_follow(follow=follow, now=timezone.now())
        return self.get(request, token)


@method_decorator(csrf_exempt, name="dispatch")
class AreaFollowStopView(OwnFollowView):
    """One press, from the page or from the button of a mail program (RFC 8058), which has no cookie
    of ours: the token is the proof."""

    template = "complaints/public/area_stop.html"

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        stop_follow(token=token)
        return page(request, "complaints/public/area_stopped.html", {}, crumbs=CRUMBS)
