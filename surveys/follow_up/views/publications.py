"""Where a result was shown, and the levels of PEKPPP."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from organizations.access import allow
from organizations.actions.saving import mark_of
from organizations.web import ConfirmPage, Crumb, FormPage, StaffView, page
from surveys import permissions
from surveys.follow_up.actions.publications import (
    remove_publication,
    save_levels,
    save_publication,
)
from surveys.follow_up.forms.publications import LevelsForm, PublicationForm
from surveys.follow_up.queries.review import Item, items
from surveys.follow_up.views.base import PlansFormPage
from surveys.models import Period, Publication

LEVELS = Crumb("Tingkat PEKPPP", "/kerja/survei/pekppp/")
FACTS = ("medium", "published_on", "url", "note")


class PublicationPage(PlansFormPage):
    publication: Publication

    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse("surveys:plan-period", args=[self.publication.period.pk]) + "#publikasi"

    @property
    def lead(self) -> str:  # type: ignore[override]
        return f"{self.unit.name}, hasil {self.publication.period.label}"


class PublicationCreateView(PublicationPage):
    model = Period
    once = True
    heading = "Catat publikasi hasil"
    form_class = PublicationForm
    done = "Publikasi tersimpan."

    @cached_property
    def publication(self) -> Publication:  # type: ignore[override]
        self.row.unit = self.unit
        return Publication(period=self.row)

    def save(self, form: Any) -> Publication:
        values, mark, user = form.values(), form.cleaned_data["mark"], self.request.user
        return save_publication(publication=self.publication, values=values, by=user, mark=mark)


class PublicationEditView(PublicationCreateView):
    model = Publication
    path = "period__unit"
    heading = "Ubah publikasi hasil"

    @cached_property
    def publication(self) -> Publication:  # type: ignore[override]
        self.row.period.unit = self.unit
        return self.row

    def form(self, *given: Any) -> Any:
        initial = {name: getattr(self.publication, name) for name in FACTS}
        initial["mark"] = mark_of(self.publication, FACTS)
        return PublicationForm(*given, initial=initial)


class PublicationDeleteView(PublicationPage, ConfirmPage):
    model = Publication
    path = "period__unit"
    heading = "Hapus catatan publikasi?"
    submit = "Hapus"
    done = "Catatan publikasi dihapus."

    @property
    def text(self) -> str:  # type: ignore[override]
        return f"{self.publication} dihapus dari daftar; riwayatnya tetap tersimpan."

    @cached_property
    def publication(self) -> Publication:  # type: ignore[override]
        self.row.period.unit = self.unit
        return self.row

    def save(self, form: Any) -> None:
        remove_publication(publication=self.publication, by=self.request.user)


class LevelListView(StaffView):
    """The tables of levels, each with whether a person has compared it with the instrument."""

    def get(self, request: HttpRequest) -> HttpResponse:
        allow(permissions.can_open(request.user))
        may = bool(permissions.can_manage_city(request.user))
        found = items()
        context = {
            "items": found,
            "may_manage": may,
            "is_checked": all(item.is_checked for item in found),
        }
        return page(request, "surveys/follow_up/levels.html", context)


class LevelEditView(FormPage):
    heading = "Ubah tingkat PEKPPP"
    done = "Tingkat tersimpan."
    trail = (LEVELS,)
    back = LEVELS.url

    def decide(self) -> None:
        allow(permissions.can_manage_city(self.request.user))

    @cached_property
    def item(self) -> Item:
        found = next((one for one in items() if one.item == self.kwargs["item"]), None)
        if found is None:
            raise Http404
        return found

    @property
    def lead(self) -> str:  # type: ignore[override]
        return str(self.item.item.label)

    def form(self, *given: Any) -> Any:
        return LevelsForm(*given, item=self.item)

    def save(self, form: Any) -> None:
        save_levels(
            item=self.item.item,
            rows=form.rows(),
            basis=form.cleaned_data["basis"],
            is_checked=form.cleaned_data["is_checked"],
            by=self.request.user,
        )
