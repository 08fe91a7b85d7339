"""Launches at the desk: list, one launch, its form, its moves, who signed, the sheet."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from innovations import permissions, states
from innovations.choices import LaunchState
from innovations.launch.actions.launches import (
    drop_signatory,
    move_launch,
    save_launch,
    save_signatory,
)
from innovations.launch.forms.launches import LaunchForm, SignatoryForm
from innovations.launch.queries.launches import launch_of, launch_page, launches
from innovations.launch.reports import commitment_sheet
from innovations.models import Launch, Signatory
from innovations.registry.forms.events import held_values
from innovations.registry.views.events import (
    EventCreatePage,
    EventFormPage,
    EventTransitionView,
    EventView,
)
from organizations import activity
from organizations.access import allow
from organizations.forms.marked import marked
from organizations.web import (
    ConfirmPage,
    Crumb,
    StaffView,
    buttons,
    made_file,
    page,
    paged,
)
from organizations.workflow import Transition

LAUNCHES = Crumb("Peluncuran", "/kerja/inovasi/peluncuran/")
PAGE = "innovations:launch-detail"
PER_PAGE = 50
MOVES = {move.name: move for move in states.LAUNCH}
WORDS = ("name", "held_on", "place", "occasion", "decree")
SIGNED = ("position", "institution", "promise", "signed_on")


class LaunchListView(StaffView):
    def get(self, request: HttpRequest) -> HttpResponse:
        allow(permissions.can_open(request.user))
        may_add = bool(permissions.can_begin(request.user))
        context = {**paged(request, launches(), PER_PAGE), "may_add": may_add}
        return page(request, "innovations/launch/list.html", context)


class LaunchView(EventView):
    """A page about a launch: 404 where there is none, 403 for whoever has no work here."""

    home, page_name = LAUNCHES, PAGE

    @cached_property
    def event(self) -> Launch:
        allow(permissions.can_open(self.request.user))
        found = launch_of(self.kwargs["pk"])
        if found is None:
            raise Http404
        return found


class LaunchDetailView(LaunchView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        launch, user = self.event, request.user
        may = bool(permissions.manages_launch(user, launch))
        found = launch_page(launch, user)
        context = {
            "launch": launch,
            "found": found,
            "may_manage": may and launch.state != LaunchState.CANCELLED,
            "buttons": buttons(MOVES, user, launch, url=lambda name: _move_url(pk, name)),
            # Its lines name what was added and taken out, whoever may see it.
            "history": [] if found.others else activity.history_of(launch)[:20],
        }
        return page(request, "innovations/launch/detail.html", context, crumbs=[LAUNCHES])


def _move_url(pk: int, name: str) -> str:
    return reverse("innovations:launch-transition", args=[pk, name])


class LaunchCreateView(EventCreatePage):
    page_name = PAGE
    heading = "Catat peluncuran"
    done = "Peluncuran tersimpan."
    trail = (LAUNCHES,)
    back = LAUNCHES.url

    def form(self, *given: Any) -> LaunchForm:
        return LaunchForm(*given, user=self.request.user)

    def save(self, form: Any) -> Launch:
        return save_launch(launch=Launch(), by=self.request.user, **form.told())


class LaunchFormPage(LaunchView, EventFormPage):
    rule = permissions.manages_launch


class LaunchUpdateView(LaunchFormPage):
    heading = "Ubah peluncuran"
    done = "Peluncuran tersimpan."

    def form(self, *given: Any) -> LaunchForm:
        initial = held_values(self.event, WORDS, ("press",))
        return LaunchForm(*given, user=self.request.user, initial=initial)

    def save(self, form: Any) -> Launch:
        return save_launch(launch=self.event, by=self.request.user, **form.told())


class LaunchTransitionView(LaunchView, EventTransitionView):
    transitions: ClassVar = MOVES

    def move(self, obj: Launch, transition: Transition, note: str) -> Launch:
        return move_launch(launch=obj, transition=transition, by=self.request.user, note=note)


class SignatoryCreateView(LaunchFormPage):
    heading = "Tambah penanda tangan"
    done = "Penanda tangan tersimpan."

    @cached_property
    def signatory(self) -> Signatory:
        return Signatory(launch=self.event)

    def form(self, *given: Any) -> Any:
        held = self.signatory
        initial = {name: getattr(held, name) for name in SIGNED} if held.pk else {}
        return SignatoryForm(*given, initial={**initial, **marked(held, SIGNED)})

    def save(self, form: Any) -> Signatory:
        return save_signatory(
            signatory=self.signatory, values=form.values(), by=self.request.user,
            mark=form.cleaned_data["mark"],
        )  # fmt: skip


class SignatoryUpdateView(SignatoryCreateView):
    heading = "Ubah penanda tangan"

    @cached_property
    def signatory(self) -> Signatory:
        allow(permissions.can_open(self.request.user))
        found = Signatory.objects.select_related("launch").filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def event(self) -> Launch:
        return self.signatory.launch


class SignatoryDeleteView(SignatoryUpdateView, ConfirmPage):
    submit = "Hapus"
    done = "Penanda tangan dihapus."
    text = "Riwayat peluncuran tetap mencatatnya."

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Hapus penanda tangan “{self.signatory}”?"

    def form(self, *given: Any) -> Any:
        return self.form_class(*given)

    def save(self, form: Any) -> Any:
        drop_signatory(signatory=self.signatory, by=self.request.user)


class CommitmentSheetView(LaunchView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        content = commitment_sheet(launch_page(self.event, request.user))
        return made_file(content, name=f"komitmen-peluncuran-{pk}.pdf")
