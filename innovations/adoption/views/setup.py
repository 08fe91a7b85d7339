"""Checklists of the person, and how one is set up: items and award categories."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from innovations import permissions
from innovations.adoption.actions.setup import (
    change_checklist,
    drop_band,
    end_item,
    open_checklist,
    save_band,
    save_item,
)
from innovations.adoption.forms.setup import BandForm, ChecklistForm, ItemEndForm, ItemForm
from innovations.adoption.queries.checklists import bands_of, checklists_of, items_with_use
from innovations.adoption.views.base import ChecklistFormPage, ChecklistView
from innovations.models import AdoptionBand, AdoptionChecklist, AdoptionItem
from innovations.permissions.adoption import keeps_adoption
from innovations.registry.views.base import EntryFormPage
from organizations import activity
from organizations.access import allow
from organizations.actions.saving import mark_of
from organizations.web import ConfirmPage, StaffView, page, paged

PER_PAGE = 50
MOST_LINES = 20
LIST_FIELDS = ("unit_word", "goal")
ITEM_FIELDS = ("code", "name", "hint", "position", "weight")
BAND_FIELDS = ("label", "minimum")


def held(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """What a form of a stored row begins with, and what it was opened on."""
    if row.pk is None:
        return {}
    return {**{name: getattr(row, name) for name in names}, "mark": mark_of(row, names)}


class ChecklistListView(StaffView):
    def get(self, request: HttpRequest) -> HttpResponse:
        allow(permissions.can_open(request.user))
        context = paged(request, checklists_of(request.user), PER_PAGE)
        return page(request, "innovations/adoption/list.html", context)


class ChecklistCreateView(EntryFormPage):
    rule = keeps_adoption
    heading = "Buka daftar adopsi"
    submit = "Buka daftar"
    done = "Daftar adopsi dibuka. Tambahkan butir dan satuannya."
    form_class = ChecklistForm

    def save(self, form: Any) -> AdoptionChecklist:
        values = form.values()
        return open_checklist(innovation=self.entry, values=values, by=self.request.user)

    def after(self, saved: AdoptionChecklist) -> str:
        return setup_url(saved)


def setup_url(checklist: AdoptionChecklist) -> str:
    return reverse("innovations:adoption-setup", args=[checklist.pk])


class ChecklistSetupView(ChecklistView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        checklist = self.checklist
        context = {
            "checklist": checklist,
            "items": items_with_use(checklist),
            "bands": bands_of(checklist),
            "on": self.on,
            "may_keep": bool(keeps_adoption(request.user, checklist.innovation)),
            "history": activity.history_of(checklist)[:MOST_LINES],
        }
        return page(request, "innovations/adoption/setup.html", context, crumbs=self.trail)


class SetupFormPage(ChecklistFormPage):
    @property
    def back(self) -> str:  # type: ignore[override]
        return setup_url(self.checklist)


class ChecklistUpdateView(SetupFormPage):
    heading = "Ubah daftar adopsi"

    def form(self, *given: Any) -> Any:
        return ChecklistForm(*given, initial=held(self.checklist, LIST_FIELDS))

    def save(self, form: Any) -> AdoptionChecklist:
        return change_checklist(
            checklist=self.checklist,
            values=form.values(),
            mark=form.cleaned_data["mark"],
            by=self.request.user,
        )


class ItemCreateView(SetupFormPage):
    heading = "Tambah butir"
    done = "Butir tersimpan."

    @cached_property
    def item(self) -> AdoptionItem:
        return AdoptionItem(checklist=self.checklist)

    def form(self, *given: Any) -> Any:
        return ItemForm(*given, initial=held(self.item, ITEM_FIELDS))

    def save(self, form: Any) -> AdoptionItem:
        values, mark = form.values(), form.cleaned_data["mark"]
        return save_item(item=self.item, values=values, mark=mark, by=self.request.user)


class ItemUpdateView(ItemCreateView):
    model = AdoptionItem
    heading = "Ubah butir"

    @cached_property
    def item(self) -> AdoptionItem:
        return self.subject


class ItemEndView(SetupFormPage):
    model = AdoptionItem
    form_class = ItemEndForm
    submit = "Akhiri butir"
    done = "Butir diakhiri."

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Akhiri butir “{self.subject}”"

    def save(self, form: Any) -> AdoptionItem:
        return end_item(item=self.subject, last=form.cleaned_data["last"], by=self.request.user)


class BandCreateView(SetupFormPage):
    heading = "Tambah kategori penghargaan"
    done = "Kategori tersimpan."

    @cached_property
    def band(self) -> AdoptionBand:
        return AdoptionBand(checklist=self.checklist)

    def form(self, *given: Any) -> Any:
        return BandForm(*given, initial=held(self.band, BAND_FIELDS))

    def save(self, form: Any) -> AdoptionBand:
        values, mark = form.values(), form.cleaned_data["mark"]
        return save_band(band=self.band, values=values, mark=mark, by=self.request.user)


class BandUpdateView(BandCreateView):
    model = AdoptionBand
    heading = "Ubah kategori penghargaan"

    @cached_property
    def band(self) -> AdoptionBand:
        return self.subject


class BandDeleteView(SetupFormPage, ConfirmPage):
    model = AdoptionBand
    submit = "Hapus"
    done = "Kategori dihapus."
    text = "Satuan tidak lagi disebut menurut kategori ini. Isian tidak berubah."

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Hapus kategori “{self.subject}”?"

    def save(self, form: Any) -> None:
        drop_band(band=self.subject, by=self.request.user)
