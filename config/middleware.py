"""Headers that Django does not set itself, and a number for every request."""

import re
import secrets
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers

from config import logs

Handler = Callable[[HttpRequest], HttpResponse]

_NUMBER = re.compile(r"^[A-Za-z0-9-]{8,64}$")
_HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(self), payment=(), usb=()",
}


def request_id(get_response: Handler) -> Handler:
    """`request.number` is in every log line, in X-Request-ID, and on the error page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        number = given if _NUMBER.match(given) else secrets.token_hex(8)
        request.number = number  # type: ignore[attr-defined]
        # Not reset afterwards: Django logs 4xx and 5xx answers after the middleware has returned.
        logs.request_number.set(number)
        response = get_response(request)
        response["X-Request-ID"] = number
        return response

    return middleware


def response_headers(get_response: Handler) -> Handler:
    """Private pages are never kept by a cache; a view that sets Cache-Control decides itself.

    But what goes to a browser with a session, or gives it a cookie, is never for a shared cache.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if has_session and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        elif (has_session or response.cookies) and not _is_static(request):
            _keep_private(response)
        return response

    return middleware


def opened_by_hand(get_response: Handler) -> Handler:
    """An address of a button alone, opened after a reload or a sign-in, is a page that says so.

    Django's answer has no words: the browser would show nothing at all.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_opened = request.method == "GET" and isinstance(response, HttpResponseNotAllowed)
        if is_opened and not response.content:
            response.content = render_to_string("405.html", request=request)
        return response

    return middleware


def _is_static(request: HttpRequest) -> bool:
    return request.path.startswith(settings.STATIC_URL)


def _keep_private(response: HttpResponse) -> None:
    parts = [part.strip() for part in response.get("Cache-Control", "").split(",")]
    parts = [part for part in parts if part not in ("", "public", "private")]
    response["Cache-Control"] = ", ".join(["private", *parts])
