"""A file of answers: uploaded, looked at, agreed to. Nothing counts before it is saved."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from organizations.access import allow
from organizations.web import Crumb, page
from surveys import permissions
from surveys.choices import Element, ElementOrder, FileStage
from surveys.collection.actions import files
from surveys.collection.forms.files import ColumnsForm, FileForm
from surveys.collection.queries.files import files_of, rows_read
from surveys.instrument.views.base import DESK, UnitFormPage, UnitView
from surveys.models import AnswerFile, ServiceUnit

POLL = 3  # seconds
RECENT = 20


def crumbs(unit: ServiceUnit) -> list[Crumb]:
    listed = reverse("surveys:batch-list", args=[unit.pk])
    here = reverse("surveys:unit-detail", args=[unit.pk])
    return [DESK, Crumb(unit.name, here), Crumb("Kuesioner kertas", listed)]


class FileUploadView(UnitFormPage):
    template = "surveys/collection/files/upload.html"
    heading = "Impor jawaban"
    submit = "Periksa berkas"
    done = ""  # the preview speaks for itself

    @property
    def trail(self) -> list[Crumb]:
        return crumbs(self.unit)

    def form(self, *given: Any) -> FileForm:
        return FileForm(*given, unit=self.unit)

    def save(self, form: FileForm) -> AnswerFile:
        data = form.cleaned_data
        return files.keep_file(
            period=data["period"],
            name=data["file"].name,
            content=data["file"].read(),
            order=ElementOrder(data["order"]) if data["order"] else None,
            by=self.request.user,  # type: ignore[arg-type]
        )

    def after(self, saved: AnswerFile) -> str:
        return reverse("surveys:import-preview", args=[saved.pk])

    def context(self, form: Any) -> dict[str, Any]:
        return {"files": files_of(self.unit)[:RECENT], "unit": self.unit}


class FilePage(UnitView):
    """Something about a file of answers."""

    model = AnswerFile
    path = "period__unit"

    @cached_property
    def file(self) -> AnswerFile:
        allow(permissions.can_manage(self.request.user, self.unit))
        rows = AnswerFile.objects.select_related("period__unit__organization", "batch")
        return rows.get(pk=self.row.pk)

    @property
    def url(self) -> str:
        return reverse("surveys:import-preview", args=[self.row.pk])

    @property
    def trail(self) -> list[Crumb]:
        upload = reverse("surveys:import-upload", args=[self.unit.pk])
        return [*crumbs(self.unit), Crumb("Impor jawaban", upload)]


class FilePreviewView(FilePage):
    """What a file would bring in; while a worker is busy the page asks again by itself."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        file = self.file
        is_busy = file.stage in FileStage.busy()
        context = {
            "file": file,
            "tone": FileStage.tone_of(file.stage),
            "problems": file.told.get("problems", []),
            "warnings": file.told.get("warnings", []),
            "first": file.told.get("first", []),
            "elements": list(Element),
            "is_busy": is_busy,
            "read": rows_read(file.pk) if is_busy else 0,
            "is_ready": file.stage == FileStage.READY,
            "is_open": file.stage in (FileStage.READY, FileStage.REFUSED),
        }
        template = "surveys/collection/files/preview.html"
        response = page(request, template, context, crumbs=self.trail)
        if is_busy:
            response.headers["Refresh"] = str(POLL)
        return response


class FileColumnsView(FilePage, UnitFormPage):
    heading = "Kolom berkas"
    lead = "Pilih kolom yang namanya belum dikenal portal."  # type: ignore[assignment]
    submit = "Periksa lagi"
    done = ""

    @property
    def back(self) -> str:  # type: ignore[override]
        return self.url

    def form(self, *given: Any) -> ColumnsForm:
        return ColumnsForm(*given, row=self.file)

    def save(self, form: ColumnsForm) -> AnswerFile:
        return files.name_columns(
            row=self.file,
            renamed=form.renamed(),
            order=form.cleaned_data["order"],
            by=self.request.user,  # type: ignore[arg-type]
        )

    def after(self, saved: AnswerFile) -> str:
        return self.url


class FileActView(FilePage):
    http_method_names = ("post",)
    act: Any = None
    said = ""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            type(self).act(row=self.file, by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.info(request, self.said)
        return redirect(self.url)


class FileConfirmView(FileActView):
    act = files.confirm_file
    said = "Berkas sedang disimpan. Halaman ini memberi tahu bila sudah selesai."


class FileCancelView(FileActView):
    act = files.cancel_file
    said = "Impor dibatalkan. Tidak ada yang disimpan."
