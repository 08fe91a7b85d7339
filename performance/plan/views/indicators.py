"""The master of an indicator, its targets, and the pagu of a sub kegiatan."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import reverse

from organizations.access import allow
from organizations.activity import changes_of
from organizations.editing import ChangedMeanwhile
from organizations.web import Crumb, FormPage, renew
from performance import permissions
from performance.choices import NodeLevel, Polarity
from performance.models import Indicator
from performance.plan.actions.budgets import save_pagu
from performance.plan.actions.carried import CarriedAsked
from performance.plan.actions.indicators import create_indicator, update_indicator
from performance.plan.actions.relations import save_relations
from performance.plan.actions.remainders import TotalExceeded
from performance.plan.actions.targets import save_targets
from performance.plan.forms.indicator import IndicatorForm
from performance.plan.forms.targets import PaguForm, TargetsForm
from performance.plan.queries.plan import visible_indicator
from performance.plan.queries.sheets import pagu_sheet, target_sheet
from performance.plan.views.nodes import NodePage, node_crumbs, node_url, reports_url
from performance.plan.views.plan import chosen_version, found


class IndicatorCreateView(NodePage):
    heading = "Tambah indikator"
    done = "Indikator tersimpan. Sekarang isi targetnya."

    @property
    def lead(self) -> str:
        return str(self.node)

    def form(self, *given: Any) -> IndicatorForm:
        return IndicatorForm(*given, node=self.node)

    @transaction.atomic
    def save(self, form: IndicatorForm) -> Indicator:
        user = self.request.user
        row = create_indicator(node=self.node, by=user, **form.values())
        save_relations(indicator=row, by=user, **form.relations())
        return row

    def after(self, saved: Indicator) -> str:
        return reverse("performance:indicator-targets", args=[saved.pk])


class IndicatorPage(FormPage):
    """A form about the indicator the address names, for people who may change it."""

    right = "performance.edit_plan"

    @cached_property
    def indicator(self) -> Indicator:
        row = found(visible_indicator(self.request.user, self.kwargs["pk"]))
        allow(permissions.can_edit_plan(self.request.user, row.node.organization_id))
        return row

    def decide(self) -> None:
        self.indicator  # noqa: B018 - found and allowed, or refused

    @property
    def back(self) -> str:
        return node_url(self.indicator.node)

    @property
    def trail(self) -> list[Crumb]:
        return node_crumbs(self.indicator.node)


class IndicatorEditView(IndicatorPage):
    """Edit with conflict detection: nothing typed is lost, nothing of others is overwritten."""

    heading = "Ubah indikator"
    done = "Indikator tersimpan."

    @property
    def lead(self) -> str:
        return self.indicator.name

    def form(self, *given: Any) -> IndicatorForm:
        return IndicatorForm(*given, node=self.indicator.node, indicator=self.indicator)

    @transaction.atomic
    def save(self, form: IndicatorForm) -> None:
        row, user, version = self.indicator, self.request.user, form.cleaned_data["row_version"]
        update_indicator(
            indicator=row,
            by=user,
            row_version=-1 if version is None else version,
            from_year=form.cleaned_data.get("from_year"),
            **form.values(),
        )
        save_relations(indicator=row, by=user, **form.relations())

    def conflict(self, form: IndicatorForm, error: ChangedMeanwhile) -> HttpResponse:
        """Mine beside theirs; sending again saves mine on top of the newer version."""
        renew(form, **error.marks)
        self.template = "performance/plan/conflict.html"
        rows = list(changes_of(error.current, form.values()).values())
        return self.show(form, status=409, indicator=error.current, rows=rows)


class SheetPage(FormPage):
    """A table of figures over the years of a period, saved as a whole or not at all."""

    def save(self, form: Any) -> tuple[int, str]:
        values = {
            "years": form.year_values(),
            "period": form.period_values(),
            "carried": form.carried_values(),
            "own_part": form.own_part(),
        }
        choice = chosen_version(self.request)
        number = self.write(**values, choice=choice, by=self.request.user)
        return number, form.sheet.versions.label

    def write(self, **values: Any) -> int:
        raise TypeError("write is the subclass's")

    def put_errors(self, form: Any, error: ValidationError) -> None:
        if isinstance(error, CarriedAsked):
            form.ask_about_carried(error.message_dict)
        super().put_errors(form, error)

    def said(self, saved: tuple[int, str]) -> str:
        number, label = saved
        where = f" pada {label}" if label else ""
        return f"{number} angka tersimpan{where}." if number else "Tidak ada yang berubah."

    def context(self, form: Any) -> dict[str, Any]:
        return {"sheet": form.sheet}


class TargetsView(SheetPage, IndicatorPage):
    template = "performance/plan/targets.html"

    def form(self, *given: Any) -> TargetsForm:
        row = self.indicator
        sheet = target_sheet(row, chosen_version(self.request))
        is_range = row.polarity == Polarity.RANGE
        return TargetsForm(*given, sheet=sheet, is_range=is_range, scale=row.scale)

    def write(self, **values: Any) -> int:
        return save_targets(indicator=self.indicator, **values)

    def context(self, form: TargetsForm) -> dict[str, Any]:
        row = self.indicator
        about = {"indicator": row, "reports_url": reports_url(row.node)}
        return {**super().context(form), **about}


class PaguView(SheetPage, NodePage):
    template = "performance/plan/pagu.html"

    def decide(self) -> None:
        super().decide()
        if self.node.level != NodeLevel.SUBKEGIATAN:
            raise Http404

    def form(self, *given: Any) -> PaguForm:
        return PaguForm(*given, sheet=pagu_sheet(self.node, chosen_version(self.request)))

    def write(self, **values: Any) -> int:
        agreed = "is_agreed" in self.request.POST
        return save_pagu(node=self.node, is_agreed=agreed, **values)

    def put_errors(self, form: PaguForm, error: ValidationError) -> None:
        if isinstance(error, TotalExceeded):
            form.ask()
        super().put_errors(form, error)

    def context(self, form: PaguForm) -> dict[str, Any]:
        return {**super().context(form), "node": self.node}
