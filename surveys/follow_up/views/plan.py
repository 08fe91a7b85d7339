"""One plan: written, reported done with its proof, judged."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from organizations import activity
from organizations.actions.saving import mark_of
from organizations.web import TransitionView, buttons, file_response, page
from organizations.workflow import Transition, left_to_others
from surveys import permissions, states
from surveys.choices import Element, FollowUpState, ForumState
from surveys.follow_up.actions.plans import confirm, drop, report_done, save_plan, send_back
from surveys.follow_up.forms.plans import AgreementForm, PlanForm, ReportForm
from surveys.follow_up.views.base import PlansFormPage, PlansMixin
from surveys.models import FollowUp, Forum, Period

MOVES = {move.name: move for move in (states.CONFIRM, states.RETURN, states.DROP)}
WORDS = ("element", "issue", "action", "owner", "due_on")


def plan_url(pk: int) -> str:
    return reverse("surveys:plan-detail", args=[pk])


class PlanDetailView(PlansMixin):
    model = FollowUp

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        plan, user = self.row, request.user
        plan.unit = self.unit
        may = bool(permissions.can_manage(user, self.unit))
        is_planned = plan.state == FollowUpState.PLANNED
        is_fixed = plan.forum is not None and plan.forum.state == ForumState.PUBLISHED
        context = {
            "plan": plan,
            "unit": self.unit,
            "buttons": buttons(
                MOVES, user, plan, url=lambda name: reverse("surveys:plan-move", args=[pk, name])
            ),
            "left": left_to_others(MOVES.values(), user, plan),
            "may_edit": may and is_planned and not is_fixed,
            "may_report": may and is_planned,
            "is_late": is_planned and plan.due_on < timezone.localdate(),
            "history": activity.history_of(plan)[:20],
        }
        return page(request, "surveys/follow_up/plan.html", context, crumbs=self.trail)


class PlanFormView(PlansFormPage):
    """The words of a plan; new ones begin with the element that was asked for."""

    form_class = PlanForm
    plan: FollowUp

    @property
    def initial(self) -> dict[str, Any]:
        words = {name: getattr(self.plan, name) for name in WORDS}
        return {**words, "mark": mark_of(self.plan, WORDS)}

    def form(self, *given: Any) -> Any:
        return self.form_class(*given, initial=self.initial)

    def save(self, form: Any) -> FollowUp:
        mark = form.cleaned_data["mark"]
        return save_plan(plan=self.plan, values=form.values(), by=self.request.user, mark=mark)


class PlanCreateView(PlanFormView):
    model = Period
    once = True
    heading = "Buat rencana tindak lanjut"
    done = "Rencana tersimpan."

    @cached_property
    def plan(self) -> FollowUp:  # type: ignore[override]
        return FollowUp(unit=self.unit, period=self.row)

    @property
    def initial(self) -> dict[str, Any]:
        asked = self.request.GET.get("unsur", "")
        return {"element": asked if asked in Element.values else ""}

    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse("surveys:plan-period", args=[self.row.pk])

    @property
    def lead(self) -> str:  # type: ignore[override]
        return f"{self.unit.name}, hasil {self.row.label}"


class AgreementCreateView(PlanFormView):
    """What a forum agreed on, of the result it spoke of where it spoke of one."""

    model = Forum
    once = True
    form_class = AgreementForm
    heading = "Tambah kesepakatan"
    done = "Kesepakatan tersimpan."

    @cached_property
    def plan(self) -> FollowUp:  # type: ignore[override]
        return FollowUp(unit=self.unit, forum=self.row, period=self.row.period)

    @property
    def initial(self) -> dict[str, Any]:
        return {}

    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse("surveys:forum-detail", args=[self.row.pk])

    @property
    def lead(self) -> str:  # type: ignore[override]
        return f"{self.row.topic}, {self.unit.name}"


class OnePlanPage(PlansFormPage):
    model = FollowUp

    @cached_property
    def plan(self) -> FollowUp:
        self.row.unit = self.unit
        return self.row

    @property
    def back(self) -> str:  # type: ignore[override]
        return plan_url(self.plan.pk)

    @property
    def lead(self) -> str:  # type: ignore[override]
        return str(self.plan)


class PlanEditView(OnePlanPage, PlanFormView):
    heading = "Ubah rencana tindak lanjut"
    done = "Rencana tersimpan."

    def form(self, *given: Any) -> Any:
        form_class = AgreementForm if self.plan.forum_id else PlanForm
        return form_class(*given, initial=self.initial)


class PlanReportView(OnePlanPage):
    heading = "Laporkan selesai"
    submit = "Laporkan selesai"
    done = "Dilaporkan selesai. Orang lain akan memeriksanya."

    def form(self, *given: Any) -> Any:
        initial = {"outcome": self.plan.outcome, "done_on": timezone.localdate()}
        return ReportForm(*given, has_proof=bool(self.plan.file), initial=initial)

    def save(self, form: Any) -> FollowUp:
        given = form.cleaned_data
        return report_done(
            plan=self.plan,
            outcome=given["outcome"],
            done_on=given["done_on"],
            upload=given["file"],
            by=self.request.user,
        )


class PlanMoveView(PlansMixin, TransitionView):
    """Confirm, send back with what is lacking, or give up with the reason."""

    model = FollowUp
    transitions = MOVES

    def get_object(self) -> FollowUp:
        self.row.unit = self.unit
        return self.row

    def move(self, obj: FollowUp, transition: Transition, note: str) -> FollowUp:
        user = self.request.user
        acts: dict[str, Callable[[], FollowUp]] = {
            states.CONFIRM.name: lambda: confirm(plan=obj, by=user),
            states.RETURN.name: lambda: send_back(plan=obj, by=user, note=note),
            states.DROP.name: lambda: drop(plan=obj, by=user, note=note),
        }
        return acts[transition.name]()

    def success_url(self, obj: FollowUp) -> str:
        return plan_url(obj.pk)


class PlanProofView(PlansMixin):
    """The proof, for those who work on the unit."""

    model = FollowUp

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.unit  # noqa: B018 - 404 for whoever may not open it
        if not self.row.file:
            raise Http404
        return file_response(request, self.row, "Bukti tindak lanjut")
