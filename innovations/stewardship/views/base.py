"""What the pages about one innovation share: found among those the person may open."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse

from innovations import permissions
from innovations.models import Innovation
from organizations.web import Crumb, FormPage, StaffView

DESK = Crumb("Inovasi", "/kerja/inovasi/")


def steward_url(innovation: Innovation) -> str:
    return reverse("innovations:steward-detail", args=[innovation.pk])


class InnovationView(StaffView):
    """A page about an innovation, or about something of one: 404 for whoever may not open it."""

    model: Any = Innovation

    @cached_property
    def row(self) -> Any:
        related = ("organization",) if self.model is Innovation else ("innovation__organization",)
        found = self.model._default_manager.select_related(*related)
        found = found.filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def innovation(self) -> Innovation:
        found: Innovation = self.row if self.model is Innovation else self.row.innovation
        if not permissions.can_view(self.request.user, found):
            raise Http404
        return found

    @property
    def trail(self) -> list[Crumb]:
        return [DESK, Crumb(self.innovation.name, f"{DESK.url}{self.innovation.pk}/")]


class InnovationFormPage(InnovationView, FormPage):
    """A form about an innovation; it leads back to the page of stewardship."""

    @property
    def back(self) -> str:  # type: ignore[override]
        return steward_url(self.innovation)

    @property
    def lead(self) -> str:  # type: ignore[override]
        return self.innovation.name
