"""The administrative check at the desk: the checklist, decisions about several, the blind text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from innovations.competition.actions.screening import decide_many, save_blind, save_checks
from innovations.competition.forms.screening import DECISIONS, BlindForm, BulkForm, ChecksForm
from innovations.competition.queries.mails import decision_letter
from innovations.competition.queries.proposals import (
    ProposalPage,
    Written,
    proposal_page,
    written,
)
from innovations.competition.queries.screening import (
    blind_mark,
    checks_mark,
    is_being_read,
    masker,
    waiting_for_decision,
)
from innovations.competition.views.editions import EditionView
from innovations.competition.views.proposals import ProposalFormPage
from innovations.permissions import competition, proposals
from organizations.access import allow
from organizations.editing import ChangedMeanwhile
from organizations.web import add_errors, page


class ProposalCheckView(ProposalFormPage):
    rule = proposals.can_check
    heading = "Periksa administrasi"
    submit = "Simpan pemeriksaan"
    done = "Pemeriksaan tersimpan. Putuskan lewat tombol di halaman proposal."

    def form(self, *given: Any) -> Any:
        checks = proposal_page(self.proposal).checks
        return ChecksForm(*given[:1], checks=checks, initial={"mark": checks_mark(self.proposal)})

    def save(self, form: Any) -> None:
        save_checks(
            proposal=self.proposal, answers=form.answers(), by=self.request.user,
            mark=form.cleaned_data["mark"],
        )  # fmt: skip


class ProposalBlindView(ProposalFormPage):
    rule = proposals.can_mask
    template = "innovations/competition/blind.html"
    heading = "Samarkan naskah"
    submit = "Simpan naskah tersamar"
    done = "Naskah tersamar tersimpan."
    theirs: Sequence[Written] = ()

    def found(self) -> ProposalPage:
        return proposal_page(self.proposal)

    def form(self, *given: Any) -> Any:
        found = self.found()
        return BlindForm(
            *given[:1], found=found, suggest=masker(found), is_read=is_being_read(self.proposal),
            initial={"mark": blind_mark(self.proposal)},
        )  # fmt: skip

    def conflict(self, form: Any, error: ChangedMeanwhile) -> HttpResponse:
        self.theirs = written(self.proposal)
        return super().conflict(form, error)

    def context(self, form: Any) -> dict[str, Any]:
        return {"proposal": self.proposal, "theirs": self.theirs}

    def save(self, form: Any) -> None:
        save_blind(
            proposal=self.proposal, title=form.cleaned_data["title"], texts=form.texts(),
            by=self.request.user, mark=form.cleaned_data["mark"],
            reason=form.cleaned_data.get("reason", ""),
        )  # fmt: skip


class ProposalBulkView(EditionView):
    """First chosen, then shown once more with its count, then decided: all of them or none."""

    choose, confirm = (f"innovations/competition/bulk{step}.html" for step in ("", "_confirm"))

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self._form(request.GET or None)
        if form.is_bound and form.is_valid():
            return self._draw(form, self.confirm)
        return self._draw(form, self.choose, status=400 if form.is_bound else 200)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self._draw(form, self.choose, status=400)
        given = form.cleaned_data
        move = DECISIONS[given["decision"]]
        try:
            count = decide_many(
                proposals=list(given["proposal"]), transition=move, note=given["note"],
                by=request.user,
            )  # fmt: skip
        except ValidationError as error:
            add_errors(form, error)
            return self._draw(form, self.choose, status=400)
        messages.success(request, f"{move.done}: {count} proposal.")
        return redirect(reverse("innovations:proposal-list", args=[pk]))

    def _form(self, *given: Any) -> BulkForm:
        allow(competition.can_run(self.request.user))
        allow(proposals.screening_is_on(self.edition))
        return BulkForm(*given, rows=waiting_for_decision(self.request.user, self.edition))

    def _draw(self, form: BulkForm, template: str, status: int = 200) -> HttpResponse:
        context = {"form": form, "edition": self.edition}
        if template == self.confirm:
            given = form.cleaned_data
            move = DECISIONS[given["decision"]]
            context |= {"rows": list(given["proposal"]), "move": move, "note": given["note"]}
            context["letters"] = [
                (row, decision_letter(row, move, given["note"])) for row in given["proposal"]
            ]
        return page(self.request, template, context, crumbs=self.trail, status=status)
