"""Proof files: added to an indicator, shown to those who may, taken away while it is open."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from organizations.access import allow
from organizations.storage import FileTrouble, checked
from organizations.web import ConfirmPage, FormPage, StaffView, download, no_download
from performance import permissions
from performance.entry.actions.evidence import (
    Pointer,
    remove_evidence,
    reuse_evidence,
    upload_evidence,
)
from performance.entry.forms.files import EvidenceForm
from performance.entry.queries.evidence import link_of, visible_evidence
from performance.entry.views.quarter import QuarterPage, QuarterView
from performance.entry.views.rows import IndicatorPage
from performance.models import EvidenceLink, Indicator

UPLOAD_AGAIN = (
    "Unggah lagi berkas aslinya pada indikator atau kriteria yang memakainya: isinya dikenali dan "
    "bukti ini terbuka kembali. Bila berkas aslinya tidak ada lagi, lepaskan bukti ini dan pakai "
    "berkas lain. Angka dan catatan tidak berubah."
)


class EvidenceAddView(IndicatorPage, FormPage):
    http_method_names = ("post",)
    done = "Bukti ditambahkan."

    @cached_property
    def indicator(self) -> Indicator:
        return self.find_indicator(self.kwargs["pk"])

    @property
    def back(self) -> str:
        return proofs_url(self, self.indicator.pk)

    def form(self, *given: Any) -> EvidenceForm:
        return self.evidence_form(self.indicator, *given)

    def save(self, form: EvidenceForm) -> None:
        data = form.cleaned_data
        common: dict[str, Any] = {
            "key": self.key,
            "indicator": self.indicator,
            "pointer": Pointer(data["page"], data["note"]),
            "by": self.request.user,
        }
        if file := data["file"]:
            upload_evidence(upload=file.file, size=file.size, name=file.name, **common)
        else:
            reuse_evidence(evidence=data["existing"], **common)

    def show(self, form: EvidenceForm, status: int = 200, **more: Any) -> HttpResponse:
        return self.draw(self.indicator, evidence=form, status=status)


class EvidenceRemoveView(QuarterPage, ConfirmPage):
    """Asks once, then takes the link away; the file stays with the unit."""

    title = "Lepas bukti"
    heading = "Lepas bukti ini?"
    text = "Berkasnya tetap tersimpan pada perangkat daerah dan dapat dipakai lagi."
    submit = "Lepas bukti"
    done = "Bukti dilepas dari indikator ini."

    @cached_property
    def link(self) -> EvidenceLink:
        link = link_of(self.key, self.kwargs["pk"])
        if link is None:
            raise Http404
        return link

    def decide(self) -> None:
        self.link  # noqa: B018 - a proof of another quarter is not found
        allow(permissions.can_enter(self.request.user, self.held.submission))

    @property
    def lead(self) -> str:
        return f"{self.link.evidence.original_name} · {self.link.indicator.name}"

    @property
    def back(self) -> str:
        return proofs_url(self, self.link.indicator_id)

    def save(self, form: Form) -> None:
        remove_evidence(key=self.key, link=self.link, by=self.request.user)


def proofs_url(view: QuarterView, indicator_id: int) -> str:
    """Where the proofs of an indicator stand in the quarter of this page."""
    address = reverse("performance:entry-indicator", args=[*view.place, indicator_id])
    return f"{address}#bukti"


class EvidenceFileView(StaffView):
    """The file itself: never run, never kept by the browser, only for those who may read."""

    right = "performance.view"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        evidence = visible_evidence(request.user, pk)
        if evidence is None:
            raise Http404
        try:
            content = checked(evidence.file.storage, evidence.file.name, evidence.sha256)
        except FileTrouble as trouble:
            name = evidence.original_name
            return no_download(request, trouble, name=name, next_step=(UPLOAD_AGAIN, None))
        return download(content, name=evidence.original_name, mime=evidence.mime)
