"""One item at many units: shown and counted, then done to exactly those."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpResponse

from innovations.adoption.actions.bulk import fill_many, verify_many
from innovations.adoption.forms.marks import BoardFilterForm, CheckManyForm, FillManyForm
from innovations.adoption.queries.board import units_asked
from innovations.adoption.queries.bulk import ACTS, CHECK, FILL, MOST, Plan, plan_of
from innovations.adoption.queries.checklists import items_asked, kinds_of
from innovations.adoption.views.base import ChecklistFormPage
from innovations.models import AdoptionItem
from innovations.permissions.adoption import checks_adoption, keeps_adoption
from organizations.access import allow
from organizations.editing import ChangedMeanwhile
from organizations.formatting import format_number
from organizations.web import chosen

LABELS = dict(ACTS)


class BulkView(ChecklistFormPage):
    """`?aksi=` and `?butir=` say what, `?pilih=` at which units; `?semua=ya` at all that the filters
    of the board find."""

    template = "innovations/adoption/bulk.html"
    tone = "primary"

    @cached_property
    def act(self) -> str:
        asked = self.request.GET.get("aksi", FILL)
        if asked not in LABELS:
            raise Http404
        return asked

    @cached_property
    def item(self) -> AdoptionItem | None:
        asked = self.request.GET.get("untuk", "")
        rows = items_asked(self.checklist, self.on)
        return rows.filter(pk=int(asked)).first() if _is_key(asked) else None

    def decide(self) -> None:
        rule = checks_adoption if self.act == CHECK else keeps_adoption
        allow(rule(self.request.user, self.checklist.innovation))

    @cached_property
    def keys(self) -> list[int]:
        given = self.request.GET
        if given.get("semua") != "ya":
            return [int(key) for key in given.getlist("pilih") if _is_key(key)][:MOST]
        kinds = kinds_of(self.checklist)
        filters = BoardFilterForm(given, checklist=self.checklist, kinds=kinds)
        rows = units_asked(self.checklist, chosen(filters), self.on)
        return list(rows.values_list("pk", flat=True)[:MOST])

    def plan(self) -> Plan:
        if self.item is None:
            return Plan(self.act)
        self.item.checklist = self.checklist
        return plan_of(self.item, self.act, self.keys, self.request.user, self.on)

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"{LABELS[self.act]}: {self.item}" if self.item else "Pilih butirnya lebih dulu"

    def form(self, *given: Any) -> Any:
        kind = CheckManyForm if self.act == CHECK else FillManyForm
        return kind(*given, initial={"satuan": _told(self.plan())} if not given else None)

    def context(self, form: Any) -> dict[str, Any]:
        plan = self.plan()
        count = f"{format_number(len(plan.able))} {self.checklist.unit_word}"
        return {
            "plan": plan,
            "item": self.item,
            "checklist": self.checklist,
            "submit": f"{LABELS[self.act]}: {count}",
        }

    def save(self, form: Any) -> int:
        values = {**form.cleaned_data}
        keys = {int(key) for key in values.pop("satuan").split(",") if _is_key(key)}
        if self.item is None or not keys:
            raise ChangedMeanwhile(
                "Tidak ada satuan yang dapat diubah. Kembali ke papan, lalu pilih lagi."
            )
        self.item.checklist = self.checklist
        if self.act == CHECK:
            return verify_many(item=self.item, keys=keys, by=self.request.user)
        return fill_many(item=self.item, keys=keys, values=values, by=self.request.user)

    def conflict(self, form: Any, error: ChangedMeanwhile) -> HttpResponse:
        error.marks["satuan"] = _told(self.plan())
        return super().conflict(form, error)

    def said(self, saved: int) -> str:
        return f"{LABELS[self.act]}: {format_number(saved)} {self.checklist.unit_word}."


def _told(plan: Plan) -> str:
    return ",".join(str(unit.pk) for unit in plan.able)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 18
