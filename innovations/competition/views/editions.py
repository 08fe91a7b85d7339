"""Editions at the desk: list, one edition with all its rules, its form, its moves, its calendar."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from innovations.choices.competition import EditionState
from innovations.competition.actions.editions import (
    create_edition,
    move_edition,
    save_edition,
    save_phase,
)
from innovations.competition.forms.editions import EditionCreateForm, EditionForm, PhaseForm
from innovations.competition.forms.parts import PARTS
from innovations.competition.queries.editions import (
    calendar,
    edition_of,
    editions,
    movable,
    part_rows,
    zone_name,
)
from innovations.competition.queries.faults import faults
from innovations.competition.queries.rules import whole
from innovations.models import Edition, Phase
from innovations.permissions import competition, proposals, results
from innovations.permissions.jury import can_judge_somewhere
from innovations.states.competition import EDITION
from organizations import activity
from organizations.access import allow
from organizations.actions.saving import mark_of
from organizations.web import (
    Crumb,
    FormPage,
    StaffView,
    TransitionView,
    buttons,
    page,
    paged,
)
from organizations.workflow import Transition

EDITIONS = Crumb("Kompetisi", "/kerja/kompetisi/")
PER_PAGE = 50
MOVES = {move.name: move for move in EDITION if move.name != "conclude"}
WORDS = (
    "name", "year", "organizer", "theme", "legal_basis", "about", "entrants", "quota",
    "barred_years", "weighting", "aggregate", "rounding", "outlier_points",
    "objection_answer_days", "statement",
)  # fmt: skip


def edition_url(pk: int) -> str:
    return reverse("innovations:edition-detail", args=[pk])


class EditionListView(StaffView):
    def get(self, request: HttpRequest) -> HttpResponse:
        allow(competition.can_open_work(request.user))
        may_add = bool(competition.can_run(request.user))
        context = {
            **paged(request, editions(request.user), PER_PAGE),
            "may_add": may_add,
            "may_judge": bool(can_judge_somewhere(request.user)),
        }
        return page(request, "innovations/competition/list.html", context)


class EditionView(StaffView):
    """A page about an edition: 403 for whoever has no work here, 404 for what is not to be known."""

    @cached_property
    def edition(self) -> Edition:
        allow(competition.can_open_work(self.request.user))
        found = edition_of(self.request.user, self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    @property
    def trail(self) -> list[Crumb]:
        return [EDITIONS, Crumb(self.edition.name, edition_url(self.edition.pk))]


class EditionDetailView(EditionView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        edition, user = self.edition, request.user
        is_draft = edition.state == EditionState.DRAFT
        may_change = bool(competition.can_change_rules(user, edition))
        may_move = bool(competition.can_move_phases(user, edition))
        context = {
            "edition": edition,
            "parts": part_rows(PARTS, edition),
            "calendar": calendar(edition),
            "zone": zone_name(),
            "faults": faults(whole(pk)) if is_draft and may_change else [],
            "may_change": may_change,
            "may_see_result": not is_draft and bool(results.can_see_result(user, edition)),
            "may_run": bool(competition.can_run(user)),
            "may_move": may_move,
            "movable": movable(edition) if may_move else (),
            "may_add": bool(competition.can_add_phase(user, edition)),
            "may_list": not is_draft and bool(proposals.can_list_proposals(user)),
            "buttons": buttons(
                MOVES, user, edition, ask=True,
                url=lambda name: reverse("innovations:edition-transition", args=[pk, name]),
            ),
            "history": activity.history_of(edition)[:20] if competition.can_run(user) else [],
        }  # fmt: skip
        return page(request, "innovations/competition/detail.html", context, crumbs=[EDITIONS])


class EditionCreateView(FormPage):
    once = True
    heading = "Siapkan edisi kompetisi"
    form_class = EditionCreateForm
    submit = "Buat konsep"
    done = "Konsep edisi dibuat. Lengkapi aturannya, lalu buka edisinya."
    back = EDITIONS.url
    trail = (EDITIONS,)

    def decide(self) -> None:
        allow(competition.can_run(self.request.user))

    def save(self, form: Any) -> Edition:
        values = {name: form.cleaned_data[name] for name in ("name", "year", "organizer")}
        return create_edition(values=values, by=self.request.user, **form.origin())

    def after(self, saved: Edition) -> str:
        return edition_url(saved.pk)


class EditionFormPage(EditionView, FormPage):
    rule: Any = competition.can_change_rules

    def decide(self) -> None:
        allow(type(self).rule(self.request.user, self.edition))

    @property
    def back(self) -> str:  # type: ignore[override]
        return edition_url(self.edition.pk)

    @property
    def lead(self) -> str:  # type: ignore[override]
        return self.edition.name


class EditionUpdateView(EditionFormPage):
    heading = "Ubah edisi"

    def form(self, *given: Any) -> Any:
        held = Edition.objects.get(pk=self.edition.pk)
        initial = {name: getattr(held, name) for name in WORDS}
        return EditionForm(*given, initial={**initial, "mark": mark_of(held, WORDS)})

    def save(self, form: Any) -> Edition:
        return save_edition(
            edition=self.edition, values=form.values(), by=self.request.user,
            mark=form.cleaned_data["mark"],
        )  # fmt: skip


class EditionTransitionView(EditionView, TransitionView):
    transitions: ClassVar = MOVES

    def get_object(self) -> Edition:
        return Edition.objects.get(pk=self.edition.pk)

    def move(self, obj: Edition, transition: Transition, note: str) -> Edition:
        return move_edition(edition=obj, transition=transition, by=self.request.user, note=note)

    def success_url(self, obj: Edition) -> str:
        return edition_url(obj.pk)


class PhaseCreateView(EditionFormPage):
    heading = "Tambah jadwal edisi"
    rule = competition.can_add_phase
    done = "Jadwal tersimpan."

    @cached_property
    def phase(self) -> Phase:
        return Phase(edition=self.edition)

    def form(self, *given: Any) -> Any:
        held = self.phase
        names = ("kind", "opens_at", "closes_at")
        initial = {name: getattr(held, name) for name in names} if held.pk else None
        return PhaseForm(*given, initial=initial)

    def save(self, form: Any) -> Phase:
        values = {**form.cleaned_data}
        reason = values.pop("reason")
        return save_phase(
            edition=self.edition, phase=self.phase, values=values, reason=reason,
            by=self.request.user,
        )  # fmt: skip


class PhaseUpdateView(PhaseCreateView):
    heading = "Ubah jadwal edisi"
    rule = competition.can_move_phases

    @cached_property
    def phase(self) -> Phase:
        found = Phase.objects.filter(edition=self.edition, pk=self.kwargs["phase"]).first()
        if found is None:
            raise Http404
        return found
