"""Units and people from a file in two steps: look, then save. Nothing is saved in between."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
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


@dataclass(frozen=True)
class Addresses:
    """Where the pages of an import stand: `kept` is the route of a file, followed by -confirm and
    -cancel; `back` is the list it fills, the last of `trail`."""

    upload: str
    template: str
    kept: str
    trail: tuple[Crumb, ...]

    @property
    def back(self) -> str:
        return self.trail[-1].url


def addresses_of(kind: Kind) -> Addresses:
    label, url, upload = LISTS[kind.name]
    trail = (Crumb(label, reverse(url)),)
    kept = "organizations:file-import"
    return Addresses(reverse(upload), reverse(f"{upload}-template"), kept, trail)


class FileImportView(FormPage):
    """First step. `kind` and its right are given where the address is named; a domain gives the
    kind and the addresses of the list in question."""

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
    def addresses(self) -> Addresses:
        return addresses_of(self.kind)

    @property
    def trail(self) -> tuple[Crumb, ...]:  # type: ignore[override]
        return self.addresses.trail

    def context(self, form: Any) -> dict[str, Any]:
        rows = FileImport.objects.filter(kind=self.kind.name, subject=self.kind.subject)
        return {
            "kind": self.kind,
            "template_url": self.addresses.template,
            "latest": [(row, reverse(self.addresses.kept, args=[row.pk])) for row in rows[:10]],
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
        return reverse(self.addresses.kept, args=[saved.pk])


def template_file(kind: Kind, name: str) -> HttpResponse:
    """The empty file to fill in."""
    answer = HttpResponse(build_template(kind.columns, kind.guide), content_type=CONTENT_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="templat-{name}.xlsx"'
    return answer


class TemplateView(StaffView):
    kind: Kind = UNITS

    def get(self, request: HttpRequest) -> HttpResponse:
        return template_file(self.kind, LISTS[self.kind.name][0].lower())


class KeptView(StaffView):
    """A file that was looked at, for those who may import its kind."""

    @cached_property
    def kept(self) -> FileImport:
        return get_object_or_404(FileImport, pk=self.kwargs["pk"], kind__in=KINDS)

    @property
    def kind(self) -> Kind:
        return KINDS[self.kept.kind]

    @property
    def addresses(self) -> Addresses:
        return addresses_of(self.kind)

    def decide(self) -> None:
        if not self.kind.may(self.request.user):
            allow(denied("Peran Anda tidak mencakup halaman ini."))

    def show(self, problems: list[str] | None = None, status: int = 200) -> HttpResponse:
        kept, kind, at = self.kept, self.kind, self.addresses
        lines = kept.summary["lines"]
        context = {
            "kept": kept,
            "told": told(lines),
            "lines": Paginator(lines, PER_PAGE).get_page(self.request.GET.get("halaman")),
            "warnings": kept.summary["warnings"],
            "problems": (problems or [])[:SHOWN_ERRORS],
            "is_waiting": kept.state == ImportState.PREVIEW,
            "invites": kind is USERS,
            "confirm_url": reverse(f"{at.kept}-confirm", args=[kept.pk]),
            "cancel_url": reverse(f"{at.kept}-cancel", args=[kept.pk]),
        }
        crumbs = [*at.trail, Crumb(kind.title, at.upload)]
        template = "organizations/imports/preview.html"
        return page(self.request, template, context, crumbs=crumbs, status=status)


class PreviewView(KeptView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.decide()
        return self.show()


class ConfirmView(KeptView):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.decide()
        try:
            saved = confirm(kept=self.kept, kind=self.kind, by=request.user)
        except ImportProblem as problem:
            self.kept.refresh_from_db()
            return self.show(problem.messages, status=409)
        messages.success(request, f"{saved.file_name} tersimpan: {told(saved.summary['lines'])}.")
        return redirect(self.addresses.back)


class CancelView(KeptView):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.decide()
        cancel(kept=self.kept, kind=self.kind, by=request.user)
        messages.info(request, "Impor dibatalkan. Tidak ada yang disimpan.")
        return redirect(self.addresses.back)
