"""Rows of a year's rules: taken over from another year, corrected one by one."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404

from innovations import permissions
from innovations.index.actions.rules import change_row, copy_rows
from innovations.index.forms.rules import CopyRowsForm, RowForm
from innovations.index.views.sets import SetView
from innovations.models import IndexRow, IndexSet
from organizations.access import allow
from organizations.web import FormPage


class RuleFormPage(SetView, FormPage):
    def decide(self) -> None:
        self.found  # noqa: B018 - 404 where there is none
        allow(permissions.can_manage(self.request.user))


class RowsCopyView(RuleFormPage):
    submit = "Salin baris"
    done = "Baris tersalin. Cocokkan setiap baris dengan surat tahun ini."

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Salin baris indikator ke skema {self.found.year}"

    def form(self, *given: Any) -> CopyRowsForm:
        return CopyRowsForm(*given, index_set=self.found)

    def save(self, form: CopyRowsForm) -> IndexSet:
        source = form.cleaned_data["source"]
        return copy_rows(index_set=self.found, source=source, by=self.request.user)


class RowUpdateView(RuleFormPage):
    done = "Indikator tersimpan."

    @cached_property
    def row(self) -> IndexRow:
        found = self.found.rows.filter(number=self.kwargs["number"]).first()
        if found is None:
            raise Http404
        return found

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Ubah indikator {self.row.number}"

    @property
    def lead(self) -> str:  # type: ignore[override]
        return str(self.found)

    def decide(self) -> None:
        super().decide()
        self.row  # noqa: B018 - 404 where there is none

    def form(self, *given: Any) -> RowForm:
        return RowForm(*given, row=self.row)

    def save(self, form: RowForm) -> IndexRow:
        mark = form.cleaned_data["mark"]
        return change_row(row=self.row, values=form.values(), mark=mark, by=self.request.user)
