"""The life of an innovation at the desk: its activities, the steps of its process, its desk."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from innovations import permissions
from innovations.journal.actions.consultations import save_desk
from innovations.journal.actions.steps import drop_step, save_step
from innovations.journal.forms.living import ConsultationDeskForm, StepForm
from innovations.journal.queries.listing import keyset_page
from innovations.journal.queries.shown import shown_to_staff
from innovations.models import ConsultationDesk, ProcessStep
from innovations.registry.views.base import EntryFormPage, EntryView
from organizations.actions.saving import mark_of
from organizations.web import ConfirmPage, page

STEP = ("place", "name", "words", "state", "link")
DESK = ("is_open", "email", "words")
FEW = 10


class LivingView(EntryView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        entry, user = self.entry, request.user
        latest, _ = keyset_page(entry.journal.all(), "", FEW)
        context = {
            "entry": entry,
            "items": shown_to_staff(latest, user, timezone.localdate()),
            "steps": entry.steps.all(),
            "desk": ConsultationDesk.objects.filter(innovation=entry).first(),
            "may_edit": bool(permissions.can_edit(user, entry)),
        }
        return page(request, "innovations/journal/living.html", context, crumbs=self.trail)


class LivingFormPage(EntryFormPage):
    @property
    def back(self) -> str:  # type: ignore[override]
        return f"{self.entry_url}kegiatan/"


class StepCreateView(LivingFormPage):
    heading = "Tambah langkah alur"
    done = "Langkah tersimpan."

    @cached_property
    def step(self) -> ProcessStep:
        return ProcessStep(innovation=self.entry, place=self.entry.steps.count() + 1)

    def form(self, *given: Any) -> StepForm:
        step = self.step
        mark = mark_of(step, STEP) if step.pk else ""
        initial = {**{name: getattr(step, name) for name in STEP}, "mark": mark}
        return StepForm(*given, initial=initial)

    def save(self, form: Any) -> ProcessStep:
        mark = form.cleaned_data["mark"]
        return save_step(step=self.step, values=form.values(), by=self.request.user, mark=mark)


class StepUpdateView(StepCreateView):
    model = ProcessStep
    heading = "Ubah langkah alur"

    @cached_property
    def step(self) -> ProcessStep:
        self.row.innovation = self.entry
        return self.row


class StepDeleteView(LivingFormPage, ConfirmPage):
    model = ProcessStep
    submit = "Hapus"
    done = "Langkah dihapus."
    text = "Yang dihapus tidak tampil lagi; riwayat inovasi tetap mencatatnya."

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Hapus langkah “{self.row}”?"

    def save(self, form: Any) -> None:
        self.row.innovation = self.entry
        drop_step(step=self.row, by=self.request.user)


class DeskView(LivingFormPage):
    heading = "Layanan konsultasi"
    done = "Layanan konsultasi tersimpan."

    @cached_property
    def desk(self) -> ConsultationDesk:
        found = ConsultationDesk.objects.filter(innovation=self.entry).first()
        return found or ConsultationDesk(innovation=self.entry)

    def form(self, *given: Any) -> ConsultationDeskForm:
        self.desk.innovation = self.entry
        mark = mark_of(self.desk, DESK) if self.desk.pk else ""
        initial = {**{name: getattr(self.desk, name) for name in DESK}, "mark": mark}
        return ConsultationDeskForm(*given, initial=initial)

    def save(self, form: Any) -> ConsultationDesk:
        mark = form.cleaned_data["mark"]
        return save_desk(desk=self.desk, values=form.values(), by=self.request.user, mark=mark)
