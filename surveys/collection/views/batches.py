"""Bundles of paper forms: made, typed by keyboard, looked through, typed again, accepted."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from organizations.access import allow
from organizations.web import Crumb, TransitionView, buttons, page, paged
from organizations.workflow import left_to_others
from surveys import permissions, states
from surveys.choices import BatchState, Mode, PeriodState, Settled
from surveys.collection.actions import paper, second
from surveys.collection.forms.paper import BatchForm, DigitsForm, RowForm, RowRemoveForm
from surveys.collection.queries.batches import (
    batches_of,
    open_periods,
    rows_of,
    scored_items,
    shown_rows,
)  # fmt: skip
from surveys.collection.queries.choosing import services_of
from surveys.collection.queries.second import second_of
from surveys.collection.queries.sheets import items_of
from surveys.instrument.views.base import DESK, UnitFormPage, UnitView
from surveys.models import PaperBatch

PER_PAGE = 50
MOVES = {move.name: move for move in states.BATCH}
WITHDRAW = states.WITHDRAW_BATCH.name


class BatchListView(UnitView):
    """All bundles of a unit: paper and files."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        context = {
            **paged(request, batches_of(self.unit), PER_PAGE),
            "unit": self.unit,
            "may_enter": bool(permissions.can_enter(request.user, self.unit)),
            "may_manage": bool(permissions.can_manage(request.user, self.unit)),
            "has_open": open_periods(self.unit).exists(),
        }
        template = "surveys/collection/paper/batches.html"
        return page(request, template, context, crumbs=self.trail)


class BatchCreateView(UnitFormPage):
    once = True
    rule = permissions.can_enter
    heading = "Bundel kuesioner baru"
    submit = "Buat bundel dan mulai mengentri"
    done = "{saved} dibuat. Tulis nomornya di bundel kertas."

    def form(self, *given: Any) -> BatchForm:
        initial = {"point": self.request.GET.get("titik", "")}
        return BatchForm(*given, unit=self.unit, initial=initial)

    def save(self, form: BatchForm) -> PaperBatch:
        return paper.open_batch(by=self.request.user, **form.cleaned_data)  # type: ignore[arg-type]

    def after(self, saved: PaperBatch) -> str:
        return reverse("surveys:batch-entry", args=[saved.pk])

    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse("surveys:batch-list", args=[self.unit.pk])


class BatchPage(UnitView):
    """Something about a bundle."""

    model = PaperBatch
    path = "period__unit"

    @cached_property
    def batch(self) -> PaperBatch:
        self.unit  # noqa: B018 - 404 for whoever may not open it
        rows = PaperBatch.objects.select_related(
            "period__unit__organization", "entered_by", "service", "point"
        )
        return rows.get(pk=self.row.pk)

    @property
    def url(self) -> str:
        return reverse("surveys:batch-detail", args=[self.batch.pk])

    @property
    def trail(self) -> list[Crumb]:
        listed = reverse("surveys:batch-list", args=[self.unit.pk])
        return [
            DESK,
            Crumb(self.unit.name, self.unit_url),
            Crumb("Kuesioner kertas", listed),
            Crumb(f"Bundel {self.batch.number}", self.url),
        ]


class BatchDetailView(BatchPage):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        batch, user = self.batch, request.user
        found = paged(request, rows_of(batch), PER_PAGE)
        is_typing = batch.state == BatchState.OPEN and batch.period.state == PeriodState.OPEN
        is_paper = batch.mode == Mode.PAPER
        may_check = batch.state == BatchState.CHECKING and batch.entered_by_id != user.pk
        second = second_of(batch) if is_paper and batch.state != BatchState.WITHDRAWN else None
        covered = second.left if second and may_check else []
        context = {
            "base": found["base"],
            "page": found["page"],
            "rows": shown_rows(batch, list(found["page"]), covered),
            "questions": scored_items(batch.period.questionnaire_id),
            "batch": batch,
            "second": second,
            "may_type": is_typing and batch.entered_by_id == user.pk,
            "may_check": may_check,
            "choices": Settled.choices,
            "buttons": self._buttons(),
            "others": left_to_others(MOVES.values(), user, batch) if is_paper else [],
        }
        template = "surveys/collection/paper/batch.html"
        return page(request, template, context, crumbs=self.trail[:-1])

    def _buttons(self) -> list[Any]:
        """A file knows one move: to be taken out, while its period is open."""
        batch = self.batch
        moves = MOVES if batch.mode == Mode.PAPER else {WITHDRAW: states.WITHDRAW_BATCH}
        if batch.period.state != PeriodState.OPEN:
            moves = {name: move for name, move in moves.items() if name != WITHDRAW}
        return buttons(moves, self.request.user, batch, url=self._move)

    def _move(self, name: str) -> str:
        return reverse("surveys:batch-move", args=[self.batch.pk, name])


