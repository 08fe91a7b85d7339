"""Proposals at the desk: the list of an edition, one with everything of it, begun and moved."""

from __future__ import annotations

from functools import cached_property, partial
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from innovations.choices.competition import PhaseKind, ProposalState
from innovations.competition.actions.proposals import begin_proposal, withdraw_proposal
from innovations.competition.actions.screening import decide
from innovations.competition.forms.proposals import ProposalBeginForm, ProposalFilterForm
from innovations.competition.queries.editions import closing_of, zone_name
from innovations.competition.queries.eligibility import conditions
from innovations.competition.queries.mails import TYPED, decision_letter
from innovations.competition.queries.proposals import (
    copied_rows,
    enterable,
    listed,
    proposal_of,
    proposal_page,
    units_with_proposals,
)
from innovations.competition.queries.screening import not_met
from innovations.competition.views.editions import EDITIONS, EditionView, edition_url
from innovations.models import Proposal
from innovations.permissions import competition, proposals
from innovations.states.competition import (
    ASK_REPAIR,
    PROPOSAL,
    READMIT,
    REJECT,
    RESUBMIT,
    SUBMIT,
    WITHDRAW,
)
from organizations import activity
from organizations.access import allow
from organizations.web import (
    Crumb,
    FormPage,
    StaffView,
    TransitionView,
    buttons,
    chosen,
    page,
    paged,
)
from organizations.workflow import Transition

PER_PAGE = 50
JUDGED = (ProposalState.REPAIR, ProposalState.PASSED, ProposalState.REJECTED)
MOST_LINES = 30
ELSEWHERE = (SUBMIT, RESUBMIT, READMIT)  # have a page of their own, or follow from another act
MOVES = {move.name: move for move in PROPOSAL if move not in ELSEWHERE}


def proposal_url(pk: int) -> str:
    return reverse("innovations:proposal-detail", args=[pk])


