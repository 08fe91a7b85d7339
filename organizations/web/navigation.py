"""The menu: every app files its entries, each person sees those their rights open, in groups.

The first level holds entries of their own and groups; each domain is one group, so that it
stays short however many domains there are. A group of which a person may open one entry only is
that entry.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from organizations.access import access_of
from organizations.models import City
from organizations.registry import Registry


@dataclass(frozen=True)
class NavGroup:
    """A first-level entry that opens others; `path` is where all pages of the group stand."""

    label: str
    icon: str
    order: int
    path: str = ""


@dataclass(frozen=True)
class NavItem:
    """A menu entry, filed in an app's `navigation.py`; `right` hides it from others, and `places`
    are addresses under which further pages of the entry stand."""

    label: str
    url_name: str
    icon: str
    order: int
    group: NavGroup | None = None
    right: str | tuple[str, ...] = ""  # shown to holders of (one of) these rights
    staff_only: bool = True
    places: tuple[str, ...] = ()

    def is_for(self, request: HttpRequest) -> bool:
        if self.staff_only and not request.user.is_authenticated:
            return False
        rights = (self.right,) if isinstance(self.right, str) else self.right
        access = access_of(request.user)
        return not any(rights) or any(access.has(right) for right in rights)


NAVIGATION = Registry[NavItem]("menu entry", name=attrgetter("url_name"))


@dataclass(frozen=True)
class NavLink:
    """An entry as the page draws it; `current` is the value of aria-current, or empty."""

    label: str
    url: str
    icon: str
    current: str = ""


@dataclass(frozen=True)
class NavSection:
    """A group as the page draws it; the one the page belongs to stands open."""

    label: str
    icon: str
    links: list[NavLink]
    is_current: bool


def navigation(request: HttpRequest) -> list[NavLink | NavSection]:
    """The menu for this person, with the current entry marked and its group open."""
    items = sorted(
        (item for item in NAVIGATION.all() if item.is_for(request)),
        key=lambda item: (*_place(item.group, item), item.order, item.label),
    )
    here = _current(items, request.path)
    menu: list[NavLink | NavSection] = []
    for group, found in groupby(items, key=attrgetter("group")):
        links = [_link(item, here, request.path) for item in found]
        if group is None or len(links) == 1:
            menu += links
        else:
            menu.append(_section(group, links, request.path))
    return menu


def _place(group: NavGroup | None, item: NavItem) -> tuple[int, str]:
    """Where an entry stands on the first level: as itself, or with its group."""
    return (group.order, group.label) if group else (item.order, "")


def _current(items: Iterable[NavItem], path: str) -> str:
    """The address of the entry whose pages this one belongs to, or nothing."""
    holding = [
        (len(place), url)
        for item in items
        for url in (reverse(item.url_name),)
        for place in (url, *item.places)
        if path == place or (place != "/" and path.startswith(place))
    ]
    return max(holding, default=(0, ""))[1]


def _link(item: NavItem, here: str, path: str) -> NavLink:
    url = reverse(item.url_name)
    current = "" if url != here else "page" if url == path else "true"
    return NavLink(item.label, url, item.icon, current)


def _section(group: NavGroup, links: list[NavLink], path: str) -> NavSection:
    is_below = bool(group.path) and path.startswith(group.path)
    is_current = is_below or any(link.current for link in links)
    return NavSection(group.label, group.icon, links, is_current)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: what `base.html` needs on every page."""
    return {"city": City.current(), "nav": navigation(request)}
