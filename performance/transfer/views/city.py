"""A file of the whole city: one upload, one preview over all its units, one confirmation."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from organizations.choices import ImportState
from organizations.spreadsheets.table import ImportProblem
from organizations.web import Crumb, FormPage, StaffView, page, paged
from performance import permissions
from performance.models import ImportBatch
from performance.plan.queries.plan import visible_spread
from performance.plan.queries.versions import default_year, plan_years
from performance.transfer.actions.spread import cancel_city, confirm_city, keep_city_preview
from performance.transfer.forms import FileForm
from performance.transfer.readers.error_file import error_file
from performance.transfer.readers.preview import SAME
from performance.transfer.views.imports import PER_PAGE, SHOWN_ERRORS, import_crumbs


class CityUploadView(FormPage):
    right = "performance.manage_period"
    template = "performance/import/city_upload.html"
    done = ""  # the preview speaks for itself
    problems: list[str] = []
    error_file = ""

    @property
    def trail(self) -> list[Crumb]:  # type: ignore[override]
        return import_crumbs()

    def form(self, *given: Any) -> FileForm:
        initial = {"year": default_year(timezone.localdate())}
        return FileForm(*given, years=plan_years(), initial=initial)

    def save(self, form: FileForm) -> UUID:
        data = form.cleaned_data
        try:
            return keep_city_preview(
                year=data["year"],
                name=data["file"].name,
                content=data["file"].read(),
                by=self.request.user,
                decimals=data["decimals"],
            )
        except ImportProblem as problem:
            raise ValidationError(problem.messages) from problem

    def put_errors(self, form: FileForm, error: ValidationError) -> None:
        """What is wrong with the file stands in a list of its own."""
        self.problems, self.error_file = error.messages, error_file(error.messages)

    def after(self, saved: UUID) -> str:
        return reverse("performance:import-city-preview", args=[saved])

    def context(self, form: FileForm) -> dict[str, Any]:
        return {
            "problems": self.problems[:SHOWN_ERRORS],
            "problem_count": len(self.problems),
            "more_problems": max(0, len(self.problems) - SHOWN_ERRORS),
            "error_file": self.error_file,
        }


class CityView(StaffView):
    right = "performance.manage_period"

    def batches(self) -> list[ImportBatch]:
        found = visible_spread(self.request.user, self.kwargs["spread"])
        if not found:
            raise Http404
        return found


class CityPreviewView(CityView):
    def get(self, request: HttpRequest, spread: UUID) -> HttpResponse:
        return show_city(request, self.batches())


def show_city(
    request: HttpRequest, batches: list[ImportBatch], problems: list[str] | None = None
) -> HttpResponse:
    lines = [
        {**line, "unit": batch.organization.short_name}
        for batch in batches
        for line in batch.summary["lines"]
        if line["action"] != SAME
    ]
    found = paged(request, lines, PER_PAGE)
    first = batches[0]
    counts: Counter[str] = Counter()
    for batch in batches:
        counts.update(batch.summary["counts"])
    context = {
        "batch": first,
        "batches": batches,
        "counts": dict(counts),
        "reading": first.summary.get("reading", []),
        "warnings": [
            f"{batch.organization.short_name}: {warning}"
            for batch in batches
            for warning in batch.summary["warnings"]
        ][:SHOWN_ERRORS],
        "questions": [
            f"{batch.organization.short_name}: {question}"
            for batch in batches
            for question in batch.summary.get("questions", [])
        ],
        "lines": found["page"],
        "base": found["base"],
        "problems": (problems or [])[:SHOWN_ERRORS],
        "is_waiting": first.state == ImportState.PREVIEW,
        "may_confirm": permissions.can_confirm_import(request.user, first),
        "tone": ImportState.tone_of(first.state),
    }
    status = 409 if problems else 200
    template = "performance/import/city_preview.html"
    return page(request, template, context, crumbs=import_crumbs(), status=status)


class CityConfirmView(CityView):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, spread: UUID) -> HttpResponse:
        batches = self.batches()
        try:
            agreed = request.POST.get("setuju") == "ya"
            confirm_city(batches=batches, by=request.user, is_agreed=agreed)
        except ImportProblem as problem:
            return show_city(request, self.batches(), problem.messages)
        told = f"Impor {batches[0].file_name} tersimpan di {len(batches)} perangkat daerah."
        messages.success(request, told)
        return redirect("performance:plan-list")


class CityCancelView(CityView):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, spread: UUID) -> HttpResponse:
        cancel_city(batches=self.batches(), by=request.user)
        messages.info(request, "Impor dibatalkan. Tidak ada yang disimpan.")
        return redirect("performance:import-city")
