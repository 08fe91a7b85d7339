"""The schedule of presentations and visits, photos of a visit, the sheet to be filled in by hand."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from innovations.jury.actions.appearances import add_photo, drop_photo, save_appearance
from innovations.jury.forms.appearances import (
    AppearanceCreateForm,
    AppearanceForm,
    VisitPhotoForm,
)
from innovations.jury.queries.appearances import (
    appearance_of,
    appearances,
    clashes,
    judges,
    photo_of,
)
from innovations.jury.queries.judging import criteria_of, questions_of, shown_title
from innovations.jury.queries.stages import judged
from innovations.jury.views.judging import OwnSheetView
from innovations.jury.views.stages import StageForm, StageView
from innovations.models import Appearance, VisitPhoto
from innovations.permissions import jury
from innovations.permissions.conflicts import conflicts_of
from organizations.access import allow
from organizations.actions.saving import mark_of
from organizations.models import City
from organizations.web import ConfirmPage, Crumb, StaffView, file_response, made_file, page
from reports.rendering.pdf import render_pdf

WORDS = ("begins_at", "ends_at", "place", "note")


class AppearanceListView(StageView):
    def get(self, request: HttpRequest, pk: int, stage: int) -> HttpResponse:
        self.decide()
        rows = list(appearances(self.stage, request.user).prefetch_related("photos"))
        context = {
            "edition": self.edition,
            "stage": self.stage,
            "rows": rows,
            "clashes": clashes(self.stage, rows),
            "reader": request.user.pk,
            "is_told": jury.stage_is_told(self.stage),
        }
        return page(request, "innovations/jury/appearances.html", context, crumbs=self.stage_trail)


class AppearanceForms(StageForm):
    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse("innovations:appearance-list", args=[self.edition.pk, self.stage.pk])

    @property
    def trail(self) -> list[Crumb]:  # type: ignore[override]
        return [*self.stage_trail, Crumb("Jadwal", self.back)]


class AppearanceCreateView(AppearanceForms):
    heading = "Jadwalkan proposal"
    done = "Jadwal tersimpan."

    def form(self, *given: Any) -> Any:
        hidden = conflicts_of(self.request.user.pk, self.edition.pk)
        return AppearanceCreateForm(*given, proposals=judged(self.stage).exclude(pk__in=hidden))

    def save(self, form: Any) -> Appearance:
        fresh = Appearance(stage=self.stage)
        return save_appearance(appearance=fresh, values=form.values(), by=self.request.user)


class AppearanceUpdateView(AppearanceForms):
    heading = "Ubah jadwal tampil"
    done = "Jadwal tersimpan."

    @cached_property
    def appearance(self) -> Appearance:
        found = appearance_of(self.edition, self.kwargs["appearance"])
        if found is None or found.stage_id != self.stage.pk:
            raise Http404
        return found

    def decide(self) -> None:
        super().decide()
        allow(jury.can_handle(self.request.user, self.appearance.proposal))

    @property
    def lead(self) -> str:  # type: ignore[override]
        return f"{self.appearance.proposal.code} {self.appearance.proposal}"

    def form(self, *given: Any) -> Any:
        held = Appearance.objects.get(pk=self.appearance.pk)
        initial = {name: getattr(held, name) for name in WORDS}
        return AppearanceForm(*given, initial={**initial, "mark": mark_of(held, WORDS)})

    def save(self, form: Any) -> Appearance:
        return save_appearance(
            appearance=self.appearance, values=form.values(), by=self.request.user,
            mark=form.cleaned_data["mark"],
        )  # fmt: skip


class VisitPhotoCreateView(AppearanceUpdateView):
    heading = "Tambah foto kunjungan"
    submit = "Unggah"
    done = "Foto tersimpan."

    def form(self, *given: Any) -> Any:
        return VisitPhotoForm(*given)

    def save(self, form: Any) -> VisitPhoto:  # type: ignore[override]
        given = form.cleaned_data
        return add_photo(
            appearance=self.appearance, upload=given["file"], caption=given["caption"],
            by=self.request.user,
        )  # fmt: skip


class VisitPhotoDeleteView(AppearanceUpdateView, ConfirmPage):
    submit = "Hapus"
    tone = "danger"
    template = ConfirmPage.template
    done = "Foto dihapus."
    text = "Foto tidak tampil lagi; riwayat tetap mencatatnya."

    @cached_property
    def photo(self) -> VisitPhoto:
        found = photo_of(self.kwargs["photo"])
        if found is None or found.appearance_id != self.appearance.pk:
            raise Http404
        return found

    def decide(self) -> None:
        super().decide()
        allow(jury.can_drop_photo(self.request.user, self.photo))

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Hapus foto “{self.photo}”?"

    def context(self, form: Any) -> dict[str, Any]:
        return {"text": self.text}

    def form(self, *given: Any) -> Any:
        return self.form_class(*given)

    def save(self, form: Any) -> None:  # type: ignore[override]
        drop_photo(photo=self.photo, by=self.request.user)


class VisitPhotoView(StaffView):
    """For the secretariat and for who judges what was visited."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        found = photo_of(pk)
        if found is None:
            raise Http404
        appearance = found.appearance
        sheet = judges(request.user, appearance)
        if sheet is not None and not sheet.stage.is_blind:
            allow(jury.can_read_sheet(request.user, sheet))
        else:
            allow(jury.can_handle(request.user, appearance.proposal))
        return file_response(request, found, "Foto kunjungan")


class OfflineSheetView(OwnSheetView):
    """The empty sheet as PDF, to be filled in where there is no network."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        sheet = self.sheet
        context = {
            "city": City.current(),
            "sheet": sheet,
            "title": shown_title(sheet.stage, sheet.proposal),
            "criteria": criteria_of(sheet),
            "questions": questions_of(sheet),
        }
        html = render_to_string("innovations/documents/score_sheet.html", context)
        name = f"lembar-nilai-{sheet.proposal.code.lower()}.pdf"
        return made_file(render_pdf(html).content, name=name)
