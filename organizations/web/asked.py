"""What a request asks for: the year, filters and part of a list; and where it comes from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, TypeVar

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import BaseForm
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


def chosen(filters: BaseForm) -> dict[str, Any]:
    """What the filters above a list ask for; nothing when they were not sent or are wrong."""
    return filters.cleaned_data if filters.is_bound and filters.is_valid() else {}


def paged(request: HttpRequest, rows: QuerySet | Sequence, per_page: int) -> dict[str, Any]:
    """`page` and `base` for components/pagination.html: a part of a list, filters kept."""
    query = request.GET.copy()
    query.pop("halaman", None)
    return {
        "page": Paginator(rows, per_page).get_page(request.GET.get("halaman")),
        "base": f"?{query.urlencode()}&" if query else "?",
    }


def marker(request: HttpRequest, name: str = "sebelum") -> int | None:
    """The row after which a keyset list goes on; None at its start, and for what is no number."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 18 else None
