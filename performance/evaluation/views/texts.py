"""The words of an LKjIP: sections with their default text, edited one at a time."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from organizations.access import allow
from organizations.models import Organization
from organizations.queries.units import own_unit, visible_unit
from organizations.web import Crumb, StaffView, page
from performance import permissions
from performance.evaluation.actions.texts import TextConflict, reset_text, save_text
from performance.evaluation.forms.texts import TextForm
from performance.evaluation.queries.lkjip import CITY_DOCUMENT, load_city_lkjip, load_lkjip
from performance.evaluation.reports.city import CityUnit, city_unit
from performance.evaluation.reports.lkjip_texts import DOCUMENT, Section, sections

CITY_CODE = "kota"


class TextHomeView(StaffView):
    """The menu entry leads to the person's own unit and the last complete year."""

    right = "performance.view"

    def get(self, request: HttpRequest) -> HttpResponse:
        year = timezone.localdate().year - 1
        if self.access.has("performance.edit_city_text"):
            return redirect("performance:text-list", CITY_CODE, year)
        unit = own_unit(request.user, "performance.edit_text")
        if unit is None:
            raise PermissionDenied("Naskah LKjIP disunting perangkat daerahnya sendiri.")
        return redirect("performance:text-list", unit.code, year)


class TextView(StaffView):
    right = "performance.view"

    @cached_property
    def unit(self) -> Organization | CityUnit:
        """The unit of the address, or the city itself."""
        if self.kwargs["code"] == CITY_CODE and 2000 <= self.kwargs["year"] <= 2100:
            return city_unit()
        found = visible_unit(self.request.user, "performance.view", self.kwargs["code"])
        if found is None or not 2000 <= self.kwargs["year"] <= 2100:
            raise Http404
        return found

    @cached_property
    def sections(self) -> list[Section]:
        if isinstance(self.unit, CityUnit):
            return sections(load_city_lkjip(self.unit, self.kwargs["year"]))
        return sections(load_lkjip(self.unit, self.kwargs["year"]))

    def allow_edit(self) -> None:
        allow(permissions.can_edit_text(self.request.user, self.unit.pk))

    @property
    def list_url(self) -> str:
        return reverse("performance:text-list", args=[self.unit.code, self.kwargs["year"]])

    def find(self) -> Section:
        for section in self.sections:
            if section.key == self.kwargs["section"]:
                return section
        raise Http404

    @property
    def crumbs(self) -> list[Crumb]:
        name = f"Naskah LKjIP {self.kwargs['year']} {self.unit.short_name}"
        return [Crumb("Dasbor", reverse("performance:dashboard")), Crumb(name, self.list_url)]


class TextListView(TextView):
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        year = kwargs["year"]
        context = {
            "unit": self.unit,
            "year": year,
            "years": [self._tab(y) for y in range(year + 1, year - 4, -1)],
            "sections": self.sections,
            "document": "lkjip-kota" if self.unit.pk is None else "lkjip-opd",
            "may_edit": bool(permissions.can_edit_text(request.user, self.unit.pk)),
            "done": sum(1 for section in self.sections if section.edited),
        }
        crumbs = self.crumbs[:1]
        return page(request, "performance/texts/list.html", context, crumbs=crumbs)

    def _tab(self, year: int) -> dict[str, Any]:
        url = reverse("performance:text-list", args=[self.unit.code, year])
        return {"label": str(year), "url": url, "active": year == self.kwargs["year"]}


class TextEditView(TextView):
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.allow_edit()
        section = self.find()
        version = section.edited.row_version if section.edited else 0
        return self._show(section, TextForm(initial={"text": section.text, "version": version}))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.allow_edit()
        section, form = self.find(), TextForm(request.POST)
        if not form.is_valid():
            return self._show(section, form, status=400)
        try:
            save_text(
                organization=self.unit if isinstance(self.unit, Organization) else None,
                year=self.kwargs["year"],
                document=CITY_DOCUMENT if self.unit.pk is None else DOCUMENT,
                section=section.key,
                title=section.title,
                text=form.cleaned_data["text"],
                version=form.saved_version(),
                by=request.user,
            )
        except TextConflict as conflict:
            form.data = {**form.data.dict(), "version": str(conflict.latest.row_version)}
            form.add_error("text", conflict.messages[0])
            return self._show(section, form, status=409, latest=conflict.latest.text)
        messages.success(request, f"{section.title} tersimpan.")
        return redirect(f"{self.list_url}#{section.key}")

    def _show(
        self, section: Section, form: TextForm, *, status: int = 200, latest: str = ""
    ) -> HttpResponse:
        context = {
            "unit": self.unit,
            "year": self.kwargs["year"],
            "section": section,
            "form": form,
            "latest": latest,
            "list_url": self.list_url,
        }
        return page(
            self.request, "performance/texts/edit.html", context, crumbs=self.crumbs, status=status
        )


class TextResetView(TextView):
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        section = self._edited()
        context = {"section": section, "list_url": self.list_url, "unit": self.unit}
        return page(request, "performance/texts/reset.html", context, crumbs=self.crumbs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        section = self._edited()
        if section.edited:
            reset_text(row=section.edited, title=section.title, by=request.user)
        messages.success(request, f"{section.title} kembali memakai teks otomatis.")
        return redirect(f"{self.list_url}#{section.key}")

    def _edited(self) -> Section:
        self.allow_edit()
        section = self.find()
        if section.edited is None:
            raise Http404
        return section
