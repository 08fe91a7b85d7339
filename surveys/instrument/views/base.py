"""What the pages of a unit share: found among those the person may open, with the way back."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse

from organizations.access import Decision, allow
from organizations.web import Crumb, FormPage, StaffView
from surveys import permissions
from surveys.instrument.queries.units import unit_of
from surveys.models import ServiceUnit

DESK = Crumb("Survei kepuasan", "/kerja/survei/")
Rule = Callable[[Any, ServiceUnit], Decision]


class UnitView(StaffView):
    """A page about a unit, or about something of one: 404 for whoever may not open the unit.

    `model` names what the address is about when it is not the unit itself; `path` leads from
    there to the unit.
    """

    model: Any = ServiceUnit
    path = "unit"

    @cached_property
    def row(self) -> Any:
        related = () if self.model is ServiceUnit else (self.path,)
        rows = self.model._default_manager.select_related(*related)
        found = rows.filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def unit(self) -> ServiceUnit:
        owner: Any = self.row
        if self.model is not ServiceUnit:
            for name in self.path.split("__"):
                owner = getattr(owner, name)
        found = unit_of(self.request.user, owner.pk)
        if found is None:
            raise Http404
        return found

    @property
    def unit_url(self) -> str:
        return reverse("surveys:unit-detail", args=[self.unit.pk])

    @property
    def trail(self) -> list[Crumb]:
        return [DESK, Crumb(self.unit.name, self.unit_url)]


class UnitFormPage(UnitView, FormPage):
    """A form about a unit."""

    rule: Rule = permissions.can_manage

    def decide(self) -> None:
        allow(type(self).rule(self.request.user, self.unit))

    @property
    def back(self) -> str:  # type: ignore[override]
        return self.unit_url

    @property
    def lead(self) -> str:  # type: ignore[override]
        return self.unit.name
