"""The menu: every app files its entries, each person sees those their rights open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.module_loading import import_module, module_has_submodule

from organizations.access import access_of
from organizations.models import City


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
