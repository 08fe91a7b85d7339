"""Requests that no page can read are a 400, before session, database or a view sees them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError

Handler = Callable[[HttpRequest], HttpResponse]

MOST_CHARACTERS = 300_000  # of one value; fields have limits of their own, with their own sentence
# Django leaves bytes of a path that are not UTF-8 as percent signs.
_BROKEN_PATH = re.compile(r"%[89A-F][0-9A-F]")
_FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}


def refuse_unreadable(get_response: Handler) -> Handler:
    """NUL, broken UTF-8, a foreign host, an endless value: nowhere a 500."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.get_host()  # raises DisallowedHost, a 400
        if _BROKEN_PATH.search(request.path_info):
            raise BadRequest("not UTF-8")
        _check_values([request.path_info])
        _check_bytes(unquote_to_bytes(request.META.get("QUERY_STRING", "")))
        _check_values([*request.COOKIES, *request.COOKIES.values()])
        if request.content_type in _FORMS:
            _check_form(request)
        return get_response(request)

    return middleware


def _check_bytes(raw: bytes) -> None:
    try:
        _check_values([raw.decode("utf-8")])
    except UnicodeDecodeError:
        raise BadRequest("not UTF-8") from None


def _check_values(values: Iterable[str]) -> None:
    for value in values:
        if "\x00" in value:
            raise BadRequest("NUL")
        if len(value) > MOST_CHARACTERS:
            raise RequestDataTooBig("too long")


def _check_form(request: HttpRequest) -> None:
    try:
        if request.content_type == "application/x-www-form-urlencoded":
            for pair in request.body.split(b"&"):
                _check_bytes(unquote_to_bytes(pair))
        for name, values in request.POST.lists():
            _check_values([name, *values])
        _check_values(request.FILES)
    except UnreadablePostError:
        raise BadRequest("the sender stopped") from None
