"""What a node takes from elsewhere: lines of the official list, and links to other nodes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import Truncator

from organizations.web import StaffView, page
from performance.models import NodeLink, Nomenclature
from performance.plan.actions.plan import add_from_nomenclature, link_nodes, unlink_nodes
from performance.plan.forms.plan import LinkForm
from performance.plan.queries.nomenclature import search_nomenclature
from performance.plan.queries.plan import visible_node
from performance.plan.views.nodes import NodePage, PlanTargetMixin, node_url
from performance.plan.views.plan import found, unit_crumbs


class NomenclatureView(PlanTargetMixin, StaffView):
    """Search the official list and add what the unit carries out."""

    right = "performance.edit_plan"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        unit = found(self.unit)
        words, level = request.GET.get("q", "").strip(), request.GET.get("tingkat", "")
        hits, has_more = (
            search_nomenclature(self.period, unit, words, level) if words else ([], False)
        )
        context = {
            "unit": unit,
            "words": words,
            "level": level,
            "hits": hits,
            "has_more": has_more,
            "period": self.period,
        }
        template = "performance/plan/nomenclature.html"
        return page(request, template, context, crumbs=unit_crumbs(unit), fragment="hits")

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        unit = found(self.unit)
        period = self.period
        entry = get_object_or_404(
            Nomenclature, pk=self._asked_entry(), version=period.nomenclature_version
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

    def _asked_entry(self) -> int:
        text = self.request.POST.get("entry", "")
        return int(text) if text.isdecimal() and len(text) < 19 else 0


class LinkView(NodePage):
    """Connect a node with one of another unit, or of the city; its name is searched first."""

    template = "performance/plan/link.html"
    heading = "Hubungkan dengan simpul lain"
    submit = "Simpan hubungan"
    done = "Hubungan tersimpan."

    @property
    def title(self) -> str:
        return f"Hubungkan {Truncator(self.node.name).chars(60)}"

    @property
    def lead(self) -> str:
        return str(self.node)

    @property
    def words(self) -> str:
        return self.request.GET.get("q", "").strip()

    def form(self, *given: Any) -> LinkForm:
        return LinkForm(*given, node=self.node, words=self.words)

    def save(self, form: LinkForm) -> None:
        link_nodes(source=self.node, by=self.request.user, **form.cleaned_data)

    def put_errors(self, form: LinkForm, error: ValidationError) -> None:
        form.add_error("target", error)

    def context(self, form: LinkForm) -> dict[str, Any]:
        return {"words": self.words, "is_searched": bool(self.words) or form.is_bound}


class UnlinkView(StaffView):
    right = "performance.edit_plan"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        link = get_object_or_404(NodeLink.objects.select_related("source", "target"), pk=pk)
        found(visible_node(request.user, link.source_id))
        unlink_nodes(link=link, by=request.user)
        messages.success(request, "Hubungan dilepas.")
        return redirect(node_url(link.source))
