"""Standards and pledges at the desk: versions, drafts, publishing."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from organizations.access import allow
from organizations.formatting import format_date
from organizations.web import ConfirmPage, Crumb, file_response, page
from surveys import permissions
from surveys.choices import DraftState
from surveys.instrument.actions.standards import (
    IN_USE,
    publish_pledge,
    publish_standard,
    save_pledge,
    save_standard,
)
from surveys.instrument.forms.standards import PledgeForm, StandardForm
from surveys.instrument.queries.standards import standard_on, texts_of, versions_of
from surveys.instrument.views.base import UnitFormPage, UnitView
from surveys.models import Service, ServicePledge, ServiceStandard


class StandardListView(UnitView):
    """All versions of a service, newest first."""

    model = Service

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        may_publish = bool(permissions.can_publish(request.user, self.unit))
        context = {
            "service": self.row,
            "unit": self.unit,
            "versions": versions_of(self.row),
            "current": standard_on(self.row, timezone.localdate()),
            "may_manage": bool(permissions.can_manage(request.user, self.unit)),
            "may_publish": may_publish,
        }
        return page(request, "surveys/instrument/standards.html", context, crumbs=self.trail)


class StandardPage(UnitFormPage):
    """What the pages of one version share: the way back to the list of its service."""

    @property
    def service(self) -> Service:
        raise TypeError("service is the subclass's")

    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse("surveys:standard-list", args=[self.service.pk])

    @property
    def lead(self) -> str:  # type: ignore[override]
        return f"{self.service.name}, {self.unit.name}"

    @property
    def trail(self) -> list[Crumb]:
        return [*super().trail, Crumb(f"Standar {self.service.name}", self.back)]


class StandardCreateView(StandardPage):
    """A new version begins with what stands in the newest one."""

    once = True
    model = Service
    heading = "Buat versi standar pelayanan"
    submit = "Simpan konsep"
    done = "Konsep tersimpan. Terbitkan sesudah ke-14 komponen lengkap."

    @property
    def service(self) -> Service:
        self.row.unit = self.unit
        return self.row

    @cached_property
    def standard(self) -> ServiceStandard:
        return ServiceStandard(service=self.service)

    def form(self, *given: Any) -> Any:
        newest = versions_of(self.service).first()
        initial = {**texts_of(newest), "valid_from": timezone.localdate()}
        return StandardForm(*given, initial=initial)

    def save(self, form: Any) -> ServiceStandard:
        return save_standard(
            standard=self.standard,
            decree=form.cleaned_data["decree"],
            valid_from=form.cleaned_data["valid_from"],
            texts=form.texts(),
            by=self.request.user,
        )


class StandardEditView(StandardCreateView):
    once = False
    model = ServiceStandard
    path = "service__unit"
    heading = "Ubah konsep standar pelayanan"

    def decide(self) -> None:
        super().decide()
        if self.row.state != DraftState.DRAFT:
            allow(permissions.denied(IN_USE))

    @property
    def service(self) -> Service:
        self.row.service.unit = self.unit
        return self.row.service

    @cached_property
    def standard(self) -> ServiceStandard:
        return self.row

    def form(self, *given: Any) -> Any:
        row = self.row
        heading = {"decree": row.decree, "valid_from": row.valid_from}
        return StandardForm(*given, initial={**texts_of(row), **heading})


class StandardPublishView(StandardPage, ConfirmPage):
    model = ServiceStandard
    path = "service__unit"
    rule = permissions.can_publish
    submit = "Terbitkan"
    tone = "primary"
    done = "Standar pelayanan terbit."

    @property
    def service(self) -> Service:
        return self.row.service

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Terbitkan versi {self.row.version}?"

    @property
    def text(self) -> str:  # type: ignore[override]
        since = format_date(self.row.valid_from)
        return f"Berlaku sejak {since} dan tampil untuk umum. Sesudah terbit isinya tidak berubah."

    def save(self, form: Any) -> ServiceStandard:
        return publish_standard(standard=self.row, by=self.request.user)


class PledgeCreateView(UnitFormPage):
    once = True
    heading = "Tambah maklumat pelayanan"
    submit = "Simpan konsep"
    done = "Konsep maklumat tersimpan."

    @cached_property
    def pledge(self) -> ServicePledge:
        return ServicePledge(unit=self.unit)

    def form(self, *given: Any) -> Any:
        names = ("text", "signed_on", "signer", "position")
        return PledgeForm(*given, initial={name: getattr(self.pledge, name) for name in names})

    def save(self, form: Any) -> ServicePledge:
        values = {**form.cleaned_data}
        upload = values.pop("file")
        return save_pledge(pledge=self.pledge, values=values, upload=upload, by=self.request.user)


class PledgeEditView(PledgeCreateView):
    model = ServicePledge
    heading = "Ubah konsep maklumat"

    def decide(self) -> None:
        super().decide()
        if self.row.state != DraftState.DRAFT:
            allow(permissions.denied(IN_USE))

    @cached_property
    def pledge(self) -> ServicePledge:
        self.row.unit = self.unit
        return self.row


class PledgePublishView(UnitFormPage, ConfirmPage):
    model = ServicePledge
    rule = permissions.can_publish
    heading = "Terbitkan maklumat?"
    text = "Maklumat tampil untuk umum di halaman standar pelayanan. Sesudah terbit tidak berubah."
    submit = "Terbitkan"
    tone = "primary"
    done = "Maklumat terbit."

    def save(self, form: Any) -> ServicePledge:
        return publish_pledge(pledge=self.row, by=self.request.user)


class PledgeFileView(UnitView):
    """The scan for those who work on the unit; the public has its own address once published."""

    model = ServicePledge

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.unit  # noqa: B018 - 404 for whoever may not open it
        return pledge_file(request, self.row)


def pledge_file(request: HttpRequest, pledge: ServicePledge) -> HttpResponse:
    return file_response(request, pledge, "Pindaian maklumat")
