"""What a request asks for: the year of a page, and where it comes from."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from django.http import Http404, HttpRequest

Year = TypeVar("Year", int, int | None)


def chosen_year(
    request: HttpRequest, default: Year, years: Collection[int] | None = None
) -> Year | int:
    """The year of `?tahun=`, else the default.

    Where the `years` there are to choose from are given, another one is a 404; elsewhere
    anything but four digits counts as not asked.
    """
    asked = request.GET.get("tahun", "")
    if not asked:
        return default
    is_year = asked.isascii() and asked.isdecimal() and len(asked) == 4
    if years is not None and (not is_year or int(asked) not in years):
        raise Http404
    return int(asked) if is_year else default


def client_address(request: HttpRequest) -> str:
    """The peer's address as the trusted proxy reports it (REMOTE_ADDR is set by the server)."""
    return request.META.get("REMOTE_ADDR", "")
