"""The board, one unit of it, what is said of an item there."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from innovations.adoption.actions.marks import fill, move_mark
from innovations.adoption.actions.units import save_unit
from innovations.adoption.forms.marks import BoardFilterForm, FillForm
from innovations.adoption.forms.setup import UnitForm
from innovations.adoption.queries.board import board, items_of_unit
from innovations.adoption.queries.bulk import ACTS, CHECK
from innovations.adoption.queries.checklists import items_asked, kinds_of, unit_of
from innovations.adoption.views.base import ChecklistFormPage, ChecklistView
from innovations.adoption.views.setup import held
from innovations.models import AdoptionItem, AdoptionMark, AdoptionUnit
from innovations.permissions.adoption import checks_adoption, keeps_adoption
from innovations.states import adoption as states
from organizations import activity
from organizations.web import (
    TransitionView,
    buttons,
    chosen,
    file_response,
    marker,
    page,
)
from organizations.workflow import Transition, left_to_others

UNIT_FIELDS = ("code", "name", "kind", "area", "since", "until")
MOVES = {move.name: move for move in states.MARK}
MOST_LINES = 20


def unit_url(unit: AdoptionUnit) -> str:
    return reverse("innovations:adoption-unit", args=[unit.pk])


class BoardView(ChecklistView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        checklist, user = self.checklist, request.user
        filters = BoardFilterForm(
            request.GET or None, checklist=checklist, kinds=kinds_of(checklist)
        )
        after = marker(request, "sesudah")
        may_keep = bool(keeps_adoption(user, checklist.innovation))
        may_check = bool(checks_adoption(user, checklist.innovation))
        context = {
            "checklist": checklist,
            "filters": filters,
            "board": board(checklist, chosen(filters), after, self.on),
            "is_first": after is None,
            "may_keep": may_keep,
            "acts": [act for act in ACTS if (may_check if act[0] == CHECK else may_keep)],
        }
        return page(request, "innovations/adoption/board.html", context, crumbs=self.trail[:1])


class UnitView(ChecklistView):
    """One unit with everything that was ever said of it."""

    model = AdoptionUnit

    @cached_property
    def unit(self) -> AdoptionUnit:
        found = unit_of(self.checklist, self.kwargs["pk"])
        if found is None:
            raise Http404
        found.checklist = self.checklist
        return found

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        unit, user = self.unit, request.user
        rows = [
            (row, self._buttons(row.standing), left_to_others(MOVES.values(), user, row.standing))
            if row.standing
            else (row, [], [])
            for row in items_of_unit(unit, self.on)
        ]
        context = {
            "checklist": self.checklist,
            "unit": unit,
            "rows": rows,
            "on": self.on,
            "may_keep": bool(keeps_adoption(user, self.checklist.innovation)),
            "history": activity.history_of(unit)[:MOST_LINES],
        }
        return page(request, "innovations/adoption/unit.html", context, crumbs=self.trail)

    def _buttons(self, mark: AdoptionMark) -> Any:
        return buttons(MOVES, self.request.user, mark, url=_move_url(mark))


def _move_url(mark: AdoptionMark) -> Callable[[str], str]:
    return lambda name: reverse("innovations:adoption-mark-transition", args=[mark.pk, name])


class UnitCreateView(ChecklistFormPage):
    heading = "Tambah satuan"
    done = "Satuan tersimpan."

    @cached_property
    def unit(self) -> AdoptionUnit:
        return AdoptionUnit(checklist=self.checklist)

    def form(self, *given: Any) -> Any:
        return UnitForm(*given, initial=held(self.unit, UNIT_FIELDS))

    def save(self, form: Any) -> AdoptionUnit:
        values, mark = form.values(), form.cleaned_data["mark"]
        return save_unit(unit=self.unit, values=values, mark=mark, by=self.request.user)

    def after(self, saved: AdoptionUnit) -> str:
        return unit_url(saved)


class UnitUpdateView(UnitCreateView):
    model = AdoptionUnit
    heading = "Ubah satuan"

    @cached_property
    def unit(self) -> AdoptionUnit:
        return self.subject

    @property
    def back(self) -> str:  # type: ignore[override]
        return unit_url(self.unit)


class MarkCreateView(ChecklistFormPage):
    """Say that an item is fulfilled at a unit."""

    model = AdoptionUnit
    form_class = FillForm
    done = "Isian tersimpan dan menunggu diperiksa orang lain."

    @cached_property
    def item(self) -> AdoptionItem:
        found = items_asked(self.checklist, self.on).filter(pk=self.kwargs["item"]).first()
        if found is None:
            raise Http404
        return found

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Isi: {self.item}"

    @property
    def lead(self) -> str:  # type: ignore[override]
        return self.subject.name

    @property
    def back(self) -> str:  # type: ignore[override]
        return unit_url(self.subject)

    def save(self, form: Any) -> AdoptionMark:
        values = {**form.cleaned_data}
        upload = values.pop("file")
        return fill(
            unit=self.subject, item=self.item, values=values, upload=upload, by=self.request.user
        )


class MarkView(ChecklistView):
    model = AdoptionMark

    @property
    def checklist_key(self) -> int:
        return self.row.unit.checklist_id

    @cached_property
    def mark(self) -> AdoptionMark:
        self.row.unit.checklist = self.checklist
        return self.row


class MarkFileView(MarkView):
    """The evidence, for those who work on the innovation."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        mark = self.mark
        if not mark.file:
            raise Http404
        return file_response(request, mark, "Bukti")


class MarkTransitionView(MarkView, TransitionView):
    transitions: ClassVar = MOVES

    def get_object(self) -> AdoptionMark:
        return self.mark

    def move(self, obj: AdoptionMark, transition: Transition, note: str) -> AdoptionMark:
        return move_mark(mark=obj, transition=transition, by=self.request.user, note=note)

    def success_url(self, obj: AdoptionMark) -> str:
        return unit_url(obj.unit)
