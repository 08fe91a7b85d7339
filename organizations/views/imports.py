"""Units and people from a file in two steps: look, then save. Nothing is saved in between."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from organizations.access import allow, denied
from organizations.choices import ImportState
from organizations.forms.imports import FileImportForm
from organizations.imports.kinds import Kind
from organizations.imports.run import KINDS, cancel, confirm, keep, told
from organizations.imports.units import UNITS
from organizations.imports.users import USERS
from organizations.models import FileImport
from organizations.spreadsheets.table import ImportProblem
from organizations.spreadsheets.template import CONTENT_TYPE, build_template
from organizations.web import Crumb, FormPage, StaffView, page

SHOWN_ERRORS = 200
PER_PAGE = 100
LISTS = {
    UNITS.name: ("Unit", "organizations:unit-list", "organizations:unit-import"),
    USERS.name: ("Pengguna", "organizations:user-list", "organizations:user-import"),
}


def crumbs_of(kind: Kind) -> list[Crumb]:
    label, url, _ = LISTS[kind.name]
    return [Crumb(label, reverse(url))]


class FileImportView(FormPage):
    """First step. `kind` and its right are given where the address is named."""

    kind: Kind = UNITS
    form_class = FileImportForm
    template = "organizations/imports/upload.html"
    lead = (
        "Dua langkah: portal memeriksa dan menunjukkan apa yang akan terjadi, lalu Anda menyimpan "
        "atau membatalkan."
    )
    submit = "Periksa berkas"
    done = ""

    @property
    def heading(self) -> str:  # type: ignore[override]
        return self.kind.title

    @property
    def trail(self) -> list[Crumb]:  # type: ignore[override]
        return crumbs_of(self.kind)

    def context(self, form: Any) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "template_url": reverse(f"{LISTS[self.kind.name][2]}-template"),
            "latest": FileImport.objects.filter(kind=self.kind.name)[:10],
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().post(request, *args, **kwargs)
        except ImportProblem as problem:
            found = problem.messages
            more = {"problems": found[:SHOWN_ERRORS], "problem_count": len(found)}
            return self.show(self.form(), status=400, **more)

    def save(self, form: Any) -> FileImport:
        file = form.cleaned_data["file"]
        return keep(kind=self.kind, name=file.name, content=file.read(), by=self.request.user)

    def after(self, saved: FileImport) -> str:
        return reverse("organizations:file-import", args=[saved.pk])


class TemplateView(StaffView):
    """The empty file to fill in."""

    kind: Kind = UNITS

    def get(self, request: HttpRequest) -> HttpResponse:
        content = build_template(self.kind.columns, self.kind.guide)
        name = f"templat-{LISTS[self.kind.name][0].lower()}.xlsx"
        answer = HttpResponse(content, content_type=CONTENT_TYPE)
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer


class KeptView(StaffView):
    """A file that was looked at, for those who may import its kind."""

    def kept(self) -> FileImport:
        kept = get_object_or_404(FileImport, pk=self.kwargs["pk"])
        if not self.access.has(KINDS[kept.kind].right):
            allow(denied("Peran Anda tidak mencakup halaman ini."))
        return kept


class PreviewView(KeptView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return show_preview(request, self.kept())


def show_preview(
    request: HttpRequest, kept: FileImport, problems: list[str] | None = None, status: int = 200
) -> HttpResponse:
    kind, lines = KINDS[kept.kind], kept.summary["lines"]
    context = {
        "kept": kept,
        "kind": kind,
        "told": told(lines),
        "lines": Paginator(lines, PER_PAGE).get_page(request.GET.get("halaman")),
        "warnings": kept.summary["warnings"],
        "problems": (problems or [])[:SHOWN_ERRORS],
        "is_waiting": kept.state == ImportState.PREVIEW,
        "invites": kind is USERS,
    }
    upload = Crumb(kind.title, reverse(LISTS[kind.name][2]))
    crumbs = [*crumbs_of(kind), upload]
    template = "organizations/imports/preview.html"
    return page(request, template, context, crumbs=crumbs, status=status)


class ConfirmView(KeptView):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        kept = self.kept()
        try:
            saved = confirm(kept=kept, by=request.user)
        except ImportProblem as problem:
            kept.refresh_from_db()
            return show_preview(request, kept, problem.messages, status=409)
        messages.success(request, f"{saved.file_name} tersimpan: {told(saved.summary['lines'])}.")
        return redirect(LISTS[saved.kind][1])


class CancelView(KeptView):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        kept = cancel(kept=self.kept(), by=request.user)
        messages.info(request, "Impor dibatalkan. Tidak ada yang disimpan.")
        return redirect(LISTS[kept.kind][2])
