"""Consultations: the citizen's form; list, page and answers for the unit."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from innovations.citizens.views.open import OpenFormPage
from innovations.journal.actions.consultations import (
    KEPT,
    answer_consultation,
    decline,
    receive_consultation,
    schedule,
)
from innovations.journal.forms.living import (
    AnswerForm,
    ConsultationFilterForm,
    ConsultationForm,
    ScheduleForm,
)
from innovations.journal.queries.consultations import (
    consultation_page,
    consultations_of,
    open_for_consultations,
)
from innovations.models import Consultation
from innovations.permissions import journal as permissions
from innovations.registry.views.base import REGISTRY
from innovations.states import journal as states
from organizations import activity
from organizations.access import allow
from organizations.web import Button, Crumb, FormPage, StaffView, chosen, marker, page

LIST = Crumb("Permintaan konsultasi", "/kerja/inovasi/konsultasi/")


class ConsultationCreateView(OpenFormPage):
    form_class = ConsultationForm
    heading = "Ajukan konsultasi"
    submit = "Kirim permintaan"
    done = "Permintaan terkirim. Petugas menanggapinya lewat surel atau telepon yang Anda tulis."
    find = open_for_consultations
    limit = ("inovasi-konsultasi", 10)

    @property
    def lead(self) -> str:  # type: ignore[override]
        words = self.entry.desk.words  # type: ignore[attr-defined]
        return f"{self.entry.name}. {words}" if words else self.entry.name

    def keep(self, given: dict[str, Any]) -> Consultation:
        return receive_consultation(innovation=self.entry, **given)


class ConsultationListView(StaffView):
    right = "innovations.edit"

    def get(self, request: HttpRequest) -> HttpResponse:
        filters = ConsultationFilterForm(request.GET or None)
        before = marker(request, "sesudah")
        rows = consultations_of(request.user, chosen(filters).get("status", ""))
        found, following = consultation_page(rows, before)
        context = {
            "rows": found,
            "following": following,
            "is_first": before is None,
            "filters": filters,
        }
        template = "innovations/journal/consultations.html"
        return page(request, template, context, crumbs=[REGISTRY])


class ConsultationView(StaffView):
    """404 for whoever does not write for the innovation."""

    @cached_property
    def row(self) -> Consultation:
        found = consultations_of(self.request.user).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    @property
    def url(self) -> str:
        return reverse("innovations:consultation-detail", args=[self.row.pk])


class ConsultationDetailView(ConsultationView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self.row
        allow(permissions.answers_consultation(request.user, row))
        moves = [move for move in states.CONSULTATION if row.state in move.sources]
        context = {
            "row": row,
            "kept_until": timezone.localdate(row.moved_at + KEPT),
            "buttons": [
                Button(m.name, m.label, f"{self.url}{PATHS[m.name]}/", "secondary", is_link=True)
                for m in moves
            ],
            "history": activity.history_of(row),
        }
        template = "innovations/journal/consultation.html"
        return page(request, template, context, crumbs=[REGISTRY, LIST])


PATHS = {"schedule": "jadwal", "answer": "jawaban", "decline": "penolakan"}


class ConsultationAnswerView(ConsultationView, FormPage):
    heading = "Jawab konsultasi"
    submit = "Kirim tanggapan"
    done = "Tanggapan tersimpan."
    form_class = AnswerForm

    def decide(self) -> None:
        allow(permissions.answers_consultation(self.request.user, self.row))

    @property
    def back(self) -> str:  # type: ignore[override]
        return self.url

    @property
    def trail(self) -> list[Crumb]:  # type: ignore[override]
        return [REGISTRY, LIST, Crumb(str(self.row), self.url)]

    def save(self, form: Any) -> Consultation:
        answer = form.cleaned_data["answer"]
        return answer_consultation(consultation=self.row, answer=answer, by=self.request.user)


class ConsultationDeclineView(ConsultationAnswerView):
    heading = "Tidak dapat dilayani"
    lead = "Tulis alasannya, dan siapa yang dapat membantu."

    def save(self, form: Any) -> Consultation:
        answer = form.cleaned_data["answer"]
        return decline(consultation=self.row, answer=answer, by=self.request.user)


class ConsultationScheduleView(ConsultationAnswerView):
    heading = "Jadwalkan konsultasi"
    form_class = ScheduleForm

    def save(self, form: Any) -> Consultation:
        answer, user = form.cleaned_data["answer"], self.request.user
        return schedule(consultation=self.row, at=form.moment(), answer=answer, by=user)
