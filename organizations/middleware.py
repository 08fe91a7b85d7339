"""Between signing in and a page: idle sessions end, the second factor comes first."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from organizations.access import access_of
from organizations.actions.sessions import touch_session
from organizations.clock import use_city_time

NOTE_SECONDS = 30
Handler = Callable[[HttpRequest], HttpResponse]


PROBES = ("/hidup/", "/siap/", "/kesehatan/", "/static/")  # these read no database on their way


def city_time(get_response: Handler) -> Handler:
    """Days and hours of a page are those of the city."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PROBES):
            use_city_time()
        return get_response(request)

    return middleware


def session_guard(get_response: Handler) -> Handler:
    """Ends sessions that were idle too long and holds half-signed-in ones at the code page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            if _was_idle(request) or not request.user.may_sign_in_here:
                logout(request)
            else:
                _note_seen(request)
                stop = _needed_step(request)
                if stop is not None:
                    return stop
        return get_response(request)

    return middleware


def _was_idle(request: HttpRequest) -> bool:
    last = request.session.get("seen")
    return last is not None and time.time() - last > settings.SESSION_IDLE_SECONDS


def _note_seen(request: HttpRequest) -> None:
    """Remember the moment in the session and on the device list, twice a minute at most."""
    now, last = int(time.time()), request.session.get("seen", 0)
    if now - last > NOTE_SECONDS:
        request.session["seen"] = now
        touch_session(request)


def _needed_step(request: HttpRequest) -> HttpResponse | None:
    open_paths = (reverse("organizations:token"), reverse("organizations:logout"), "/static/")
    if request.path.startswith(open_paths) or request.user.is_verified():
        return None
    if request.user.has_second_factor:  # read by organizations.backends
        return redirect("organizations:token")
    setup = reverse("organizations:second-factor")
    needs = settings.SECOND_FACTOR_REQUIRED and not request.path.startswith(setup)
    access = access_of(request.user)
    if needs and (access.everywhere or access.units):
        return redirect(setup)
    return None
