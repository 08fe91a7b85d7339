"""Units and what they fulfil from files, in the two steps of every import."""

from __future__ import annotations

from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from innovations.adoption.actions.imports import MARKS, UNITS, import_kind
from innovations.adoption.views.base import ChecklistFormPage, ChecklistView, board_url
from innovations.models import AdoptionChecklist
from innovations.permissions.adoption import keeps_adoption
from organizations.access import allow
from organizations.imports.kinds import Kind
from organizations.models import FileImport
from organizations.views.imports import (
    Addresses,
    CancelView,
    ConfirmView,
    FileImportView,
    KeptView,
    PreviewView,
    template_file,
)
from organizations.web import Crumb

ROUTES = {UNITS: "adoption-unit-import", MARKS: "adoption-mark-import"}


def addresses_of(checklist: AdoptionChecklist, name: str, trail: list[Crumb]) -> Addresses:
    route = f"innovations:{ROUTES[name]}"
    return Addresses(
        upload=reverse(route, args=[checklist.pk]),
        template=reverse(f"{route}-template", args=[checklist.pk]),
        kept="innovations:adoption-file",
        trail=tuple(trail),
    )


class ImportView(ChecklistFormPage, FileImportView):
    name = UNITS

    @cached_property
    def kind(self) -> Kind:  # type: ignore[override]
        return import_kind(self.checklist, self.name)

    @property
    def addresses(self) -> Addresses:
        return addresses_of(self.checklist, self.name, self.trail)

    @property
    def back(self) -> str:  # type: ignore[override]
        return board_url(self.checklist)

    lead = FileImportView.lead


class TemplateFileView(ChecklistView):
    name = UNITS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        allow(keeps_adoption(request.user, self.checklist.innovation))
        return template_file(import_kind(self.checklist, self.name), self.name)


class KeptFileView(ChecklistView, KeptView):
    """A file that was looked at, for whoever keeps the list it is about."""

    @cached_property
    def kept(self) -> FileImport:  # type: ignore[override]
        return get_object_or_404(FileImport, pk=self.kwargs["pk"], kind__in=ROUTES)

    @property
    def checklist_key(self) -> int:
        return int(self.kept.subject)

    @cached_property
    def kind(self) -> Kind:  # type: ignore[override]
        return import_kind(self.checklist, self.kept.kind)

    @property
    def addresses(self) -> Addresses:
        return addresses_of(self.checklist, self.kept.kind, self.trail)

    def decide(self) -> None:
        allow(keeps_adoption(self.request.user, self.checklist.innovation))


class KeptPreviewView(KeptFileView, PreviewView):
    pass


class KeptConfirmView(KeptFileView, ConfirmView):
    pass


class KeptCancelView(KeptFileView, CancelView):
    pass
