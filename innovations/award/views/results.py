"""The result at the desk and for everybody."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views import View

from innovations.award.actions.results import announce, freeze, reopen, shortlist
from innovations.award.queries.page import (
    ResultPage,
    corrections_of,
    former_result,
    held_among,
    places,
    public_result,
    result_page,
    results_of,
)
from innovations.choices.competition import ResultState, StageKind
from innovations.competition.queries.editions import public_editions
from innovations.competition.views.editions import EditionView
from innovations.models import Edition, Result, Stage
from innovations.permissions import competition, objections, results
from innovations.states.competition import ANNOUNCE, REOPEN
from organizations.access import allow
from organizations.web import ConfirmPage, Crumb, TransitionView, buttons, page
from organizations.workflow import Transition

MOVES = {move.name: move for move in (ANNOUNCE, REOPEN)}


def result_url(pk: int) -> str:
    return reverse("innovations:result", args=[pk])


class ResultView(EditionView):
    """The ranking as far as it may be read, what blocks it, and what was frozen."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        edition, user = self.edition, request.user
        rows = results_of(edition)
        allow(results.can_see_held(user, held_among(rows)))
        may_run = bool(competition.can_run(user))
        found = result_page(edition, user, rows)
        held, correction = found.held, found.correction
        may_freeze = may_run and found.is_open
        context = {
            "edition": edition,
            "found": found,
            "may_run": may_run,
            "may_freeze": may_freeze and found.is_whole,
            "desk": found.desk if may_freeze and held is None else None,
            "may_close": bool(correction and objections.can_close_correction(user, correction)),
            "groups": places(held.content, _hidden(found)) if held else [],
            "buttons": self._buttons(held),
        }
        return page(request, "innovations/award/result.html", context, crumbs=self.trail)

    def _buttons(self, held: Result | None) -> Any:
        if held is None:
            return []
        return buttons(
            MOVES, self.request.user, held, ask=True,
            url=lambda name: reverse(
                "innovations:result-transition", args=[self.edition.pk, held.pk, name]
            ),
        )  # fmt: skip


def _hidden(found: ResultPage) -> frozenset[str]:
    """Once announced, everybody reads all of it."""
    is_public = found.held is not None and found.held.state == ResultState.PUBLISHED
    return frozenset() if is_public else found.hidden


class ResultConfirm(EditionView, ConfirmPage):
    tone = "primary"

    def decide(self) -> None:
        allow(results.can_freeze(self.request.user, self.edition))

    @property
    def back(self) -> str:  # type: ignore[override]
        return result_url(self.edition.pk)


class FreezeView(ResultConfirm):
    heading = "Bekukan hasil?"
    text = (
        "Aturan, semua lembar nilai, dan peringkat disimpan sebagaimana adanya sekarang dengan "
        "sidik yang membuktikannya. Nilai yang masih sama diundi dengan bilangan acak yang dicatat."
    )
    submit = "Bekukan"
    done = "Hasil dibekukan. Orang lain yang mengumumkannya."

    def save(self, form: Any) -> Result:
        return freeze(edition=Edition.objects.get(pk=self.edition.pk), by=self.request.user)


class ShortlistView(ResultConfirm):
    heading = "Tetapkan yang maju?"
    text = (
        "Yang terbaik tiap kelompok maju ke tahap berikutnya, sebanyak yang ditetapkan aturan; "
        "yang nilainya sama di batas maju semua."
    )
    submit = "Tetapkan"

    def said(self, saved: int) -> str:
        return f"{saved} proposal maju ke tahap berikutnya."

    def save(self, form: Any) -> int:
        stage = Stage.objects.filter(edition=self.edition, kind=StageKind.DESK).first()
        if stage is None:
            raise Http404
        return shortlist(stage=stage, by=self.request.user)


class ResultTransitionView(EditionView, TransitionView):
    transitions: ClassVar = MOVES

    @cached_property
    def result(self) -> Result:
        found = Result.objects.filter(edition=self.edition, pk=self.kwargs["result"]).first()
        if found is None:
            raise Http404
        return found

    def get_object(self) -> Result:
        return self.result

    def move(self, obj: Result, transition: Transition, note: str) -> Result:
        if transition is ANNOUNCE:
            return announce(result=obj, by=self.request.user)
        return reopen(result=obj, by=self.request.user, note=note)

    def success_url(self, obj: Result) -> str:
        held = Result.objects.get(pk=obj.pk)
        if held.state == ResultState.PUBLISHED:
            return reverse("innovations:public-result", args=[obj.edition.slug])
        return result_url(obj.edition_id)


class PublicResultView(View):
    """The announced result; before that the address does not exist."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        edition = public_editions().filter(slug=slug).first()
        result = public_result(edition) if edition else None
        if edition is None or result is None:
            raise Http404
        return _drawn(request, edition, result, is_former=False)


class FormerResultView(View):
    """What was announced before it was corrected."""

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        edition = public_editions().filter(slug=slug).first()
        result = former_result(edition, number) if edition else None
        if edition is None or result is None:
            raise Http404
        return _drawn(request, edition, result, is_former=True)


def _drawn(
    request: HttpRequest, edition: Edition, result: Result, *, is_former: bool
) -> HttpResponse:
    context = {
        "edition": edition,
        "result": result,
        "groups": places(result.content),
        "is_former": is_former,
        "corrections": corrections_of(edition, result),
        "is_looked_at": not is_former and results.open_correction(edition) is not None,
    }
    trail = [
        Crumb("Kompetisi inovasi", reverse("innovations:public-edition-list")),
        Crumb(edition.name, edition.get_absolute_url()),
    ]
    return page(request, "innovations/award/public.html", context, crumbs=trail)
