"""Import in two steps: upload and preview, then confirm. Nothing is saved in between."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from organizations.access import allow
from organizations.models import Organization
from organizations.spreadsheets.table import ImportProblem
from organizations.web import Crumb, StaffView, page
from performance import permissions
from performance.choices import TONES, ImportState
from performance.models import ImportBatch
from performance.plan.queries.plan import importable_units, recent_batches, visible_batch
from performance.plan.queries.versions import default_year, plan_years
from performance.plan.views.plan import HOME, asked_year, found
from performance.transfer.actions.transfer import cancel_batch, confirm_batch, keep_preview
from performance.transfer.forms import ImportForm
from performance.transfer.readers.state import Frame
from performance.transfer.readers.workbook import build_template

SHOWN_ERRORS = 200
PER_PAGE = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def import_crumbs() -> list[Crumb]:
    return [HOME, Crumb("Impor", reverse("performance:import-upload"))]


class ImportUploadView(StaffView):
    right = "performance.edit_plan"

    def get(self, request: HttpRequest) -> HttpResponse:
        units = importable_units(request.user)
        chosen = units.filter(code=request.GET.get("opd", "")).first()
        only = units.first() if units.count() == 1 else None
        initial = {"organization": chosen or only, "year": default_year(timezone.localdate())}
        return self._show(self._form(initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self._form(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(form, status=400)
        data = form.cleaned_data
        try:
            batch = keep_preview(
                organization=data["organization"],
                year=data["year"],
                name=data["file"].name,
                content=data["file"].read(),
                by=request.user,
            )
        except ImportProblem as problem:
            return self._show(form, problem.messages, status=400)
        return redirect("performance:import-preview", pk=batch.pk)

    def _form(self, *args: Any, **kwargs: Any) -> ImportForm:
        return ImportForm(
            *args, units=importable_units(self.request.user), years=plan_years(), **kwargs
        )

    def _show(
        self, form: ImportForm, problems: list[str] | None = None, status: int = 200
    ) -> HttpResponse:
        context = {
            "form": form,
            "problems": (problems or [])[:SHOWN_ERRORS],
            "problem_count": len(problems or []),
            "more_problems": max(0, len(problems or []) - SHOWN_ERRORS),
            "batches": recent_batches(self.request.user),
            "tones": TONES,
        }
        return page(
            self.request, "performance/import/upload.html", context, crumbs=[HOME], status=status
        )


class BatchMixin:
    request: HttpRequest
    kwargs: dict[str, Any]

    def batch(self) -> ImportBatch:
        batch = found(visible_batch(self.request.user, self.kwargs["pk"]))
        allow(permissions.can_import(self.request.user, batch.organization_id))
        return batch


class ImportPreviewView(BatchMixin, StaffView):
    right = "performance.edit_plan"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return show_preview(request, self.batch())


def show_preview(
    request: HttpRequest, batch: ImportBatch, problems: list[str] | None = None, status: int = 200
) -> HttpResponse:
    wanted = request.GET.get("tampil", "")
    lines = [line for line in batch.summary["lines"] if not wanted or line["action"] == wanted]
    context = {
        "batch": batch,
        "summary": batch.summary,
        "lines": Paginator(lines, PER_PAGE).get_page(request.GET.get("halaman")),
        "wanted": wanted,
        "problems": (problems or [])[:SHOWN_ERRORS],
        "is_waiting": batch.state == ImportState.PREVIEW,
        "may_confirm": permissions.can_confirm_import(request.user, batch),
        "tone": TONES[batch.state],
        "base": f"?tampil={wanted}&" if wanted else "?",
    }
    crumbs = import_crumbs()
    return page(request, "performance/import/preview.html", context, crumbs=crumbs, status=status)


class ImportConfirmView(BatchMixin, StaffView):
    right = "performance.edit_plan"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        batch = self.batch()
        try:
            confirm_batch(batch=batch, by=request.user)
        except ImportProblem as problem:
            batch.refresh_from_db()
            return show_preview(request, batch, problem.messages, status=409)
        messages.success(request, f"Impor {batch.file_name} tersimpan.")
        return redirect("performance:plan", code=batch.organization.code)


class ImportCancelView(BatchMixin, StaffView):
    right = "performance.edit_plan"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        cancel_batch(batch=self.batch(), by=request.user)
        messages.info(request, "Impor dibatalkan. Tidak ada yang disimpan.")
        return redirect("performance:import-upload")


class TemplateView(StaffView):
    """The unit's own tree as XLSX, ready to be filled and imported."""

    right = "performance.edit_plan"

    def get(self, request: HttpRequest) -> HttpResponse:
        units: Any = importable_units(request.user)
        unit: Organization = found(units.filter(code=request.GET.get("opd", "")).first())
        year = asked_year(request)
        frame = Frame.of(unit, year)
        if frame is None:
            raise Http404
        response = HttpResponse(build_template(frame), content_type=XLSX)
        name = f"templat-{unit.code}-{year}.xlsx"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
