"""What the pages of a checklist share: found among those of innovations the person may open."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse

from innovations import permissions
from innovations.adoption.actions.setup import today
from innovations.adoption.queries.checklists import checklist_of
from innovations.models import AdoptionChecklist
from innovations.permissions.adoption import keeps_adoption
from organizations.access import allow
from organizations.web import Crumb, FormPage, StaffView

LISTS = Crumb("Daftar adopsi", "/kerja/inovasi/adopsi/")


def board_url(checklist: AdoptionChecklist) -> str:
    return reverse("innovations:adoption-board", args=[checklist.pk])


class ChecklistView(StaffView):
    """A page about a checklist, or about something of one (`model`, which names its `checklist`)."""

    model: Any = None

    @cached_property
    def row(self) -> Any:
        allow(permissions.can_open(self.request.user))
        found = self.model._default_manager.filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    @property
    def checklist_key(self) -> int:
        return self.kwargs["pk"] if self.model is None else self.row.checklist_id

    @cached_property
    def checklist(self) -> AdoptionChecklist:
        allow(permissions.can_open(self.request.user))
        found = checklist_of(self.request.user, self.checklist_key)
        if found is None:
            raise Http404
        return found

    @cached_property
    def subject(self) -> Any:
        """The row, knowing its checklist."""
        self.row.checklist = self.checklist
        return self.row

    @property
    def on(self) -> Any:
        return today()

    @property
    def trail(self) -> list[Crumb]:
        name = self.checklist.innovation.name
        return [LISTS, Crumb(name, board_url(self.checklist))]


class ChecklistFormPage(ChecklistView, FormPage):
    """A form of those who keep the list."""

    def decide(self) -> None:
        allow(keeps_adoption(self.request.user, self.checklist.innovation))

    @property
    def back(self) -> str:  # type: ignore[override]
        return board_url(self.checklist)

    @property
    def lead(self) -> str:  # type: ignore[override]
        return self.checklist.innovation.name
