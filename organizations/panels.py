"""What the dashboard and the front page are made of: every app files what it has to show.

An app's `dashboard.py` files sources of the dashboard (`DASHBOARD.file(Source(...))`), its
`front.py` those of the front page (`FRONT.file(FrontSource(...))`). Each source reads what it
needs once and gives tasks and panels; nobody names them all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from django.http import HttpRequest

from organizations.access import Access
from organizations.formatting import format_number
from organizations.registry import Registry


@dataclass(frozen=True)
class Task:
    """One thing to do now, and where."""

    label: str
    text: str
    url: str
    action: str
    tone: str = "info"


@dataclass(frozen=True)
class Tile:
    """A number (or a word) with its list behind it."""

    label: str
    value: int | str
    note: str
    url: str

    @property
    def shown(self) -> str:
        return format_number(self.value) if isinstance(self.value, int) else self.value


@dataclass(frozen=True)
class Panel:
    """A block of a page: its template, which draws `panel`, and what it draws."""

    template: str
    panel: Any
    is_above: bool = False  # stands above the tasks, and in their place when there are none


@dataclass(frozen=True)
class Nothing:
    """What a person reads who has nothing to do, and where to look meanwhile."""

    title: str
    text: str
    url: str = ""
    action: str = ""


@dataclass(frozen=True)
class Reader:
    """Whose dashboard it is, with the rights of that day."""

    user: Any
    access: Access
    on: date


@dataclass(frozen=True)
class Part:
    """What one source puts on the dashboard; `lead` and `nothing` of the first that has one."""

    tasks: Sequence[Task] = ()
    panels: Sequence[Panel] = ()
    lead: str = ""
    nothing: Nothing | None = None


@dataclass(frozen=True)
class Source:
    """Reads its part for one person; smaller orders stand higher."""

    name: str
    read: Callable[[Reader], Part]
    order: int


@dataclass(frozen=True)
class FrontPanel:
    """A panel of the front page. The first one heads it: title, the city's name, moment."""

    template: str
    panel: Any
    title: str = ""
    moment: str = ""
    lead: str = ""


@dataclass(frozen=True)
class FrontSource:
    """Reads its panel for everybody; None where there is nothing to show."""

    name: str
    read: Callable[[HttpRequest], FrontPanel | None]
    order: int


DASHBOARD = Registry[Source]("dashboard source", name=attrgetter("name"))
FRONT = Registry[FrontSource]("front page source", name=attrgetter("name"))


def by_order(registry: Registry[Any]) -> list[Any]:
    """What was filed, higher on the page first."""
    return sorted(registry.all(), key=attrgetter("order"))
