"""The parts of an edition's rules: one page adds, changes and takes away each kind."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import Max
from django.http import Http404

from innovations.competition.actions.editions import drop_part, save_criterion, save_part
from innovations.competition.forms.parts import PARTS, Part, bands_text
from innovations.competition.views.editions import EditionFormPage
from innovations.models import Criterion, Edition
from organizations.web import ConfirmPage


class PartCreateView(EditionFormPage):
    done = "Tersimpan."

    @cached_property
    def part(self) -> Part:
        found = PARTS.get(self.kwargs["part"])
        if found is None:
            raise Http404
        return found

    @cached_property
    def row(self) -> Any:
        return self.part.model(
            **({"edition": self.edition} if self.part.owner == "edition" else {})
        )

    @property
    def heading(self) -> str:  # type: ignore[override]
        verb = "Ubah" if self.row.pk else "Tambah"
        return f"{verb} {self.part.heading.lower()}"

    def decide(self) -> None:
        super().decide()
        self.row  # noqa: B018 - 404 for what is not of this edition

    def form(self, *given: Any) -> Any:
        edition = Edition.objects.get(pk=self.edition.pk)
        return self.part.form(*given, edition=edition, initial=self._initial())

    def _initial(self) -> dict[str, Any]:
        if self.row.pk is None:
            last = self.part.rows(self.edition).aggregate(last=Max("order"))["last"]
            return {"order": (last or 0) + 1}
        names = [name for name in self.part.form.base_fields if name != "bands"]
        found = {name: getattr(self.row, name) for name in names}
        if isinstance(self.row, Criterion):
            found["bands"] = bands_text(self.row)
        return found

    def save(self, form: Any) -> Any:
        given: dict[str, Any] = {
            "edition": self.edition, "values": form.values(), "by": self.request.user,
        }  # fmt: skip
        if isinstance(self.row, Criterion):
            return save_criterion(criterion=self.row, bands=form.cleaned_data["bands"], **given)
        return save_part(part=self.row, **given)


class PartUpdateView(PartCreateView):
    @cached_property
    def row(self) -> Any:
        found = self.part.rows(self.edition).filter(pk=self.kwargs["row"]).first()
        if found is None:
            raise Http404
        return found


class PartDeleteView(PartUpdateView, ConfirmPage):
    submit = "Hapus"
    done = "Sudah dihapus."
    text = "Yang bergantung padanya ikut terhapus; riwayat edisi tetap mencatatnya."

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Hapus {self.part.heading.lower()} “{self.row}”?"

    def form(self, *given: Any) -> Any:
        return self.form_class(*given)

    def save(self, form: Any) -> None:
        drop_part(edition=self.edition, part=self.row, by=self.request.user)
