"""Pages of the settings: one list, form and question serve every kind of row."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from complaints import permissions
from complaints.models import AnswerTemplate
from complaints.staff.actions.settings import delete_setting, save_setting
from complaints.staff.forms import settings as forms
from complaints.staff.queries.settings import KINDS, Kind
from complaints.staff.queries.templates import sample
from complaints.staff.views.base import INBOX
from organizations import activity
from organizations.access import allow
from organizations.web import ConfirmPage, Crumb, FormPage, StaffView, page, paged

HOME = Crumb("Pengaturan", "/kerja/pengaduan/pengaturan/")
FORMS = {
    "term": forms.TermForm,
    "remedy": forms.RemedyForm,
    "ladder": forms.LadderForm,
    "category": forms.CategoryForm,
    "route": forms.RouteForm,
    "area": forms.AreaForm,
    "template": forms.AnswerTemplateForm,
    "retention": forms.RetentionForm,
    "word": forms.SearchWordForm,
}
PER_PAGE = 50


class SettingsView(StaffView):
    """All kinds, with what each is for."""

    def get(self, request: HttpRequest) -> HttpResponse:
        allow(permissions.can_manage(request.user))
        links = [(kind, reverse(f"complaints:{kind.name}-list")) for kind in KINDS]
        bans = reverse("complaints:ban-list")
        context = {"links": links, "bans": bans}
        return page(request, "complaints/settings/home.html", context, crumbs=[INBOX])


class SettingListView(StaffView):
    kind: Kind = KINDS[0]

    def get(self, request: HttpRequest) -> HttpResponse:
        allow(permissions.can_manage(request.user))
        part = paged(request, self.kind.rows(), PER_PAGE)
        lines = [
            {
                "cells": [(label, read(row)) for label, read in self.kind.columns],
                "url": reverse(f"complaints:{self.kind.name}-edit", args=[row.pk]),
                "name": str(row),
            }
            for row in part["page"]
        ]
        context = {
            **part,
            "kind": self.kind,
            "headings": [label for label, _ in self.kind.columns],
            "lines": lines,
            "import_url": reverse("complaints:area-import") if self.kind.name == "area" else "",
            "create_url": reverse(f"complaints:{self.kind.name}-create"),
        }
        template = "complaints/settings/list.html"
        return page(request, template, context, crumbs=[INBOX, HOME])


class SettingPage(StaffView):
    kind: Kind = KINDS[0]

    @cached_property
    def row(self) -> Any:
        """The row of the address; a new one where the address has none."""
        pk = self.kwargs.get("pk")
        found = self.kind.model() if pk is None else self.kind.row(pk)
        if found is None:
            raise Http404
        return found

    def decide(self) -> None:
        allow(permissions.can_manage(self.request.user))

    @property
    def back(self) -> str:
        return reverse(f"complaints:{self.kind.name}-list")

    @property
    def trail(self) -> list[Crumb]:
        return [INBOX, HOME, Crumb(self.kind.title, self.back)]


class SettingEditView(SettingPage, FormPage):
    """One form for a new row (no pk) and for changing one, with its history."""

    once = True
    template = "complaints/settings/form.html"

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Tambah {self.kind.noun}" if self.row.pk is None else f"Ubah {self.kind.noun}"

    def form(self, *given: Any) -> Any:
        return FORMS[self.kind.name](*given, instance=self.row)

    def save(self, form: Any) -> Any:
        values = form.cleaned_data
        return save_setting(row=self.row, values=values, by=self.request.user)

    def said(self, saved: Any) -> str:
        moved = saved[1]
        return f"Tersimpan. Tenggat {moved} laporan dihitung ulang." if moved else "Tersimpan."

    def context(self, form: Any) -> dict[str, Any]:
        is_new = self.row.pk is None
        return {
            "history": [] if is_new else activity.history_of(self.row)[:40],
            "delete_url": ""
            if is_new
            else reverse(f"complaints:{self.kind.name}-delete", args=[self.row.pk]),
            "kind": self.kind,
            "preview": sample(self.row) if isinstance(self.row, AnswerTemplate) else "",
        }


class SettingDeleteView(SettingPage, ConfirmPage):
    text = "Penghapusan tercatat pada riwayat."
    submit = "Hapus"
    done = "Dihapus."

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Hapus {self.row}?"

    def save(self, form: Any) -> None:
        delete_setting(row=self.row, by=self.request.user)
