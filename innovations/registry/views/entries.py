"""One entry with everything of it, its form and its moves."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from innovations import permissions, states
from innovations.choices import Origin
from innovations.models import Innovation
from innovations.registry.actions.entries import begin_entry, change_entry, mark_of
from innovations.registry.actions.moving import move_entry, page_of
from innovations.registry.forms.entry import EntryForm, initial_of
from innovations.registry.queries.listing import units_written
from innovations.registry.queries.page import entry_page
from innovations.registry.queries.similar import similar_to
from innovations.registry.queries.stale import stale_since
from innovations.registry.queries.values import addresses_of, values_of
from innovations.registry.views.base import REGISTRY, EntryFormPage, EntryView
from organizations import activity
from organizations.access import allow
from organizations.web import FormPage, TransitionView, buttons, page
from organizations.workflow import Transition, left_to_others

MOVES = {move.name: move for move in states.INNOVATION}
MOST_LINES = 30


class EntryDetailView(EntryView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        entry, user = self.entry, request.user
        url = reverse("innovations:innovation-update", args=[pk])
        may_write = bool(permissions.can_write(user, entry))
        context = {
            "entry": entry,
            "found": entry_page(entry),
            "similar": similar_to(entry, user),
            "stale": stale_since([entry], timezone.now()).get(pk),
            "edit_url": url,
            "may_write": may_write,
            "may_propose": bool(permissions.can_propose(user, entry)),
            "may_add": bool(permissions.can_edit(user, entry)),
            "may_correct": may_write or bool(permissions.can_correct(user, entry)),
            "buttons": buttons(MOVES, user, entry, url=lambda name: _move_url(pk, name)),
            "left": left_to_others(MOVES.values(), user, entry),
            "history": activity.history_of(entry)[:MOST_LINES],
        }
        return page(request, "innovations/registry/detail.html", context, crumbs=[REGISTRY])


def _move_url(pk: int, name: str) -> str:
    return reverse("innovations:innovation-transition", args=[pk, name])


class EntryFormMixin(FormPage):
    """The one form of an entry, in groups."""

    template = "innovations/registry/form.html"

    def context(self, form: Any) -> dict[str, Any]:
        return {"groups": form.groups()}


class EntryCreateView(EntryFormMixin):
    heading = "Daftarkan inovasi"
    lead = "Simpan dulu yang Anda tahu sebagai konsep; sisanya dapat dilengkapi kapan saja."
    submit = "Simpan konsep"
    once = True
    trail = (REGISTRY,)
    back = REGISTRY.url

    def decide(self) -> None:
        allow(permissions.can_begin(self.request.user))

    def form(self, *given: Any) -> Any:
        user = self.request.user
        offered = units_written(user, timezone.localdate())
        return EntryForm(*given, user=user, entry=Innovation(), offered=offered)

    def save(self, form: Any) -> Innovation:
        unit = form.cleaned_data["organization"]
        return begin_entry(organization=unit, values=form.values(), by=self.request.user)

    def said(self, saved: Innovation) -> str:
        near = similar_to(saved, self.request.user)
        if not near:
            return "Konsep inovasi tersimpan."
        names = ", ".join(row.name for row in near)
        return f"Konsep inovasi tersimpan. Mirip dengan: {names}. Periksa dulu sebelum diajukan."

    def after(self, saved: Innovation) -> str:
        return page_of(saved)


class ReferenceCreateView(EntryCreateView):
    """A reference from elsewhere: without a unit, with its source."""

    heading = "Catat rujukan dari daerah lain"
    lead = "Inovasi daerah lain yang patut ditiru. Rujukan tidak memiliki penanggung jawab di sini."

    def decide(self) -> None:
        allow(permissions.can_manage(self.request.user))

    def form(self, *given: Any) -> Any:
        return EntryForm(*given, user=self.request.user, entry=Innovation(origin=Origin.REFERENCE))

    def save(self, form: Any) -> Innovation:
        return begin_entry(organization=None, values=form.values(), by=self.request.user)


class EntryUpdateView(EntryFormMixin, EntryFormPage):
    rule = permissions.can_write
    heading = "Ubah inovasi"
    form_type: type[EntryForm] = EntryForm

    def form(self, *given: Any) -> Any:
        values = values_of(self.entry)
        names = addresses_of(values)
        return self.form_type(
            *given,
            user=self.request.user,
            entry=self.entry,
            named={slug: pk for pk, slug in names.items()},
            initial={**initial_of(values, names), "seen": mark_of(self.entry)},
        )

    def save(self, form: Any) -> Any:
        return change_entry(
            innovation=self.entry,
            values=form.values(),
            seen=form.cleaned_data["seen"],
            by=self.request.user,
        )


class EntryTransitionView(EntryView, TransitionView):
    transitions: ClassVar = MOVES

    def get_object(self) -> Innovation:
        return self.entry

    def move(self, obj: Innovation, transition: Transition, note: str) -> Innovation:
        return move_entry(innovation=obj, transition=transition, by=self.request.user, note=note)

    def success_url(self, obj: Innovation) -> str:
        return page_of(obj)
