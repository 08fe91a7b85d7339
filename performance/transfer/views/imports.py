"""Import in two steps: upload and preview, then confirm. Nothing is saved in between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from organizations.access import allow
from organizations.choices import ImportState
from organizations.formatting import QUARTERS, quarter_name
from organizations.models import Organization
from organizations.spreadsheets.table import ImportProblem
from organizations.web import Crumb, FormPage, StaffView, page, paged
from performance import permissions
from performance.models import ImportBatch
from performance.plan.queries.plan import importable_units, recent_batches, visible_batch
from performance.plan.queries.versions import default_year, plan_years
from performance.plan.views.plan import HOME, asked_year, found
from performance.transfer.actions.transfer import cancel_batch, confirm_batch, keep_preview
from performance.transfer.forms import ImportForm
from performance.transfer.readers.error_file import error_file
from performance.transfer.readers.state import Frame
from performance.transfer.readers.told import in_row_order
from performance.transfer.readers.workbook import build_template

SHOWN_ERRORS = 200
PER_PAGE = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def import_crumbs() -> list[Crumb]:
    return [HOME, Crumb("Impor", reverse("performance:import-upload"))]


class ImportUploadView(FormPage):
    """First step: the file is read, and the page shows what it would change."""

    right = "performance.edit_plan"
    template = "performance/import/upload.html"
    done = ""  # the preview speaks for itself
    trail = (HOME,)
    problems: Sequence[str] = ()
    error_file = ""

    def form(self, *given: Any) -> ImportForm:
        units = importable_units(self.request.user)
        asked = units.filter(code=self.request.GET.get("opd", "")).first()
        only = units.first() if units.count() == 1 else None
        initial = {"organization": asked or only, "year": default_year(timezone.localdate())}
        return ImportForm(*given, units=units, years=plan_years(), initial=initial)

    def save(self, form: ImportForm) -> ImportBatch:
        data = form.cleaned_data
        try:
            return keep_preview(
                organization=data["organization"],
                year=data["year"],
                name=data["file"].name,
                content=data["file"].read(),
                by=self.request.user,
                decimals=data["decimals"],
            )
        except ImportProblem as problem:
            raise ValidationError(problem.messages) from problem

    def put_errors(self, form: ImportForm, error: ValidationError) -> None:
        """What is wrong with the file stands in a list of its own."""
        self.problems, self.error_file = in_row_order(error.messages), error_file(error.messages)

    def after(self, saved: ImportBatch) -> str:
        return reverse("performance:import-preview", args=[saved.pk])

    def context(self, form: ImportForm) -> dict[str, Any]:
        return {
            "problems": self.problems[:SHOWN_ERRORS],
            "problem_count": len(self.problems),
            "more_problems": max(0, len(self.problems) - SHOWN_ERRORS),
            "error_file": self.error_file,
            "batches": recent_batches(self.request.user),
            "may_import_city": permissions.can_import_city(self.request.user),
        }


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
    found = paged(request, lines, PER_PAGE)
    context = {
        "batch": batch,
        "summary": batch.summary,
        "lines": found["page"],
        "base": found["base"],
        "wanted": wanted,
        "problems": (problems or [])[:SHOWN_ERRORS],
        "is_waiting": batch.state == ImportState.PREVIEW,
        "links": saved_links(batch) if batch.state == ImportState.APPLIED else (),
        "may_confirm": permissions.can_confirm_import(request.user, batch),
        "tone": ImportState.tone_of(batch.state),
    }
    crumbs = import_crumbs()
    return page(request, "performance/import/preview.html", context, crumbs=crumbs, status=status)


def saved_links(batch: ImportBatch) -> list[tuple[str, str]]:
    """Where what was saved can be seen: the plan of its year, and each quarter that has figures."""
    unit, year = batch.organization, batch.year
    found = [
        (
            f"{reverse('performance:plan', args=[unit.code])}?tahun={year}",
            f"Rencana {unit.short_name} {year}",
        )
    ]
    figures = {name for row in batch.rows for name, value in row["values"].items() if value}
    for quarter in QUARTERS:
        if any(name.startswith(f"tw{quarter}_") for name in figures):
            url = reverse("performance:entry", args=[unit.code, year, quarter])
            found.append((url, f"Pengisian {quarter_name(quarter)} {year}"))
    return found


class ImportConfirmView(BatchMixin, StaffView):
    right = "performance.edit_plan"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        batch = self.batch()
        try:
            agreed = request.POST.get("setuju") == "ya"
            confirm_batch(batch=batch, by=request.user, is_agreed=agreed)
        except ImportProblem as problem:
            batch.refresh_from_db()
            return show_preview(request, batch, problem.messages, status=409)
        links = format_html_join(" ", '<a href="{}">{}</a>', saved_links(batch))
        messages.success(request, format_html("Impor {} tersimpan. {}", batch.file_name, links))
        return redirect(saved_links(batch)[0][0])


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
