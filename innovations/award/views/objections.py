"""Objections to a result: the list with its terms, filing, answering."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse

from innovations.award.actions.objections import (
    answer_letter,
    answer_objection,
    file_objection,
    readmits,
)
from innovations.award.forms.objection import ObjectionForm
from innovations.award.queries.after import proposals_after
from innovations.award.queries.objections import objections_about, with_due
from innovations.award.views.after import MOVES, ObjectedProposalView, ObjectedView, proposal_url
from innovations.models import Objection
from innovations.permissions import objections as permissions
from innovations.states.competition import UPHOLD
from organizations.access import allow
from organizations.web import FormPage, TransitionView, page, paged
from organizations.workflow import Transition

PER_PAGE = 50
READMITS = (
    "Proposal ini diterima kembali dan ikut dinilai; jawaban Anda menjadi alasannya. Sesudah itu "
    "undi jurinya di halaman tahap penilaian."
)


class ObjectionListView(ObjectedView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        edition = self.edition
        self.require_there()
        rows = objections_about(proposals_after(request.user, edition))
        context = {**paged(request, rows, PER_PAGE), "edition": edition}
        context["lines"] = with_due(context["page"].object_list, edition)
        return page(request, "innovations/award/objections.html", context, crumbs=self.trail)


class ObjectionCreateView(ObjectedProposalView, FormPage):
    heading = "Ajukan sanggahan"
    submit = "Ajukan"
    form_class = ObjectionForm
    done = "Sanggahan diajukan. Jawabannya dikirim lewat surel dan tampil di halaman ini."

    def decide(self) -> None:
        allow(permissions.can_object(self.request.user, self.proposal))

    @property
    def back(self) -> str:  # type: ignore[override]
        return proposal_url(self.proposal)

    @property
    def lead(self) -> str:  # type: ignore[override]
        return self.proposal.title

    def save(self, form: Any) -> Objection:
        return file_objection(
            proposal=self.proposal, text=form.cleaned_data["text"], by=self.request.user
        )


class ObjectionTransitionView(ObjectedProposalView, TransitionView):
    transitions: ClassVar = MOVES
    confirm_template = "innovations/competition/decide.html"

    @cached_property
    def objection(self) -> Objection:
        found = self.proposal.objections.filter(pk=self.kwargs["objection"]).first()
        if found is None:
            raise Http404
        return found

    def get_object(self) -> Objection:
        return self.objection

    def more(self, obj: Objection) -> dict[str, Any]:
        upheld = self.kwargs["transition"] == UPHOLD.name
        return {
            "asked": obj.text,
            "letter": answer_letter(obj),
            "follows": READMITS if upheld and readmits(obj) else "",
        }

    def move(self, obj: Objection, transition: Transition, note: str) -> Objection:
        return answer_objection(
            objection=obj, transition=transition, note=note, by=self.request.user
        )

    def success_url(self, obj: Objection) -> str:
        return proposal_url(self.proposal)
