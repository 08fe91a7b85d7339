"""What every page of the portal shares: the shell, rules on views, transitions, htmx.

Views declare `rule`; templates never compute a right. Not visible is 404, visible but not
allowed is 403 with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.module_loading import import_module, module_has_submodule
from django.views import View

from organizations.access import Access, Decision, access_of, allow
from organizations.models import City
from organizations.workflow import Transition


@dataclass(frozen=True)
class NavItem:
    """A menu entry of an app's `navigation.py` (`ITEMS`); `right` hides it from others."""

    label: str
    url_name: str
    icon: str
    group: str = ""
    right: str | tuple[str, ...] = ""  # shown to holders of (one of) these rights
    order: int = 100
    staff_only: bool = True
    badge: Callable[[Any], int] | None = None


@dataclass(frozen=True)
class NavLink:
    label: str
    url: str
    icon: str
    group: str
    active: bool


@dataclass(frozen=True)
class Crumb:
    label: str
    url: str = ""


@cache
def _nav_items() -> tuple[NavItem, ...]:
    from django.apps import apps  # noqa: PLC0415 - the registry is ready only after start-up

    found: list[NavItem] = []
    for config in apps.get_app_configs():
        if module_has_submodule(config.module, "navigation"):
            found += import_module(f"{config.name}.navigation").ITEMS
    return tuple(sorted(found, key=lambda item: item.order))


def navigation(request: HttpRequest) -> list[NavLink]:
    """The menu for this person, with the current section marked."""
    access = access_of(request.user)
    links = []
    for item in _nav_items():
        if item.staff_only and not request.user.is_authenticated:
            continue
        rights = (item.right,) if isinstance(item.right, str) else item.right
        if any(rights) and not any(access.has(right) for right in rights):
            continue
        url = reverse(item.url_name)
        active = request.path == url or (url != "/" and request.path.startswith(url))
        links.append(NavLink(item.label, url, item.icon, item.group, active))
    return links


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: what `base.html` needs on every page."""
    return {"city": City.current(), "nav": navigation(request)}


class StaffView(LoginRequiredMixin, View):
    """A page behind sign-in. `right` is checked before anything is read.

    Subclasses with an object check it themselves with `allow(decision)`.
    """

    right: str = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and self.right and not self.access.has(self.right):
            raise PermissionDenied("Peran Anda tidak mencakup halaman ini.")
        return super().dispatch(request, *args, **kwargs)

    @property
    def access(self) -> Access:
        return access_of(self.request.user)


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    crumbs: Sequence[Crumb] = (),
    fragment: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render a page, or only its `fragment` (a template partial) for an htmx request."""
    if fragment and getattr(request, "htmx", False):
        template = f"{template}#{fragment}"
    response = render(request, template, {**(context or {}), "crumbs": crumbs}, status=status)
    response.headers["Vary"] = "HX-Request, Cookie"
    return response


class TransitionView(StaffView):
    """POST `<pk>/<transition>/`: one view serves every button of a state table.

    Subclasses give `transitions` (name → Transition), `get_object()`, and `move()` which
    calls the domain's action. A transition that needs a note without one shows
    `confirm_template` with what was typed kept.
    """

    http_method_names = ("get", "post")
    transitions: dict[str, Transition] = {}
    confirm_template = "components/transition_confirm.html"

    def get_object(self) -> Any:
        raise TypeError("get_object is the subclass's")

    def decide(self, obj: Any, transition: Transition) -> Decision:
        raise TypeError("decide is the subclass's")

    def move(self, obj: Any, transition: Transition, note: str) -> Any:
        raise TypeError("move is the subclass's")

    def success_url(self, obj: Any) -> str:
        return obj.get_absolute_url()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        obj, transition = self._subject()
        return self._confirm(obj, transition)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        obj, transition = self._subject()
        note = request.POST.get("note", "")
        try:
            self.move(obj, transition, note)
        except ValidationError as error:
            return self._confirm(obj, transition, note=note, errors=error.messages, status=400)
        messages.success(request, f"{transition.done}.")
        return redirect(self.success_url(obj))

    def _subject(self) -> tuple[Any, Transition]:
        obj = self.get_object()
        transition = self.transitions.get(self.kwargs["transition"])
        if transition is None:
            raise PermissionDenied("Tindakan ini tidak dikenal.")
        allow(self.decide(obj, transition))
        return obj, transition

    def _confirm(
        self,
        obj: Any,
        transition: Transition,
        *,
        note: str = "",
        errors: Sequence[str] = (),
        status: int = 200,
    ) -> HttpResponse:
        context = {
            "object": obj,
            "transition": transition,
            "note": note,
            "errors": errors,
            "back_url": self.success_url(obj),
        }
        return page(self.request, self.confirm_template, context, status=status)


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
