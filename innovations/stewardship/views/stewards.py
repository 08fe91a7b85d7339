"""Who answers for an innovation: its page, an offer and its answer, a judgement, the orphans."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from innovations import permissions, states
from innovations.choices import Ending
from innovations.models import Handover
from innovations.registry.views.base import REGISTRY, EntryView
from innovations.stewardship.actions.handovers import (
    confirm_handover,
    decline_handover,
    offer_handover,
    withdraw_handover,
)
from innovations.stewardship.actions.judgements import judge_health
from innovations.stewardship.forms.handovers import JudgeForm, OfferForm
from innovations.stewardship.queries.orphans import orphan_lines, orphan_rows
from innovations.stewardship.queries.page import steward_page
from innovations.stewardship.queries.stewards import takers_of
from innovations.stewardship.views.base import StewardFormPage, steward_url
from innovations.stewardship.views.check_ins import opened_by
from organizations.access import allow
from organizations.web import StaffView, TransitionView, buttons, page, paged
from organizations.workflow import Transition

MOVES = {move.name: move for move in states.HANDOVER}
PER_PAGE = 50


def move_url(handover: Handover) -> Callable[[str], str]:
    return lambda name: reverse("innovations:handover-transition", args=[handover.pk, name])


class StewardDetailView(EntryView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        innovation, user = self.entry, request.user
        found = steward_page(innovation, timezone.localdate())
        waiting = found.waiting
        is_going = innovation.ending == Ending.NONE
        may_offer = is_going and bool(permissions.appoints_steward(user, innovation))
        context = {
            "innovation": innovation,
            "found": found,
            "buttons": buttons(MOVES, user, waiting, url=move_url(waiting)) if waiting else [],
            "may_offer": may_offer and waiting is None,
            "opened": opened_by(user, found.check_ins),
            "may_simplify": bool(permissions.can_simplify(user, innovation)),
            "may_judge": is_going and bool(permissions.judges_health(user, innovation)),
        }
        template = "innovations/stewardship/steward.html"
        return page(request, template, context, crumbs=self.trail)


class HandoverCreateView(StewardFormPage):
    rule = permissions.appoints_steward
    heading = "Tawarkan serah terima"
    submit = "Kirim tawaran"
    done = "Tawaran terkirim. Penerimanya mendapat surel."

    def form(self, *given: Any) -> OfferForm:
        return OfferForm(*given, takers=takers_of(self.entry, timezone.localdate()))

    def save(self, form: Any) -> Handover:
        return offer_handover(innovation=self.entry, by=self.request.user, **form.cleaned_data)


class HandoverTransitionView(EntryView, TransitionView):
    """Accept, decline with the reason, or withdraw the offer."""

    model = Handover
    transitions = MOVES

    def get_object(self) -> Handover:
        self.row.innovation = self.entry
        return self.row

    def move(self, obj: Handover, transition: Transition, note: str) -> Handover:
        user = self.request.user
        acts: dict[str, Callable[[], Handover]] = {
            states.CONFIRM.name: lambda: confirm_handover(handover=obj, by=user),
            states.DECLINE.name: lambda: decline_handover(handover=obj, by=user, note=note),
            states.WITHDRAW_HANDOVER.name: lambda: withdraw_handover(handover=obj, by=user),
        }
        return acts[transition.name]()

    def success_url(self, obj: Handover) -> str:
        return steward_url(obj.innovation)


class HealthJudgeView(StewardFormPage):
    rule = permissions.judges_health
    heading = "Tetapkan keadaan"
    once = True
    done = "Keadaan ditetapkan."
    form_class = JudgeForm

    def save(self, form: Any) -> Any:
        return judge_health(innovation=self.entry, by=self.request.user, **form.cleaned_data)


class OrphanListView(StaffView):
    """Innovations that nobody answers for: the city's for its leaders, else those of the own units."""

    def get(self, request: HttpRequest) -> HttpResponse:
        allow(permissions.sees_orphans(request.user))
        today = timezone.localdate()
        found = paged(request, orphan_rows(request.user, today), PER_PAGE)
        lines = orphan_lines(request.user, found["page"].object_list, today)
        template = "innovations/stewardship/orphans.html"
        return page(request, template, {**found, "lines": lines}, crumbs=[REGISTRY])
