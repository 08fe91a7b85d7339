"""Proof files: added to an indicator, shown to those who may, taken away while it is open."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from organizations.access import allow
from organizations.storage import FileTrouble, checked
from organizations.web import StaffView, download, no_download, page
from performance import permissions
from performance.entry.actions.evidence import (
    Pointer,
    remove_evidence,
    reuse_evidence,
    upload_evidence,
)
from performance.entry.forms.files import EvidenceForm
from performance.entry.queries.evidence import link_of, visible_evidence
from performance.entry.views.quarter import QuarterView
from performance.entry.views.rows import IndicatorPage
from performance.models import Indicator

UPLOAD_AGAIN = (
    "Unggah lagi berkas aslinya pada indikator atau kriteria yang memakainya: isinya dikenali dan "
    "bukti ini terbuka kembali. Bila berkas aslinya tidak ada lagi, lepaskan bukti ini dan pakai "
    "berkas lain. Angka dan catatan tidak berubah."
)


class EvidenceAddView(IndicatorPage):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        indicator = self.find_indicator(pk)
        form = self.evidence_form(indicator, request.POST, request.FILES)
        if form.is_valid():
            try:
                self._add(indicator, form)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, "Bukti ditambahkan.")
                place = [*self.place, indicator.pk]
                return redirect(f"{reverse('performance:entry-indicator', args=place)}#bukti")
        return self.draw(indicator, evidence=form, status=400)

    def _add(self, indicator: Indicator, form: EvidenceForm) -> None:
        data = form.cleaned_data
        pointer = Pointer(data["page"], data["note"])
        common: dict[str, Any] = {
            "key": self.key,
            "indicator": indicator,
            "pointer": pointer,
            "by": self.request.user,
        }
        if data["file"]:
            file = data["file"]
            upload_evidence(upload=file.file, size=file.size, name=file.name, **common)
        else:
            reuse_evidence(evidence=data["existing"], **common)


class EvidenceRemoveView(QuarterView):
    """Asks once, then takes the link away; the file stays with the unit."""

    def get(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        link = self._link(pk)
        allow(permissions.can_enter(request.user, self.held.submission))
        context = {"link": link, "back": self._back(link.indicator_id)}
        template = "performance/entry/evidence_remove.html"
        return page(request, template, context, crumbs=self.deep_crumbs)

    def post(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        link = self._link(pk)
        indicator_id = link.indicator_id
        remove_evidence(key=self.key, link=link, by=request.user)
        messages.success(request, "Bukti dilepas dari indikator ini.")
        return redirect(self._back(indicator_id))

    def _link(self, pk: int) -> Any:
        link = link_of(self.key, pk)
        if link is None:
            raise Http404
        return link

    def _back(self, indicator_id: int) -> str:
        place = [*self.place, indicator_id]
        return f"{reverse('performance:entry-indicator', args=place)}#bukti"


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
