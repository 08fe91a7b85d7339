"""The master of an indicator, its targets, and the pagu of a sub kegiatan."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from organizations.access import allow
from organizations.web import StaffView, page
from performance import permissions
from performance.choices import NodeLevel, Polarity
from performance.models import Indicator, PlanNode
from performance.plan.actions.budgets import save_pagu
from performance.plan.actions.indicators import (
    IndicatorConflict,
    create_indicator,
    differences,
    update_indicator,
)
from performance.plan.actions.relations import save_relations
from performance.plan.actions.targets import save_targets
from performance.plan.forms.indicator import IndicatorForm, PaguForm, TargetsForm
from performance.plan.queries.plan import visible_indicator
from performance.plan.queries.sheets import pagu_sheet, target_sheet
from performance.plan.views.nodes import NodeMixin, node_crumbs, node_url, reports_url
from performance.plan.views.plan import chosen_version, found


class IndicatorCreateView(NodeMixin, StaffView):
    right = "performance.edit_plan"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        node = self.node(to_edit=True)
        return self._show(node, IndicatorForm(node=node))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        node = self.node(to_edit=True)
        form = IndicatorForm(request.POST, node=node)
        if form.is_valid():
            try:
                row = create_indicator(node=node, by=request.user, **form.values())
                save_relations(indicator=row, by=request.user, **form.relations())
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, "Indikator tersimpan. Sekarang isi targetnya.")
                return redirect("performance:indicator-targets", pk=row.pk)
        return self._show(node, form, status=400)

    def _show(self, node: PlanNode, form: IndicatorForm, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "title": "Tambah indikator",
            "lead": str(node),
            "cancel_url": node_url(node),
        }
        return page(
            self.request,
            "performance/plan/form.html",
            context,
            crumbs=node_crumbs(node),
            status=status,
        )


class IndicatorMixin:
    request: HttpRequest
    kwargs: dict[str, Any]

    def indicator(self) -> Indicator:
        row = found(visible_indicator(self.request.user, self.kwargs["pk"]))
        allow(permissions.can_edit_plan(self.request.user, row.node.organization_id))
        return row


class IndicatorEditView(IndicatorMixin, StaffView):
    """Edit with conflict detection: nothing typed is lost, nothing of others is overwritten."""

    right = "performance.edit_plan"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self.indicator()
        return self._show(row, IndicatorForm(node=row.node, indicator=row))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self.indicator()
        form = IndicatorForm(request.POST, node=row.node, indicator=row)
        if form.is_valid():
            version = form.cleaned_data["row_version"]
            try:
                update_indicator(
                    indicator=row,
                    by=request.user,
                    row_version=-1 if version is None else version,
                    **form.values(),
                )
                save_relations(indicator=row, by=request.user, **form.relations())
            except ValidationError as error:
                form.add_error(None, error)
            except IndicatorConflict as conflict:
                return self._conflict(conflict.current, form)
            else:
                messages.success(request, "Indikator tersimpan.")
                return redirect(node_url(row.node))
        return self._show(row, form, status=400)

    def _conflict(self, current: Indicator, form: IndicatorForm) -> HttpResponse:
        """Mine beside theirs; sending again saves mine on top of the newer version."""
        form.data = form.data.copy()
        form.data["row_version"] = str(current.row_version)
        context = {
            "form": form,
            "indicator": current,
            "rows": list(differences(current, form.values()).values()),
            "cancel_url": node_url(current.node),
        }
        crumbs = node_crumbs(current.node)
        return page(
            self.request, "performance/plan/conflict.html", context, crumbs=crumbs, status=409
        )

    def _show(self, row: Indicator, form: IndicatorForm, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "title": "Ubah indikator",
            "lead": row.name,
            "cancel_url": node_url(row.node),
        }
        return page(
            self.request,
            "performance/plan/form.html",
            context,
            crumbs=node_crumbs(row.node),
            status=status,
        )


class SheetView(StaffView):
    """A table of figures over the years of a period, saved as a whole or not at all."""

    right = "performance.edit_plan"
    template = ""

    def subject(self) -> Any:
        raise TypeError("subject is the subclass's")

    def form_for(self, subject: Any, *args: Any) -> Any:
        raise TypeError("form_for is the subclass's")

    def save(self, subject: Any, **values: Any) -> int:
        raise TypeError("save is the subclass's")

    def told(self, subject: Any) -> tuple[PlanNode, dict[str, Any]]:
        raise TypeError("told is the subclass's")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        subject = self.subject()
        return self._show(subject, self.form_for(subject))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        subject = self.subject()
        form = self.form_for(subject, request.POST)
        if form.is_valid():
            try:
                number = self.save(
                    subject,
                    by=request.user,
                    years=form.year_values(),
                    period=form.period_values(),
                    choice=chosen_version(request),
                )
            except ValidationError as error:
                form.add_error(None, error)
            else:
                where = f" pada {form.sheet.versions.label}" if form.sheet.versions.label else ""
                words = f"{number} angka tersimpan{where}." if number else "Tidak ada yang berubah."
                messages.success(request, words)
                return redirect(node_url(self.told(subject)[0]))
        return self._show(subject, form, status=400)

    def _show(self, subject: Any, form: Any, status: int = 200) -> HttpResponse:
        node, about = self.told(subject)
        context = {**about, "form": form, "sheet": form.sheet, "cancel_url": node_url(node)}
        crumbs = node_crumbs(node)
        return page(self.request, self.template, context, crumbs=crumbs, status=status)


class TargetsView(IndicatorMixin, SheetView):
    template = "performance/plan/targets.html"

    def subject(self) -> Indicator:
        return self.indicator()

    def form_for(self, subject: Indicator, *args: Any) -> TargetsForm:
        sheet = target_sheet(subject, chosen_version(self.request))
        is_range = subject.polarity == Polarity.RANGE
        return TargetsForm(*args, sheet=sheet, is_range=is_range, scale=subject.scale)

    def save(self, subject: Indicator, **values: Any) -> int:
        return save_targets(indicator=subject, **values)

    def told(self, subject: Indicator) -> tuple[PlanNode, dict[str, Any]]:
        return subject.node, {"indicator": subject, "reports_url": reports_url(subject.node)}


class PaguView(NodeMixin, SheetView):
    template = "performance/plan/pagu.html"

    def subject(self) -> PlanNode:
        node = self.node(to_edit=True)
        return found(node if node.level == NodeLevel.SUBKEGIATAN else None)

    def form_for(self, subject: PlanNode, *args: Any) -> PaguForm:
        return PaguForm(*args, sheet=pagu_sheet(subject, chosen_version(self.request)))

    def save(self, subject: PlanNode, **values: Any) -> int:
        return save_pagu(node=subject, **values)

    def told(self, subject: PlanNode) -> tuple[PlanNode, dict[str, Any]]:
        return subject, {"node": subject}
