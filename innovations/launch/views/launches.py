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
from organizations import activity
from organizations.access import allow
from organizations.forms.marked import marked
from organizations.web import (
    ConfirmPage,
    Crumb,
    FormPage,
    StaffView,
    TransitionView,
    buttons,
    made_file,
    page,
    paged,
)
from organizations.workflow import Transition

LAUNCHES = Crumb("Peluncuran", "/kerja/inovasi/peluncuran/")
PER_PAGE = 50
MOVES = {move.name: move for move in states.LAUNCH}
WORDS = ("name", "held_on", "place", "occasion", "decree")
SIGNED = ("position", "institution", "promise", "signed_on")


def launch_url(pk: int) -> str:
    return reverse("innovations:launch-detail", args=[pk])


class LaunchListView(StaffView):
    def get(self, request: HttpRequest) -> HttpResponse:
        allow(permissions.can_open(request.user))
        may_add = bool(permissions.can_begin(request.user))
        context = {**paged(request, launches(), PER_PAGE), "may_add": may_add}
        return page(request, "innovations/launch/list.html", context)


class LaunchView(StaffView):
    """A page about a launch: 404 where there is none, 403 for whoever has no work here."""

    @cached_property
    def launch(self) -> Launch:
        allow(permissions.can_open(self.request.user))
        found = launch_of(self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    @property
    def trail(self) -> list[Crumb]:
        return [LAUNCHES, Crumb(self.launch.name, launch_url(self.launch.pk))]


class LaunchDetailView(LaunchView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        launch, user = self.launch, request.user
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


class LaunchCreateView(FormPage):
    heading = "Catat peluncuran"
    once = True
    done = "Peluncuran tersimpan."
    trail = (LAUNCHES,)
    back = LAUNCHES.url

    def decide(self) -> None:
        allow(permissions.can_begin(self.request.user))

    def form(self, *given: Any) -> Any:
        return LaunchForm(*given, user=self.request.user)

    def save(self, form: Any) -> Launch:
        values, mark = form.values(), form.cleaned_data["mark"]
        rows, user = values.pop("innovations"), self.request.user
        return save_launch(
            launch=self.subject(), values=values, innovations=rows, by=user, mark=mark
        )

    def subject(self) -> Launch:
        return Launch()

    def after(self, saved: Launch) -> str:
        return launch_url(saved.pk)


class LaunchFormPage(LaunchView, FormPage):
    def decide(self) -> None:
        allow(permissions.manages_launch(self.request.user, self.launch))

    @property
    def back(self) -> str:  # type: ignore[override]
        return launch_url(self.launch.pk)

    @property
    def lead(self) -> str:  # type: ignore[override]
        return self.launch.name


class LaunchUpdateView(LaunchFormPage, LaunchCreateView):
    heading = "Ubah peluncuran"

    def form(self, *given: Any) -> Any:
        launch = self.launch
        names = launch.innovations.order_by("name").values_list("slug", flat=True)
        initial = {
            **{name: getattr(launch, name) for name in WORDS},
            "innovations": "\n".join(names),
            "press": "\n".join(launch.press),
            **marked(launch, (*WORDS, "press")),
        }
        return LaunchForm(*given, user=self.request.user, initial=initial)

    def subject(self) -> Launch:
        return self.launch


class LaunchTransitionView(LaunchView, TransitionView):
    transitions: ClassVar = MOVES

    def get_object(self) -> Launch:
        return self.launch

    def move(self, obj: Launch, transition: Transition, note: str) -> Launch:
        return move_launch(launch=obj, transition=transition, by=self.request.user, note=note)

    def success_url(self, obj: Launch) -> str:
        return launch_url(obj.pk)


class SignatoryCreateView(LaunchFormPage):
    heading = "Tambah penanda tangan"
    done = "Penanda tangan tersimpan."

    @cached_property
    def signatory(self) -> Signatory:
        return Signatory(launch=self.launch)

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
    def launch(self) -> Launch:
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
        content = commitment_sheet(launch_page(self.launch, request.user))
        return made_file(content, name=f"komitmen-peluncuran-{pk}.pdf")
