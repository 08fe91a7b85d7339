"""A stage at the desk of the secretariat: how far it is, the draw, reminders, single sheets."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from innovations.jury.actions.drawing import appoint, draw_jurors
from innovations.jury.actions.reminding import remind_jurors, words
from innovations.jury.actions.sheets import exclude, unlock
from innovations.jury.forms.stages import AppointForm
from innovations.jury.queries.draws import draw_of, draw_page
from innovations.jury.queries.stages import (
    active_jurors,
    judged,
    reminded,
    sheet_history,
    stage_board,
    stage_of,
    stage_sheets,
)
from innovations.jury.views.jurors import DeskForm, DeskView
from innovations.models import Draw, Sheet, Stage
from innovations.permissions import jury
from innovations.permissions.competition import during
from innovations.permissions.conflicts import conflicts_of
from innovations.states.competition import EXCLUDE, UNLOCK
from organizations.access import allow
from organizations.web import ConfirmPage, Crumb, TransitionView, buttons, page, paged
from organizations.workflow import Transition

MOVES = {move.name: move for move in (UNLOCK, EXCLUDE)}
ACTS = {"unlock": unlock, "exclude": exclude}
PER_PAGE = 50


class StageView(DeskView):
    @cached_property
    def stage(self) -> Stage:
        found = stage_of(self.edition, self.kwargs["stage"])
        if found is None:
            raise Http404
        return found

    def decide(self) -> None:
        super().decide()
        self.stage  # noqa: B018 - 404 for what is not of this edition

    @property
    def url(self) -> str:
        return reverse("innovations:stage-detail", args=[self.edition.pk, self.stage.pk])

    @property
    def stage_trail(self) -> list[Crumb]:
        return [*self.jury_trail, Crumb(str(self.stage), self.url)]


class StageDetailView(StageView):
    def get(self, request: HttpRequest, pk: int, stage: int) -> HttpResponse:
        self.decide()
        is_told = jury.stage_is_told(self.stage)
        context = {
            "edition": self.edition,
            "stage": self.stage,
            "board": stage_board(self.stage, request.user),
            "draws": self.stage.draws.select_related("made_by").order_by("pk"),
            "is_told": is_told,
            "may_remind": not is_told and bool(during(self.edition, self.stage.kind)),
            **paged(request, stage_sheets(self.stage, request.user), PER_PAGE),
        }
        return page(request, "innovations/jury/stage.html", context, crumbs=self.jury_trail)


class StageForm(StageView, DeskForm):
    @property
    def trail(self) -> list[Crumb]:  # type: ignore[override]
        return self.stage_trail

    @property
    def back(self) -> str:  # type: ignore[override]
        return self.url

    @property
    def lead(self) -> str:  # type: ignore[override]
        return f"{self.edition.name}, {self.stage}"


class StageDrawView(StageForm, ConfirmPage):
    heading = "Undi juri?"
    submit = "Undi juri"
    tone = "primary"
    text = (
        "Setiap proposal mendapat juri sampai sebanyak yang diminta tahap ini. Juri yang memiliki "
        "benturan kepentingan tidak ikut diundi, dan beban dibagi rata. Bilangan acaknya disimpan, "
        "jadi undian dapat diulang siapa pun."
    )
    done = "Juri diundi."

    def save(self, form: Any) -> Draw:
        return draw_jurors(stage=self.stage, by=self.request.user)

    def after(self, saved: Draw) -> str:
        return reverse("innovations:draw-detail", args=[self.edition.pk, saved.pk])


class DrawDetailView(DeskView):
    def get(self, request: HttpRequest, pk: int, draw: int) -> HttpResponse:
        self.decide()
        found = draw_of(self.edition, draw)
        if found is None:
            raise Http404
        context = {"edition": self.edition, "drawn": draw_page(found, request.user)}
        return page(request, "innovations/jury/draw.html", context, crumbs=self.jury_trail)


class AppointView(StageForm):
    heading = "Tunjuk juri langsung"
    submit = "Tunjuk"
    done = "Juri ditunjuk."

    def form(self, *given: Any) -> Any:
        hidden = conflicts_of(self.request.user.pk, self.edition.pk)
        proposals = judged(self.stage).exclude(pk__in=hidden)
        return AppointForm(*given, proposals=proposals, jurors=active_jurors(self.edition))

    def save(self, form: Any) -> Sheet:
        return appoint(stage=self.stage, by=self.request.user, **form.cleaned_data)


class RemindView(StageForm):
    heading = "Ingatkan juri"
    submit = "Kirim pengingat"
    template = "innovations/jury/remind.html"

    def decide(self) -> None:
        super().decide()
        allow(during(self.edition, self.stage.kind))

    def context(self, form: Any) -> dict[str, Any]:
        subject, text = words(self.stage)
        people = reminded(stage_board(self.stage, self.request.user))
        return {"people": people, "subject": subject, "text": text}

    def save(self, form: Any) -> int:
        return remind_jurors(stage=self.stage, by=self.request.user)

    def said(self, saved: int) -> str:
        return f"{saved} pengingat dikirim."


class SheetView(DeskView):
    @cached_property
    def sheet(self) -> Sheet:
        rows = Sheet.objects.select_related("stage__edition", "proposal__edition", "juror__user")
        found = rows.filter(stage__edition=self.edition, pk=self.kwargs["sheet"]).first()
        if found is None:
            raise Http404
        return found

    def decide(self) -> None:
        super().decide()
        allow(jury.can_handle(self.request.user, self.sheet.proposal))


class SheetDetailView(SheetView):
    """Who judges what and what happened to it; never what it says."""

    def get(self, request: HttpRequest, pk: int, sheet: int) -> HttpResponse:
        self.decide()
        context = {
            "edition": self.edition,
            "sheet": self.sheet,
            "history": sheet_history(self.sheet),
            "buttons": buttons(
                MOVES, request.user, self.sheet, ask=True,
                url=lambda name: reverse("innovations:sheet-transition", args=[pk, sheet, name]),
            ),
        }  # fmt: skip
        stage = self.sheet.stage
        url = reverse("innovations:stage-detail", args=[pk, stage.pk])
        crumbs = [*self.jury_trail, Crumb(str(stage), url)]
        return page(request, "innovations/jury/sheet.html", context, crumbs=crumbs)


class SheetTransitionView(SheetView, TransitionView):
    transitions: ClassVar = MOVES

    def get_object(self) -> Sheet:
        self.decide()
        return self.sheet

    def move(self, obj: Sheet, transition: Transition, note: str) -> Sheet:
        return ACTS[transition.name](sheet=obj, note=note, by=self.request.user)

    def success_url(self, obj: Sheet) -> str:
        return reverse("innovations:sheet-detail", args=[self.edition.pk, obj.pk])
