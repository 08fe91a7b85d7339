"""Revisions: proposed with the same form, shown side by side, judged by another person."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from innovations import permissions, states
from innovations.choices import RevisionState
from innovations.models import Innovation, Revision
from innovations.registry.actions.revisions import move_revision, page_of, propose_revision
from innovations.registry.forms.entry import RevisionForm
from innovations.registry.queries.revisions import revision_of
from innovations.registry.queries.values import NAMES
from innovations.registry.views.base import EntryView
from innovations.registry.views.entries import EntryUpdateView
from organizations.web import TransitionView, buttons, page
from organizations.workflow import Transition, left_to_others

MOVES = {move.name: move for move in states.REVISION}


class RevisionCreateView(EntryUpdateView):
    rule = permissions.can_propose
    heading = "Usulkan revisi"
    submit = "Usulkan revisi"
    done = "Revisi diusulkan. Isi yang sekarang tidak berubah sebelum revisi diterima."
    form_type = RevisionForm

    def save(self, form: Any) -> Revision:
        return propose_revision(
            innovation=self.entry,
            values=form.values(),
            note=form.cleaned_data["note"],
            seen=form.cleaned_data["seen"],
            by=self.request.user,
        )

    def after(self, saved: Any) -> str:
        return page_of(saved)


class RevisionView(EntryView):
    @cached_property
    def row(self) -> Revision:
        found = revision_of(self.request.user, self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    @property
    def entry(self) -> Innovation:  # type: ignore[override]
        return self.row.innovation


class RevisionDetailView(RevisionView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        row, user = self.row, request.user
        context = {
            "revision": row,
            "entry": self.entry,
            "changes": [row.changes[name] for name in NAMES if name in row.changes],
            "before": "Sekarang" if row.state == RevisionState.WAITING else "Sebelum",
            "buttons": buttons(MOVES, user, row, url=lambda name: _move_url(pk, name)),
            "left": left_to_others(MOVES.values(), user, row),
        }
        template = "innovations/registry/revision.html"
        return page(request, template, context, crumbs=self.trail)


def _move_url(pk: int, name: str) -> str:
    return reverse("innovations:revision-transition", args=[pk, name])


class RevisionTransitionView(RevisionView, TransitionView):
    transitions: ClassVar = MOVES

    def get_object(self) -> Revision:
        return self.row

    def move(self, obj: Revision, transition: Transition, note: str) -> Revision:
        return move_revision(revision=obj, transition=transition, by=self.request.user, note=note)

    def success_url(self, obj: Revision) -> str:
        return page_of(obj)
