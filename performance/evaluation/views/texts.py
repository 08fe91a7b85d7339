"""The words of an LKjIP: sections with their default text, edited one at a time."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from organizations.access import allow
from organizations.editing import ChangedMeanwhile
from organizations.queries.units import own_unit
from organizations.web import ConfirmPage, Crumb, FormPage, StaffView, page, renew
from performance import permissions
from performance.evaluation.actions.texts import reset_text, save_text
from performance.evaluation.forms.texts import TextForm
from performance.evaluation.queries.lkjip import CITY_DOCUMENT, load_city_lkjip, load_lkjip
from performance.evaluation.reports.city import CityUnit
from performance.evaluation.reports.lkjip_texts import DOCUMENT, Section, sections
from performance.evaluation.views.reported import ReportedView
from performance.models.review import CITY_CODE


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


class TextView(ReportedView):
    @cached_property
    def sections(self) -> list[Section]:
        if isinstance(self.unit, CityUnit):
            return sections(load_city_lkjip(self.unit, self.kwargs["year"]))
        return sections(load_lkjip(self.unit, self.kwargs["year"]))

    @property
    def list_url(self) -> str:
        return reverse("performance:text-list", args=[self.unit.code, self.kwargs["year"]])

    @property
    def crumbs(self) -> list[Crumb]:
        name = f"Naskah LKjIP {self.kwargs['year']} {self.unit.short_name}"
        return [Crumb("Dasbor", reverse("dashboard")), Crumb(name, self.list_url)]


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


class TextPage(TextView, FormPage):
    """A form about one section; it leads back to the list of sections."""

    def decide(self) -> None:
        allow(permissions.can_edit_text(self.request.user, self.unit.pk))
        self.section  # noqa: B018 - one that the document does not have is not found

    @cached_property
    def section(self) -> Section:
        for section in self.sections:
            if section.key == self.kwargs["section"]:
                return section
        raise Http404

    @property
    def trail(self) -> list[Crumb]:
        return self.crumbs

    @property
    def back(self) -> str:
        return self.list_url

    def after(self, saved: Any) -> str:
        return f"{self.list_url}#{self.section.key}"


class TextEditView(TextPage):
    template = "performance/texts/edit.html"
    submit = "Simpan naskah"
    latest = ""  # what somebody else saved meanwhile

    @property
    def title(self) -> str:
        about = f"Naskah LKjIP {self.kwargs['year']} {self.unit.short_name}"
        return f"{self.section.title} – {about}"

    @property
    def heading(self) -> str:
        return self.section.title

    @property
    def lead(self) -> str:
        return f"LKjIP {self.unit.name} {self.kwargs['year']} · {self.section.chapter}"

    def form(self, *given: Any) -> TextForm:
        edited = self.section.edited
        version = edited.row_version if edited else 0
        return TextForm(*given, initial={"text": self.section.text, "version": version})

    def save(self, form: TextForm) -> None:
        save_text(
            organization=self.organization,
            year=self.kwargs["year"],
            document=CITY_DOCUMENT if self.unit.pk is None else DOCUMENT,
            section=self.section.key,
            title=self.section.title,
            text=form.cleaned_data["text"],
            version=form.saved_version(),
            by=self.request.user,
        )

    def conflict(self, form: TextForm, error: ChangedMeanwhile) -> HttpResponse:
        """The latest text of the other stands below the form."""
        renew(form, **error.marks)
        self.latest = error.latest.text
        return self.refuse(form, error)

    def said(self, saved: None) -> str:
        return f"{self.section.title} tersimpan."

    def context(self, form: TextForm) -> dict[str, Any]:
        return {
            "unit": self.unit,
            "year": self.kwargs["year"],
            "section": self.section,
            "latest": self.latest,
        }


class TextResetView(TextPage, ConfirmPage):
    template = "performance/texts/reset.html"
    heading = "Kembalikan ke teks otomatis?"
    text = "Tulisan yang disunting tidak dipakai lagi. Isinya tetap tercatat pada riwayat."
    submit = "Kembalikan"

    def decide(self) -> None:
        super().decide()
        if self.section.edited is None:
            raise Http404

    @property
    def title(self) -> str:
        return f"Kembalikan {self.section.title}"

    def save(self, form: Form) -> None:
        reset_text(row=self.section.edited, title=self.section.title, by=self.request.user)

    def said(self, saved: None) -> str:
        return f"{self.section.title} kembali memakai teks otomatis."

    def context(self, form: Form) -> dict[str, Any]:
        return {**super().context(form), "section": self.section}
