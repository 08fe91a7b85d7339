"""What the pages of an entry share: found among those the person may open, with the way back."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse

from innovations import permissions
from innovations.models import Innovation
from innovations.registry.queries.listing import entry_of
from organizations.access import Decision, allow
from organizations.web import Crumb, FormPage, StaffView

REGISTRY = Crumb("Inovasi", "/kerja/inovasi/")
Rule = Callable[[Any, Innovation], Decision]


class EntryView(StaffView):
    """A page about an entry, or about something of one (`model`): 404 for whoever may not open it."""

    model: Any = Innovation

    @cached_property
    def row(self) -> Any:
        found = self.model._default_manager.filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def entry(self) -> Innovation:
        own = self.model is Innovation
        found = entry_of(self.request.user, self.kwargs["pk"] if own else self.row.innovation_id)
        if found is None:
            raise Http404
        return found

    @property
    def entry_url(self) -> str:
        return reverse("innovations:innovation-detail", args=[self.entry.pk])

    @property
    def trail(self) -> list[Crumb]:
        return [REGISTRY, Crumb(self.entry.name, self.entry_url)]


class EntryFormPage(EntryView, FormPage):
    """A form about an entry."""

    rule: Rule = permissions.can_edit

    def decide(self) -> None:
        allow(type(self).rule(self.request.user, self.entry))

    @property
    def back(self) -> str:  # type: ignore[override]
        return self.entry_url

    @property
    def lead(self) -> str:  # type: ignore[override]
        return self.entry.name
