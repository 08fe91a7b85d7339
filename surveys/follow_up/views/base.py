"""What the pages of follow-ups share: the way back to a unit's plans, tabs, stored files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from organizations.formatting import format_number
from organizations.storage import FileTrouble, checked, evidence
from organizations.web import Crumb, download, no_download
from surveys.instrument.views.base import UnitFormPage, UnitView


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    active: bool


def tabs(named: Iterable[tuple[str, str, int]], current: str) -> list[Tab]:
    """Tabs of (name, label, length of its list) for components/tabs.html."""
    return [
        Tab(f"{label} ({format_number(count)})", f"?tab={name}" if name else "?", name == current)
        for name, label, count in named
    ]


class PlansMixin(UnitView):
    """A page on the way from the unit over its plans."""

    @property
    def plans_url(self) -> str:
        return reverse("surveys:plan-list", args=[self.unit.pk])

    @property
    def trail(self) -> list[Crumb]:
        return [*super().trail, Crumb("Tindak lanjut", self.plans_url)]


class PlansFormPage(PlansMixin, UnitFormPage):
    """A form on the way from the unit over its plans."""


def file_response(request: HttpRequest, row: Any, name: str) -> HttpResponse:
    """The stored file of a row (file, file_name, mime, sha256), or the page that says why not."""
    try:
        file = checked(evidence(), row.file.name, row.sha256)
    except FileTrouble as trouble:
        return no_download(request, trouble, name=row.file_name or name)
    return download(file, name=row.file_name, mime=row.mime)
