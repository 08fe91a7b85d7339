"""Between signing in and a page: idle sessions end, the second factor comes first."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_otp import user_has_device

from organizations.access import access_of
from organizations.actions.sessions import touch_session

Handler = Callable[[HttpRequest], HttpResponse]


def session_guard(get_response: Handler) -> Handler:
    """Ends sessions that were idle too long and holds half-signed-in ones at the code page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            if _was_idle(request):
                logout(request)
            else:
                touch_session(request)
                stop = _needed_step(request)
                if stop is not None:
                    return stop
        return get_response(request)

    return middleware


def _was_idle(request: HttpRequest) -> bool:
    now = int(time.time())
    last = request.session.get("seen", now)
    if now - last > settings.SESSION_IDLE_SECONDS:
        return True
    if now - last > 30 or "seen" not in request.session:
        request.session["seen"] = now
    return False


def _needed_step(request: HttpRequest) -> HttpResponse | None:
    open_paths = (reverse("organizations:token"), reverse("organizations:logout"), "/static/")
    if request.path.startswith(open_paths) or request.user.is_verified():
        return None
    if user_has_device(request.user):
        return redirect("organizations:token")
    setup = reverse("organizations:second-factor")
    needs = settings.SECOND_FACTOR_REQUIRED and not request.path.startswith(setup)
    access = access_of(request.user)
    if needs and (access.everywhere or access.units):
        return redirect(setup)
    return None
