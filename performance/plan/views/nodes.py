"""One node: its page, adding, changing, deleting, linking."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from organizations.access import allow
from organizations.models import Organization
from organizations.queries.units import visible_unit
from organizations.web import Crumb, StaffView, page
from performance import permissions
from performance.choices import BUDGET_LEVELS, CITY_LEVELS, NodeLevel
from performance.models import NodeLink, Nomenclature, PlanningPeriod, PlanNode
from performance.plan.actions.plan import (
    add_from_nomenclature,
    create_node,
    delete_node,
    link_nodes,
    unlink_nodes,
    update_node,
    what_hangs_on,
)
from performance.plan.forms.plan import LinkForm, NodeEditForm, NodeForm
from performance.plan.queries.nomenclature import search_nomenclature
from performance.plan.queries.plan import node_detail, visible_node
from performance.plan.queries.versions import current_period, default_year
from performance.plan.views.plan import CITY, asked_year, found, plan_url, unit_crumbs

FREE_UNIT_LEVELS = (NodeLevel.TUJUAN_PD, NodeLevel.SASARAN_PD)


def node_url(node: PlanNode) -> str:
    return reverse("performance:node-detail", args=[node.pk])


def reports_url(node: PlanNode) -> str:
    """The figures of the node's unit in every report; empty for the city's goals."""
    if node.organization is None:
        return ""
    year = min(max(timezone.localdate().year, node.period.start_year), node.period.end_year)
    return reverse("performance:reconciliation", args=[node.organization.code, year])


def node_crumbs(node: PlanNode) -> list[Crumb]:
    title = f"{node.full_code} {node.name}".strip()
    short = title if len(title) <= 50 else f"{title[:47]}…"
    return [*unit_crumbs(node.organization), Crumb(short, node_url(node))]


class NodeMixin:
    """Finds the node the address names, for people who may see it."""

    request: HttpRequest
    kwargs: dict[str, Any]

    def node(self, *, to_edit: bool = False) -> PlanNode:
        node = found(visible_node(self.request.user, self.kwargs["pk"]))
        if to_edit:
            allow(permissions.can_edit_plan(self.request.user, node.organization_id))
        return node


class NodeView(NodeMixin, StaffView):
    right = "performance.view"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        node = self.node()
        context = {
            "detail": node_detail(node),
            "node": node,
            "can_edit": bool(permissions.can_edit_plan(request.user, node.organization_id)),
            "is_budget": node.level in BUDGET_LEVELS,
            "is_sub": node.level == NodeLevel.SUBKEGIATAN,
            "reports_url": reports_url(node),
        }
        crumbs = unit_crumbs(node.organization)
        return page(request, "performance/plan/node.html", context, crumbs=crumbs)


class PlanTargetMixin:
    """A unit by its code (or the city) and the period the new node goes to."""

    request: HttpRequest
    kwargs: dict[str, Any]

    def unit(self) -> Organization | None:
        code = self.kwargs["code"]
        unit = (
            None
            if code == CITY
            else found(visible_unit(self.request.user, "performance.view", code))
        )
        allow(permissions.can_edit_plan(self.request.user, unit.pk if unit else None))
        return unit

    def period(self) -> PlanningPeriod:
        year = asked_year(self.request)
        period = current_period(year) or current_period(default_year(timezone.localdate()))
        if period is None:
            raise Http404("Belum ada periode perencanaan.")
        return period


class NodeCreateView(PlanTargetMixin, StaffView):
    """A free node: visi, misi, tujuan, sasaran of the city; tujuan and sasaran of a unit."""

    right = "performance.edit_plan"

    def get(self, request: HttpRequest, code: str, level: str) -> HttpResponse:
        unit = self.unit()
        initial = {"parent": request.GET.get("induk")}
        return self._show(unit, level, self._form(unit, level, initial=initial))

    def post(self, request: HttpRequest, code: str, level: str) -> HttpResponse:
        unit = self.unit()
        form = self._form(unit, level, request.POST)
        if form.is_valid():
            try:
                node = create_node(
                    organization=unit,
                    period=self.period(),
                    level=level,
                    by=request.user,
                    **form.cleaned_data,
                )
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, f"{node.get_level_display()} tersimpan.")
                return redirect(node_url(node))
        return self._show(unit, level, form, status=400)

    def _form(self, unit: Organization | None, level: str, *args: Any, **kwargs: Any) -> NodeForm:
        if level not in (FREE_UNIT_LEVELS if unit else CITY_LEVELS):
            raise Http404
        return NodeForm(*args, level=level, period=self.period(), organization=unit, **kwargs)

    def _show(
        self, unit: Organization | None, level: str, form: NodeForm, status: int = 200
    ) -> HttpResponse:
        context = {
            "form": form,
            "title": f"Tambah {NodeLevel(level).label.lower()}",
            "lead": unit.name if unit else "Rencana kota",
            "cancel_url": plan_url(unit),
        }
        return page(
            self.request,
            "performance/plan/form.html",
            context,
            crumbs=unit_crumbs(unit),
            status=status,
        )


class NodeEditView(NodeMixin, StaffView):
    right = "performance.edit_plan"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        node = self.node(to_edit=True)
        initial = {
            name: getattr(node, name)
            for name in ("parent", "code", "name", "order", "valid_from_year", "valid_to_year")
        }
        return self._show(node, self._form(node, initial=initial))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        node = self.node(to_edit=True)
        form = self._form(node, request.POST)
        if form.is_valid():
            try:
                update_node(node=node, by=request.user, **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, "Perubahan tersimpan.")
                return redirect(node_url(node))
        return self._show(node, form, status=400)

    def _form(self, node: PlanNode, *args: Any, **kwargs: Any) -> NodeEditForm:
        return NodeEditForm(
            *args, level=node.level, period=node.period, organization=node.organization, **kwargs
        )

    def _show(self, node: PlanNode, form: NodeEditForm, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "title": f"Ubah {node.get_level_display().lower()}",
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


class NodeDeleteView(NodeMixin, StaffView):
    right = "performance.edit_plan"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._show(self.node(to_edit=True))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        node = self.node(to_edit=True)
        try:
            delete_node(node=node, by=request.user)
        except ValidationError:
            return self._show(node, status=400)
        messages.success(request, "Simpul dihapus.")
        return redirect(plan_url(node.organization))

    def _show(self, node: PlanNode, status: int = 200) -> HttpResponse:
        context = {"node": node, "held": what_hangs_on(node), "cancel_url": node_url(node)}
        return page(
            self.request,
            "performance/plan/delete.html",
            context,
            crumbs=node_crumbs(node),
            status=status,
        )


class NomenclatureView(PlanTargetMixin, StaffView):
    """Search the official list and add what the unit carries out."""

    right = "performance.edit_plan"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        unit = found(self.unit())
        words, level = request.GET.get("q", "").strip(), request.GET.get("tingkat", "")
        hits, has_more = (
            search_nomenclature(self.period(), unit, words, level) if words else ([], False)
        )
        context = {
            "unit": unit,
            "words": words,
            "level": level,
            "hits": hits,
            "has_more": has_more,
            "period": self.period(),
        }
        template = "performance/plan/nomenclature.html"
        return page(request, template, context, crumbs=unit_crumbs(unit), fragment="hits")

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        unit = found(self.unit())
        period = self.period()
        entry = get_object_or_404(
            Nomenclature, pk=request.POST.get("entry") or 0, version=period.nomenclature_version
        )
        try:
            node = add_from_nomenclature(
                organization=unit,
                period=period,
                entry=entry,
                by=request.user,
                with_indicator=request.POST.get("indikator") == "ya",
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("performance:nomenclature", code=unit.code)
        messages.success(request, f"{node.full_code} {node.name} ditambahkan ke rencana.")
        return redirect(node_url(node))


class LinkView(NodeMixin, StaffView):
    """Connect a node with one of another unit, or of the city."""

    right = "performance.edit_plan"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        node = self.node(to_edit=True)
        words = request.GET.get("q", "").strip()
        form = LinkForm(node=node, words=words) if words else None
        return self._show(node, form, words)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        node = self.node(to_edit=True)
        form = LinkForm(request.POST, node=node)
        if form.is_valid():
            data = form.cleaned_data
            try:
                link_nodes(source=node, by=request.user, **data)
            except ValidationError as error:
                form.add_error("target", error)
            else:
                messages.success(request, "Hubungan tersimpan.")
                return redirect(node_url(node))
        return self._show(node, form, "", status=400)

    def _show(
        self, node: PlanNode, form: LinkForm | None, words: str, status: int = 200
    ) -> HttpResponse:
        context = {"node": node, "form": form, "words": words, "cancel_url": node_url(node)}
        return page(
            self.request,
            "performance/plan/link.html",
            context,
            crumbs=node_crumbs(node),
            status=status,
        )


class UnlinkView(StaffView):
    right = "performance.edit_plan"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        link = get_object_or_404(NodeLink.objects.select_related("source", "target"), pk=pk)
        found(visible_node(request.user, link.source_id))
        unlink_nodes(link=link, by=request.user)
        messages.success(request, "Hubungan dilepas.")
        return redirect(node_url(link.source))