class BatchEntryView(BatchPage, UnitFormPage):
    """One form after the other: digits jump on, Enter saves and opens the next."""

    rule = permissions.can_enter
    template = "surveys/collection/paper/entry.html"
    submit = "Simpan dan lanjut"
    done = "Baris {saved} tersimpan."

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Entri bundel {self.batch.number}"

    @property
    def back(self) -> str:  # type: ignore[override]
        return self.url

    def form(self, *given: Any) -> RowForm:
        batch = self.batch
        services = services_of(self.unit.pk) if batch.service_id is None else []
        items = items_of(batch.period.questionnaire_id, "id")
        return RowForm(*given, items=items, services=services, initial={"key": uuid4()})

    def save(self, form: RowForm) -> int:
        key = form.cleaned_data["key"]
        return paper.type_row(batch=self.batch, given=form.given(), key=key, by=self.request.user)  # type: ignore[arg-type]

    def after(self, saved: int) -> str:
        return self.request.path

    def context(self, form: Any) -> dict[str, Any]:
        rows = list(rows_of(self.batch)[:5])
        return {
            "batch": self.batch,
            "rows": shown_rows(self.batch, rows),
            "questions": scored_items(self.batch.period.questionnaire_id),
            "next": (rows[0].row or 0) + 1 if rows else 1,
            "may_type": True,
            "today": timezone.localdate(),
        }


class RowRemoveView(BatchPage, UnitFormPage):
    """A row is taken out, and the comment on its paper with it."""

    rule = permissions.can_enter
    form_class = RowRemoveForm
    submit = "Keluarkan baris"
    tone = "danger"

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Keluarkan baris {self.kwargs['number']} dari bundel {self.batch.number}?"

    @property
    def back(self) -> str:  # type: ignore[override]
        return self.url

    def save(self, form: Any) -> int:
        number, comment = self.kwargs["number"], form.cleaned_data["comment"]
        paper.remove_row(batch=self.batch, row=number, comment=comment, by=self.request.user)  # type: ignore[arg-type]
        return number

    def said(self, saved: int) -> str:
        return f"Baris {saved} dikeluarkan. Entri lagi kuesionernya."


class SecondEntryView(BatchPage, UnitFormPage):
    """A form of the sample, read by another person who does not see the first typing."""

    rule = permissions.can_enter
    template = "surveys/collection/paper/second.html"
    submit = "Simpan entri ulang"

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Entri ulang baris {self.kwargs['number']}"

    @property
    def back(self) -> str:  # type: ignore[override]
        return self.url

    def form(self, *given: Any) -> DigitsForm:
        return DigitsForm(*given, items=scored_items(self.batch.period.questionnaire_id))

    def save(self, form: DigitsForm) -> Any:
        return second.type_again(
            batch=self.batch,
            row=self.kwargs["number"],
            chosen=form.chosen(),
            by=self.request.user,  # type: ignore[arg-type]
        )

    def said(self, saved: Any) -> str:
        if saved.differed:
            return f"Baris {saved.row}: {len(saved.differed)} isian berbeda. Lihat kertasnya lagi."
        return f"Baris {saved.row}: sama dengan entri pertama."


class SettleView(BatchPage):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        allow(permissions.can_enter(request.user, self.unit))
        if request.POST.get("right") not in Settled.values:
            raise Http404
        try:
            right = Settled(request.POST["right"])
            second.settle(batch=self.batch, row=number, right=right, by=request.user)  # type: ignore[arg-type]
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, f"Baris {number}: {right.label.lower()}.")
        return redirect(self.url)


class BatchMoveView(BatchPage, TransitionView):
    transitions: ClassVar[Any] = MOVES
    acts: ClassVar[Any] = {
        states.FINISH_TYPING.name: paper.finish_typing,
        states.RESUME_TYPING.name: paper.resume_typing,
        states.ACCEPT_BATCH.name: paper.accept_batch,
    }

    def get_object(self) -> PaperBatch:
        if self.batch.mode != Mode.PAPER and self.kwargs["transition"] != WITHDRAW:
            raise Http404
        return self.batch

    def move(self, obj: Any, transition: Any, note: str) -> Any:
        if transition.name == WITHDRAW:
            return paper.withdraw_batch(batch=obj, note=note, by=self.request.user)  # type: ignore[arg-type]
        return self.acts[transition.name](batch=obj, by=self.request.user)

    def success_url(self, obj: Any) -> str:
        return self.url
