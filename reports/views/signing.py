"""Asking for signatures, the list of who signs, and signing what was ticked."""

from __future__ import annotations

import uuid
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from organizations.access import allow
from organizations.web import Crumb, FormPage, StaffView, TransitionView, page
from organizations.workflow import Transition
from reports import permissions, states
from reports.actions.signatures import ask_signature_again, refuse_signature, request_signatures
from reports.actions.signing import start_signing
from reports.forms import AskSignatureForm, SignForm
from reports.models import ReportJob, SignatureRequest, SigningBatch
from reports.queries.jobs import visible
from reports.queries.signatures import (
    LISTED,
    Waiting,
    chosen,
    count_waiting,
    progress_of,
    signed_by,
    waiting_for,
)
from reports.queries.signing_setup import missing, service
from reports.views.jobs import CRUMBS, MOVES, JobView

LIST = "reports:signature-list"
ACTS = {states.REFUSE.name: refuse_signature, states.ASK_AGAIN.name: ask_signature_again}


def trail() -> list[Crumb]:
    return [*CRUMBS, Crumb("Tanda tangan", reverse(LIST))]


class AskSignatureView(JobView, FormPage):
    """Who will be asked stands on the page, in the order in which they sign."""

    form_class = AskSignatureForm
    template = "reports/signing/ask.html"
    heading = "Minta tanda tangan elektronik"
    submit = "Minta tanda tangan"
    done = "Tanda tangan diminta. Pejabatnya melihat dokumen ini di daftar Tanda tangan."

    @cached_property
    def subject(self) -> ReportJob:
        return self.job()

    def decide(self) -> None:
        allow(permissions.can_ask_signatures(self.request.user, self.subject))

    @property
    def back(self) -> str:  # type: ignore[override]
        return self.subject.get_absolute_url()

    @property
    def lead(self) -> str:  # type: ignore[override]
        return self.subject.title

    @property
    def trail(self) -> list[Crumb]:  # type: ignore[override]
        return [*CRUMBS, Crumb(self.subject.title, self.back)]

    def save(self, form: Any) -> Any:
        return request_signatures(
            job=self.subject, reason=form.cleaned_data["reason"], by=self.request.user
        )

    def context(self, form: Any) -> dict[str, Any]:
        return {"job": self.subject, "missing": missing()}


class SignatureListView(StaffView):
    right = "reports.sign"

    def get(self, request: HttpRequest) -> HttpResponse:
        lines = waiting_for(request.user)
        context = {
            "lines": lines,
            "more": max(0, count_waiting(request.user) - len(lines)),
            "ready": any(line.may for line in lines),
            "signed": signed_by(request.user),
            "missing": missing(),
            "most": LISTED,
        }
        return page(request, "reports/signing/list.html", context, crumbs=CRUMBS)


class SignView(FormPage):
    """The ticked documents once more, and the passphrase."""

    right = "reports.sign"
    template = "reports/signing/confirm.html"
    heading = "Tandatangani dokumen"
    submit = "Tandatangani"
    done = ""

    @cached_property
    def lines(self) -> list[Waiting]:
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        keys = [int(key) for key in sent.getlist("pilih") if key.isdecimal() and len(key) < 18]
        return chosen(self.request.user, keys)

    @property
    def ready(self) -> list[SignatureRequest]:
        return [line.request for line in self.lines if line.may]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and self.access.has(self.right) and not self._known():
            messages.info(request, "Centang dulu dokumen yang akan ditandatangani.")
            return redirect(LIST)
        return super().dispatch(request, *args, **kwargs)

    def _known(self) -> bool:
        """Something to sign is ticked, or the form was sent before and its batch is there."""
        return bool(self.ready) or self._sent_before() is not None

    def _sent_before(self) -> SigningBatch | None:
        key = self.request.POST.get("key", "")
        try:
            rows = SigningBatch.objects.filter(request_key=uuid.UUID(key))
        except ValueError:
            return None
        return rows.filter(person=self.request.user).first()

    def form(self, *given: Any) -> SignForm:
        found = service()
        return SignForm(
            *given,
            identity_label=found.identity_label if found else "",
            asks_passphrase=found is None or found.asks_passphrase,
        )

    def save(self, form: SignForm) -> SigningBatch:
        known = self._sent_before()
        if known is not None:
            return known
        return start_signing(
            requests=self.ready,
            passphrase=form.cleaned_data.get("passphrase", ""),
            identity=form.cleaned_data.get("identity", ""),
            key=form.cleaned_data["key"],
            by=self.request.user,
        )

    def after(self, saved: SigningBatch) -> str:
        return saved.get_absolute_url()

    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse(LIST)

    @property
    def trail(self) -> list[Crumb]:  # type: ignore[override]
        return trail()

    def context(self, form: Any) -> dict[str, Any]:
        return {"lines": self.lines, "ready": len(self.ready), "missing": missing()}


class SigningBatchView(StaffView):
    """The page polls itself while documents are being signed; only the signatory's own."""

    right = "reports.sign"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        batch = get_object_or_404(SigningBatch, pk=pk, person=request.user)
        context = {"batch": batch, "state": progress_of(batch)}
        template = "reports/signing/batch.html"
        return page(request, template, context, crumbs=trail(), fragment="status")


class SignatureTransitionView(TransitionView):
    """Refusing to sign, and asking again after that."""

    transitions = MOVES

    def get_object(self) -> SignatureRequest:
        rows = SignatureRequest.objects.filter(job__in=visible(self.request.user).values("pk"))
        return get_object_or_404(
            rows.select_related("job__organization", "assignment"), pk=self.kwargs["pk"]
        )

    def move(self, obj: SignatureRequest, transition: Transition, note: str) -> Any:
        return ACTS[transition.name](request=obj, note=note, by=self.request.user)

    def success_url(self, obj: SignatureRequest) -> str:
        return reverse(LIST) if self.access.has("reports.sign") else obj.get_absolute_url()
