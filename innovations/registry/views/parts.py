"""Figures before and after, awards and files of an entry: added, rewritten, taken away."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse

from innovations import permissions
from innovations.models import Award, Comparison, InnovationFile
from innovations.registry.actions.parts import add_file, drop_part, save_award, save_comparison
from innovations.registry.forms.parts import AwardForm, ComparisonForm, FileForm
from innovations.registry.views.base import EntryFormPage, EntryView
from organizations.forms.marked import marked
from organizations.web import ConfirmPage, file_response

FIGURES = ("label", "unit", "before", "before_year", "after", "after_year")
AWARDS = ("competition", "level", "year", "result")


class ComparisonCreateView(EntryFormPage):
    rule = permissions.can_correct
    heading = "Tambah angka sebelum dan sesudah"
    done = "Angka tersimpan."

    @cached_property
    def comparison(self) -> Comparison:
        return Comparison(innovation=self.entry)

    def form(self, *given: Any) -> Any:
        held = self.comparison
        initial = {name: getattr(held, name) for name in FIGURES} if held.pk else {}
        return ComparisonForm(*given, initial={**initial, **marked(held, FIGURES)})

    def save(self, form: Any) -> Comparison:
        values, mark = form.values(), form.cleaned_data["mark"]
        return save_comparison(
            comparison=self.comparison, values=values, by=self.request.user, mark=mark
        )


class ComparisonEditView(ComparisonCreateView):
    model = Comparison
    heading = "Ubah angka sebelum dan sesudah"

    @cached_property
    def comparison(self) -> Comparison:
        self.row.innovation = self.entry
        return self.row


class AwardCreateView(EntryFormPage):
    heading = "Tambah penghargaan"
    done = "Penghargaan tersimpan."

    @cached_property
    def award(self) -> Award:
        return Award(innovation=self.entry)

    def form(self, *given: Any) -> Any:
        held = self.award
        initial = {name: getattr(held, name) for name in AWARDS} if held.pk else {}
        return AwardForm(*given, initial={**initial, **marked(held, AWARDS)})

    def save(self, form: Any) -> Award:
        values, mark = form.values(), form.cleaned_data["mark"]
        return save_award(award=self.award, values=values, by=self.request.user, mark=mark)


class AwardEditView(AwardCreateView):
    model = Award
    rule = permissions.can_correct
    heading = "Ubah penghargaan"

    @cached_property
    def award(self) -> Award:
        self.row.innovation = self.entry
        return self.row


class FileCreateView(EntryFormPage):
    heading = "Tambah berkas"
    form_class = FileForm
    submit = "Unggah"
    done = "Berkas tersimpan."

    def save(self, form: Any) -> InnovationFile:
        given = {**form.cleaned_data}
        upload = given.pop("file")
        return add_file(innovation=self.entry, upload=upload, by=self.request.user, **given)


class FileView(EntryView):
    """The stored file, for those who work on the entry."""

    model = InnovationFile

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.entry  # noqa: B018 - 404 for whoever may not open it
        return file_response(request, self.row, self.row.get_kind_display())


class PartDeleteView(EntryFormPage, ConfirmPage):
    rule = permissions.can_correct
    submit = "Hapus"
    done = "Sudah dihapus."
    text = "Yang dihapus tidak tampil lagi; riwayat tetap mencatatnya."

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Hapus {self.row._meta.verbose_name} “{self.row}”?"

    def save(self, form: Any) -> None:
        self.row.innovation = self.entry
        drop_part(part=self.row, by=self.request.user)


class ComparisonDeleteView(PartDeleteView):
    model = Comparison


class AwardDeleteView(PartDeleteView):
    model = Award


class FileDeleteView(PartDeleteView):
    model = InnovationFile
