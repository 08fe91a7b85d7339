"""Following an innovation by mail, without an account: ask, confirm, stop."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt

from innovations.citizens.actions.following import (
    ask_to_follow,
    confirm_follows,
    stop_all,
    stop_one,
)
from innovations.citizens.forms.following import FollowForm
from innovations.citizens.queries.entries import open_entry
from innovations.citizens.queries.follows import find_follower, followed
from innovations.citizens.views.open import CATALOGUE, OpenFormPage
from innovations.models import Follower
from organizations.web import QuietView, page


class FollowView(OpenFormPage):
    form_class = FollowForm
    template = "innovations/citizens/follow.html"
    heading = "Ikuti kabarnya"
    submit = "Kirim tautan konfirmasi"
    done = "Periksa surel Anda: tautan konfirmasinya sedang dikirim."
    find: ClassVar = open_entry
    limit = ("inovasi-ikuti", 30)

    def keep(self, given: dict[str, Any]) -> None:
        ask_to_follow(innovation=self.entry, email=given["email"], now=timezone.now())


class OwnFollowView(QuietView):
    """What one address follows; only the link of a mail leads here. Looking changes nothing:
    programs that read mail open links, people press the button."""

    template = "innovations/citizens/follow_own.html"

    @cached_property
    def follower(self) -> Follower:
        found = find_follower(self.kwargs["token"])
        if found is None:
            raise Http404
        return found

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        rows = followed(self.follower)
        context = {
            "token": token,
            "waiting": [row for row in rows if row.confirmed_at is None],
            "rows": [row for row in rows if row.confirmed_at is not None],
        }
        return page(request, self.template, context, crumbs=[CATALOGUE])

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        stopped = request.POST.get("berhenti", "")
        if stopped.isascii() and stopped.isdecimal() and len(stopped) <= 18:
            stop_one(follower=self.follower, innovation=int(stopped))
            messages.success(request, "Anda tidak mengikuti inovasi itu lagi.")
            if find_follower(token) is None:
                return redirect(CATALOGUE.url)
        else:
            confirm_follows(follower=self.follower, now=timezone.now())
            messages.success(request, "Kabar inovasi akan dikirim ke surel Anda.")
        return redirect("innovations:follow-own", token)


@method_decorator(csrf_exempt, name="dispatch")
class StopFollowView(OwnFollowView):
    """One press, from the page or from the button of a mail program (RFC 8058), which has no
    cookie of ours: the token is the proof."""

    template = "innovations/citizens/follow_stop.html"

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        stop_all(token=token)
        return page(request, "innovations/citizens/follow_stopped.html", {}, crumbs=[CATALOGUE])