class ProposalListView(EditionView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        allow(proposals.can_list_proposals(request.user))
        edition, user = self.edition, request.user
        filters = ProposalFilterForm(
            request.GET or None, edition=edition, units=units_with_proposals(user, edition)
        )
        registering = competition.during(edition, PhaseKind.REGISTRATION)
        context = {
            **paged(request, listed(user, edition, chosen(filters)), PER_PAGE),
            "edition": edition,
            "filters": filters,
            "may_run": bool(competition.can_run(user)),
            "may_decide": bool(competition.can_run(user) and proposals.screening_is_on(edition)),
            "may_begin": bool(registering and proposals.can_enter_somewhere(user)),
        }
        return page(request, "innovations/competition/proposals.html", context, crumbs=self.trail)


class ProposalCreateView(EditionView, FormPage):
    heading = "Usulkan inovasi"
    submit = "Mulai menulis"
    done = "Proposal dimulai sebagai konsep."

    def decide(self) -> None:
        allow(proposals.can_enter_somewhere(self.request.user))
        allow(competition.during(self.edition, PhaseKind.REGISTRATION))

    @property
    def lead(self) -> str:  # type: ignore[override]
        return self.edition.name

    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse("innovations:proposal-list", args=[self.edition.pk])

    def form(self, *given: Any) -> Any:
        offered = enterable(self.request.user, self.edition)
        return ProposalBeginForm(*given, edition=self.edition, innovations=offered)

    def save(self, form: Any) -> Proposal:
        values = {**form.cleaned_data}
        innovation = values.pop("innovation")
        return begin_proposal(
            edition=self.edition, innovation=innovation, values=values, by=self.request.user
        )

    def after(self, saved: Proposal) -> str:
        return reverse("innovations:proposal-write", args=[saved.pk])


class ProposalView(StaffView):
    """A page about a proposal, or about something of one (`model`): 404 for what is not to be
    known, 403 for who is in conflict."""

    model: Any = Proposal

    @cached_property
    def row(self) -> Any:
        found = self.model._default_manager.filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def proposal(self) -> Proposal:
        user = self.request.user
        allow(proposals.can_list_proposals(user))
        own = self.model is Proposal
        found = proposal_of(user, self.kwargs["pk"] if own else self.row.proposal_id)
        if found is None:
            raise Http404
        allow(proposals.can_view_proposal(user, found))
        return found

    @property
    def trail(self) -> list[Crumb]:
        proposal = self.proposal
        edition = proposal.edition
        rows = reverse("innovations:proposal-list", args=[edition.pk])
        return [
            EDITIONS, Crumb(edition.name, edition_url(edition.pk)), Crumb("Proposal", rows),
            Crumb(proposal.title, proposal_url(proposal.pk)),
        ]  # fmt: skip


class ProposalFormPage(ProposalView, FormPage):
    rule: Any = proposals.can_write_proposal

    def decide(self) -> None:
        allow(type(self).rule(self.request.user, self.proposal))

    @property
    def back(self) -> str:  # type: ignore[override]
        return proposal_url(self.proposal.pk)

    @property
    def lead(self) -> str:  # type: ignore[override]
        return self.proposal.title


def closing_words(proposal: Proposal) -> dict[str, Any]:
    """What tells until when a proposal may be written, with the zone of the city."""
    is_repair = proposal.state == ProposalState.REPAIR
    kind = PhaseKind.REPAIR if is_repair else PhaseKind.REGISTRATION
    return {
        "closing": closing_of(proposal.edition, kind), "zone": zone_name(), "is_repair": is_repair,
    }  # fmt: skip


class ProposalDetailView(ProposalView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        proposal, user = self.proposal, request.user
        found = proposal_page(proposal)
        writing = proposals.can_write_proposal(user, proposal)
        may_write = bool(writing)
        may_check = bool(proposals.can_check(user, proposal))
        moves = {n: m for n, m in MOVES.items() if m is not ASK_REPAIR or not proposal.was_repaired}
        context = {
            **closing_words(proposal),
            "proposal": proposal,
            "found": found,
            "may_write": may_write,
            "waits": writing.reason if proposals.is_to_be_written(user, proposal) else "",
            "conditions": conditions(found) if may_write else [],
            "may_check": may_check,
            "may_mask": bool(proposals.can_mask(user, proposal)),
            "shows_checks": may_check or proposal.state in JUDGED,
            "copied": copied_rows(proposal),
            "buttons": buttons(
                moves, user, proposal, ask=True, url=lambda name: _move_url(pk, name)
            ),
            "history": activity.history_of(proposal)[:MOST_LINES],
        }
        return page(
            request, "innovations/competition/proposal.html", context, crumbs=self.trail[:-1]
        )


def _move_url(pk: int, name: str) -> str:
    return reverse("innovations:proposal-transition", args=[pk, name])


class ProposalTransitionView(ProposalView, TransitionView):
    transitions: ClassVar = MOVES
    confirm_template = "innovations/competition/decide.html"

    def get_object(self) -> Proposal:
        return self.proposal

    def more(self, obj: Proposal) -> dict[str, Any]:
        """The mail that follows, as far as it is known before the note is typed."""
        move = MOVES[self.kwargs["transition"]]
        if move is WITHDRAW:
            return {"letter": None}
        return {"letter": decision_letter(obj, move, TYPED)}

    def move(self, obj: Proposal, transition: Transition, note: str) -> Proposal:
        act = (
            withdraw_proposal if transition is WITHDRAW else partial(decide, transition=transition)
        )
        return act(proposal=obj, by=self.request.user, note=note)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        obj, transition = self._subject()
        is_refused = transition in (ASK_REPAIR, REJECT)
        return self._confirm(obj, transition, note=not_met(obj) if is_refused else "")

    def success_url(self, obj: Proposal) -> str:
        return proposal_url(obj.pk)
