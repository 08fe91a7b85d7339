"""Sending a proposal on to the province or the nation: the record, and the package."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.files.base import File
from django.http import Http404, HttpRequest, HttpResponse

from innovations.award.actions.forwarding import save_forwarding
from innovations.award.forms.forwarding import FIELDS, ForwardingForm
from innovations.award.queries.forwarding import award_of
from innovations.award.reports.package import write_package
from innovations.award.views.after import AfterProposalView, proposal_url
from innovations.models import Forwarding
from innovations.permissions import objections as permissions
from organizations.access import allow
from organizations.storage import StorageAway
from organizations.web import FormPage, download, no_download


class ForwardingCreateView(AfterProposalView, FormPage):
    heading = "Catat penerusan"
    done = "Penerusan tersimpan."

    def decide(self) -> None:
        allow(permissions.can_forward(self.request.user, self.proposal))

    @cached_property
    def forwarding(self) -> Forwarding:
        return Forwarding(proposal=self.proposal)

    @property
    def back(self) -> str:  # type: ignore[override]
        return proposal_url(self.proposal)

    @property
    def lead(self) -> str:  # type: ignore[override]
        return self.proposal.title

    def form(self, *given: Any) -> Any:
        held = self.forwarding
        initial: dict[str, Any] = {}
        if held.pk:
            initial = {name: getattr(held, name) for name in FIELDS}
            initial["is_award"] = award_of(held) is not None
        return ForwardingForm(*given, initial=initial)

    def save(self, form: Any) -> Forwarding:
        return save_forwarding(
            forwarding=self.forwarding, values=form.values(),
            is_award=form.cleaned_data["is_award"], by=self.request.user,
        )  # fmt: skip


class ForwardingUpdateView(ForwardingCreateView):
    heading = "Ubah penerusan"

    @cached_property
    def forwarding(self) -> Forwarding:
        found = self.proposal.forwardings.filter(pk=self.kwargs["forwarding"]).first()
        if found is None:
            raise Http404
        return found


class PackageView(AfterProposalView):
    def get(self, request: HttpRequest, pk: int, proposal: int) -> HttpResponse:
        name = f"paket-{self.edition.slug}-{self.proposal.code}.zip"
        try:
            content = write_package(self.proposal)
        except StorageAway as trouble:
            return no_download(request, trouble, name=name)
        return download(File(content), name=name, mime="application/zip")
