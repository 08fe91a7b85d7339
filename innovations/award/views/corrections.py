"""An announced result looked at again: opened from an upheld objection, closed without a change."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse

from innovations.award.actions.corrections import begin_correction, close_correction
from innovations.award.forms.correction import CorrectionCloseForm, CorrectionForm
from innovations.award.views.after import AfterProposalView, AfterView, proposal_url
from innovations.award.views.results import result_url
from innovations.models import Correction, Objection
from innovations.permissions import objections as permissions
from organizations.access import allow
from organizations.web import FormPage


class CorrectionCreateView(AfterProposalView, FormPage):
    heading = "Koreksi hasil"
    submit = "Buka koreksi"
    form_class = CorrectionForm
    template = "innovations/award/correct.html"
    done = "Koreksi dibuka. Buka kembali atau keluarkan lembarnya, lalu bekukan hasil koreksi."

    @cached_property
    def objection(self) -> Objection:
        rows = self.proposal.objections.select_related("proposal__edition")
        found = rows.filter(pk=self.kwargs["objection"]).first()
        if found is None:
            raise Http404
        return found

    def decide(self) -> None:
        allow(permissions.can_correct(self.request.user, self.objection))

    @property
    def back(self) -> str:  # type: ignore[override]
        return proposal_url(self.proposal)

    @property
    def lead(self) -> str:  # type: ignore[override]
        return f"{self.proposal.code} {self.proposal.title}"

    def context(self, form: Any) -> dict[str, Any]:
        return {"objection": self.objection}

    def save(self, form: Any) -> Correction:
        return begin_correction(
            objection=self.objection, reason=form.cleaned_data["reason"], by=self.request.user
        )

    def after(self, saved: Correction) -> str:
        return result_url(self.edition.pk)


class CorrectionCloseView(AfterView, FormPage):
    heading = "Tutup koreksi tanpa perubahan"
    submit = "Tutup koreksi"
    form_class = CorrectionCloseForm
    done = "Koreksi ditutup. Hasil yang diumumkan tetap."

    @cached_property
    def correction(self) -> Correction:
        rows = self.result.edition.corrections.select_related("objection__proposal", "edition")
        found = rows.filter(pk=self.kwargs["correction"]).first()
        if found is None:
            raise Http404
        return found

    def decide(self) -> None:
        allow(permissions.can_close_correction(self.request.user, self.correction))

    @property
    def back(self) -> str:  # type: ignore[override]
        return result_url(self.edition.pk)

    @property
    def lead(self) -> str:  # type: ignore[override]
        return self.correction.reason

    def save(self, form: Any) -> Correction:
        return close_correction(
            correction=self.correction, outcome=form.cleaned_data["outcome"], by=self.request.user
        )

    @property
    def trail(self) -> Any:  # type: ignore[override]
        return super().trail

    def after(self, saved: Correction) -> str:
        return reverse("innovations:result", args=[self.edition.pk])
