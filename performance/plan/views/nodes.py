"""One node: its page, adding, changing, deleting."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from organizations.access import allow
from organizations.models import Organization
from organizations.queries.units import visible_unit
from organizations.web import ConfirmPage, Crumb, FormPage, StaffView, page
from performance import permissions
from performance.choices import BUDGET_LEVELS, CITY_LEVELS, NodeLevel
from performance.models import PlanningPeriod, PlanNode
from performance.plan.actions.plan import create_node, delete_node, update_node, what_hangs_on
from performance.plan.forms.plan import NodeEditForm, NodeForm
from performance.plan.queries.closed_years import closed_years
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


class NodeView(StaffView):
    """The page of a node, for people who may see it."""

    right = "performance.view"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        node = found(visible_node(request.user, pk))
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


class NodePage(FormPage):
    """A form about the node the address names, for people who may change it."""

    right = "performance.edit_plan"

    @cached_property
    def node(self) -> PlanNode:
        node = found(visible_node(self.request.user, self.kwargs["pk"]))
        allow(permissions.can_edit_plan(self.request.user, node.organization_id))
        return node

    def decide(self) -> None:
        self.node  # noqa: B018 - found and allowed, or refused

    @property
    def back(self) -> str:
        return node_url(self.node)

    @property
    def trail(self) -> list[Crumb]:
        return node_crumbs(self.node)


class PlanTargetMixin:
    """A unit by its code (or the city) and the period the new node goes to."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def unit(self) -> Organization | None:
        code = self.kwargs["code"]
        unit = (
            None
            if code == CITY
            else found(visible_unit(self.request.user, "performance.view", code))
        )
        allow(permissions.can_edit_plan(self.request.user, unit.pk if unit else None))
        return unit

    @cached_property
    def period(self) -> PlanningPeriod:
        year = asked_year(self.request)
        period = current_period(year) or current_period(default_year(timezone.localdate()))
        if period is None:
            raise Http404("Belum ada periode perencanaan.")
        return period


class NodeCreateView(PlanTargetMixin, FormPage):
    """A free node: visi, misi, tujuan, sasaran of the city; tujuan and sasaran of a unit."""

    right = "performance.edit_plan"

    def decide(self) -> None:
        if self.kwargs["level"] not in (FREE_UNIT_LEVELS if self.unit else CITY_LEVELS):
            raise Http404

    @property
    def level(self) -> NodeLevel:
        return NodeLevel(self.kwargs["level"])

    @property
    def heading(self) -> str:
        return f"Tambah {self.level.label.lower()}"

    @property
    def lead(self) -> str:
        return self.unit.name if self.unit else "Rencana kota"

    @property
    def back(self) -> str:
        return plan_url(self.unit)

    @property
    def trail(self) -> list[Crumb]:
        return unit_crumbs(self.unit)

    def form(self, *given: Any) -> NodeForm:
        return NodeForm(
            *given,
            level=self.level,
            period=self.period,
            organization=self.unit,
            initial={"parent": self.request.GET.get("induk")},
        )

    def save(self, form: NodeForm) -> PlanNode:
        return create_node(
            organization=self.unit,
            period=self.period,
            level=self.level,
            by=self.request.user,
            **form.cleaned_data,
        )

    def said(self, saved: PlanNode) -> str:
        return f"{saved.get_level_display()} tersimpan."

    def after(self, saved: PlanNode) -> str:
        return node_url(saved)


class NodeEditView(NodePage):
    STORED = ("parent", "code", "name", "order", "valid_from_year", "valid_to_year")
    done = "Perubahan tersimpan."

    @property
    def heading(self) -> str:
        return f"Ubah {self.node.get_level_display().lower()}"

    @property
    def lead(self) -> str:
        return str(self.node)

    def form(self, *given: Any) -> NodeEditForm:
        node = self.node
        return NodeEditForm(
            *given,
            level=node.level,
            period=node.period,
            organization=node.organization,
            initial={name: getattr(node, name) for name in self.STORED},
            closed=closed_years(node),
        )

    def save(self, form: NodeEditForm) -> None:
        update_node(node=self.node, by=self.request.user, **form.cleaned_data)


class NodeDeleteView(NodePage, ConfirmPage):
    """Asks once more, or tells what still hangs on the node."""

    template = "performance/plan/delete.html"
    heading = "Hapus simpul ini?"
    text = "Simpul ini belum punya angka. Penghapusan dicatat pada riwayat."
    submit = "Hapus simpul"
    done = "Simpul dihapus."

    @property
    def title(self) -> str:
        return f"Hapus {Truncator(self.node.name).chars(60)}"

    @property
    def lead(self) -> str:
        return str(self.node)

    def save(self, form: Form) -> None:
        delete_node(node=self.node, by=self.request.user)

    def put_errors(self, form: Form, error: ValidationError) -> None:
        """Nowhere: the page itself names everything that hangs on the node."""

    def after(self, saved: None) -> str:
        return plan_url(self.node.organization)

    def context(self, form: Form) -> dict[str, Any]:
        return {**super().context(form), "held": what_hangs_on(self.node)}
