"""Milestones of an innovation, its forms and moves, and the board of all."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from innovations import permissions
from innovations.choices import Ending
from innovations.choices.launch import MilestoneState
from innovations.launch.actions.milestones import (
    move_milestone,
    report_milestone,
    save_milestone,
)
from innovations.launch.forms.milestones import EvidenceForm, MilestoneForm
from innovations.launch.queries.milestones import LABELS, board, history_of, step_of, steps_of
from innovations.models import Innovation, Milestone
from innovations.permissions.launch import plans_milestones, reports_milestone
from innovations.registry.views.base import REGISTRY, EntryFormPage, EntryView
from innovations.states import launch as states
from organizations.access import allow
from organizations.forms.marked import marked
from organizations.web import StaffView, TransitionView, buttons, file_response, page, paged, tabs
from organizations.workflow import Transition, left_to_others

MOVES = {move.name: move for move in states.JUDGED}
PER_PAGE = 50
WORDS = ("term", "output", "due_on")


def list_url(innovation: Innovation) -> str:
    return reverse("innovations:milestone-list", args=[innovation.pk])


class MilestoneBoardView(StaffView):
    """What was promised and is due, of the innovations the person may open."""

    def get(self, request: HttpRequest) -> HttpResponse:
        allow(permissions.can_open(request.user))
        today = timezone.localdate()
        found = board(request.user, today)
        tab = request.GET.get("tab", "")
        tab = tab if tab in LABELS else ""
        named = [(name, label, found.counts[name]) for name, label in LABELS.items()]
        context: dict[str, Any] = {
            **paged(request, found.parts[tab], PER_PAGE),
            "tabs": tabs(named, tab),
        }
        context["steps"] = [step_of(row, today) for row in context["page"].object_list]
        return page(request, "innovations/launch/board.html", context, crumbs=[REGISTRY])


class MilestoneListView(EntryView):
    """What was promised for one innovation, with what may be done about each."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        entry, user = self.entry, request.user
        is_going = entry.ending == Ending.NONE
        may_plan = is_going and bool(plans_milestones(user, entry))
        steps = steps_of(entry, timezone.localdate())
        for step in steps:
            step.milestone.innovation = entry
        context = {
            "entry": entry,
            "may_plan": may_plan,
            "lines": [(step, *_acts(step.milestone, user, is_going=is_going)) for step in steps],
            "history": history_of(entry),
        }
        return page(request, "innovations/launch/milestones.html", context, crumbs=self.trail)


def _acts(row: Milestone, user: Any, *, is_going: bool) -> tuple[Any, Any, bool]:
    """The buttons, why some are left to others, and whether it may be changed and reported."""
    if not is_going:
        return [], [], False
    offered = buttons(MOVES, user, row, url=_move_url(row))
    may = row.state == MilestoneState.PLANNED and bool(reports_milestone(user, row))
    return offered, left_to_others(MOVES.values(), user, row), may


def _move_url(row: Milestone) -> Callable[[str], str]:
    return lambda name: reverse("innovations:milestone-transition", args=[row.pk, name])


class MilestoneFormPage(EntryFormPage):
    rule = plans_milestones
    form_class = MilestoneForm

    @property
    def back(self) -> str:  # type: ignore[override]
        return list_url(self.entry)


class MilestoneCreateView(MilestoneFormPage):
    heading = "Tambah tonggak"
    once = True
    done = "Tonggak tersimpan."

    @cached_property
    def milestone(self) -> Milestone:
        return Milestone(innovation=self.entry)

    def save(self, form: Any) -> Milestone:
        return save_milestone(
            milestone=self.milestone, values=form.values(), by=self.request.user,
            mark=form.cleaned_data["mark"],
        )  # fmt: skip


class MilestoneUpdateView(MilestoneCreateView):
    model = Milestone
    heading = "Ubah tonggak"
    lead = "Target semula tetap tampil di samping target yang baru."  # type: ignore[assignment]

    @cached_property
    def milestone(self) -> Milestone:
        self.row.innovation = self.entry
        return self.row

    def form(self, *given: Any) -> MilestoneForm:
        initial = {name: getattr(self.row, name) for name in WORDS}
        return MilestoneForm(*given, initial={**initial, **marked(self.row, WORDS)})


class MilestoneReportView(MilestoneFormPage):
    model = Milestone
    form_class = EvidenceForm
    heading = "Laporkan tonggak dengan bukti"
    submit = "Kirim bukti"
    done = "Tonggak dilaporkan. Orang lain memeriksa buktinya."

    @property
    def lead(self) -> str:  # type: ignore[override]
        return f"{self.entry.name}: {self.row.output}"

    def save(self, form: Any) -> Milestone:
        self.row.innovation = self.entry
        values = {**form.cleaned_data}
        upload = values.pop("file")
        return report_milestone(
            milestone=self.row, values=values, upload=upload, by=self.request.user
        )


class MilestoneFileView(EntryView):
    """The evidence, for those who work on the innovation."""

    model = Milestone

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.entry  # noqa: B018 - 404 for whoever may not open it
        if not self.row.file:
            raise Http404
        return file_response(request, self.row, "Bukti tonggak")


class MilestoneTransitionView(EntryView, TransitionView):
    model = Milestone
    transitions: ClassVar = MOVES

    def get_object(self) -> Milestone:
        self.row.innovation = self.entry
        return self.row

    def move(self, obj: Milestone, transition: Transition, note: str) -> Milestone:
        return move_milestone(milestone=obj, transition=transition, by=self.request.user, note=note)

    def success_url(self, obj: Milestone) -> str:
        return list_url(self.entry)
