"""The master of an indicator, its targets, and the pagu of a sub kegiatan."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from organizations.web import StaffView, allow, page
from performance import permissions
from performance.actions.budgets import save_pagu
from performance.actions.indicators import (
    IndicatorConflict,
    create_indicator,
    differences,
    update_indicator,
)
from performance.actions.targets import save_targets
from performance.choices import NodeLevel, Polarity
from performance.forms.plan_indicator import IndicatorForm, PaguForm, TargetsForm
from performance.models import Indicator, PlanNode
from performance.queries.plan import pagu_sheet, target_sheet, visible_indicator
from performance.views.plan import found
from performance.views.plan_nodes import NodeMixin, node_crumbs, node_url


def chosen_sequence(request: HttpRequest) -> int | None:
    text = request.GET.get("versi", "")
    return int(text) if text.isdecimal() and len(text) < 3 else None


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


class TargetsView(IndicatorMixin, StaffView):
    right = "performance.edit_plan"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self.indicator()
        return self._show(row, self._form(row))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self.indicator()
        form = self._form(row, request.POST)
        if form.is_valid():
            try:
                number = save_targets(
                    indicator=row,
                    by=request.user,
                    years=form.year_values(),
                    period=form.period_values(),
                    sequence=chosen_sequence(request),
                )
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(
                    request,
                    f"{number} angka target tersimpan." if number else "Tidak ada yang berubah.",
                )
                return redirect(node_url(row.node))
        return self._show(row, form, status=400)

    def _form(self, row: Indicator, *args: Any) -> TargetsForm:
        sheet = target_sheet(row, chosen_sequence(self.request))
        return TargetsForm(*args, sheet=sheet, is_range=row.polarity == Polarity.RANGE)

    def _show(self, row: Indicator, form: TargetsForm, status: int = 200) -> HttpResponse:
        context = {
            "indicator": row,
            "form": form,
            "sheet": form.sheet,
            "cancel_url": node_url(row.node),
        }
        return page(
            self.request,
            "performance/plan/targets.html",
            context,
            crumbs=node_crumbs(row.node),
            status=status,
        )


class PaguView(NodeMixin, StaffView):
    right = "performance.edit_plan"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        node = self._sub()
        return self._show(node, self._form(node))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        node = self._sub()
        form = self._form(node, request.POST)
        if form.is_valid():
            try:
                number = save_pagu(
                    node=node,
                    by=request.user,
                    years=form.year_values(),
                    period=form.period_values(),
                    sequence=chosen_sequence(request),
                )
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(
                    request, "Pagu tersimpan." if number else "Tidak ada yang berubah."
                )
                return redirect(node_url(node))
        return self._show(node, form, status=400)

    def _sub(self) -> PlanNode:
        node = self.node(to_edit=True)
        return found(node if node.level == NodeLevel.SUBKEGIATAN else None)

    def _form(self, node: PlanNode, *args: Any) -> PaguForm:
        return PaguForm(*args, sheet=pagu_sheet(node, chosen_sequence(self.request)))

    def _show(self, node: PlanNode, form: PaguForm, status: int = 200) -> HttpResponse:
        context = {"node": node, "form": form, "sheet": form.sheet, "cancel_url": node_url(node)}
        return page(
            self.request,
            "performance/plan/pagu.html",
            context,
            crumbs=node_crumbs(node),
            status=status,
        )
