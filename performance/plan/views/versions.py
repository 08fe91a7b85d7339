"""A change of the plan: beginning it, what it changes, and the buttons of its way."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from organizations import activity
from organizations.models import Organization
from organizations.queries.units import visible_units
from organizations.web import Crumb, FormPage, StaffView, TransitionView, buttons, page
from organizations.workflow import Transition, left_to_others
from performance import permissions
from performance.choices import PlanVersionState
from performance.models import PlanVersion
from performance.plan.actions.periods import add_revision, open_version
from performance.plan.actions.version_moves import move_version
from performance.plan.forms.rules import RevisionForm
from performance.plan.queries.renewals import Renewal, renewals
from performance.plan.queries.version_changes import changes_of, version_before
from performance.plan.views.plan import list_crumbs
from performance.states import VERSION_TRANSITIONS

SHOWN = 200


class RevisionView(FormPage):
    """Begin the next Perubahan, or for Bappeda a Murni of its own: a copy of targets and pagu."""

    right = "performance.edit_plan"
    heading = "Buat perubahan rencana"
    lead = (
        "Versi baru menyalin target dan pagu yang sudah ada. Angkanya dapat diubah, lalu diajukan "
        "beserta alasannya; versi ini dipakai setelah disetujui Bappeda. Satu versi berlaku bagi semua "
        "perangkat daerah; angka unit yang tidak diubah tetap sama."
    )
    submit = "Buat versi"
    done = "{saved} dibuat. Angka yang sudah ada ikut disalin ke dalamnya."

    @property
    def back(self) -> str:
        return reverse("performance:plan-list")

    @property
    def trail(self) -> list[Crumb]:
        return list_crumbs()

    def form(self, *given: Any) -> RevisionForm:
        asked = self.request.GET
        initial = {"document": asked.get("dokumen", "renja"), "year": asked.get("tahun")}
        may_open = bool(permissions.can_manage_period(self.request.user))
        return RevisionForm(*given, initial=initial, may_open=may_open)

    def save(self, form: RevisionForm) -> PlanVersion:
        make = open_version if form.is_own else add_revision
        return make(by=self.request.user, **form.values())

    def after(self, saved: PlanVersion) -> str:
        return saved.get_absolute_url()


class VersionView(StaffView):
    """Where a version stands, its reason, and every figure it changes."""

    right = "performance.view"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = PlanVersion.objects.select_related("period", "proposed_by", "accepted_by")
        version = get_object_or_404(rows, pk=pk)
        found = changes_of(version, list(visible_units(request.user, "performance.view")))
        differences = found.differences if found else []
        context = {
            "version": version,
            "tone": PlanVersionState.tone_of(version.state),
            "before": version_before(version),
            "differences": differences[:SHOWN],
            "count": len(differences),
            "history": activity.history_of(version)[:20],
            "buttons": buttons(
                VERSION_TRANSITIONS,
                request.user,
                version,
                url=lambda name: reverse("performance:version-transition", args=[pk, name]),
                ask=True,
            ),
            "left": left_to_others(VERSION_TRANSITIONS.values(), request.user, version),
            "may_edit": bool(permissions.can_manage_period(request.user)),
            "renewals": self._renewals(request.user, version),
        }
        return page(request, "performance/plan/version.html", context, crumbs=list_crumbs())

    def _renewals(self, user: Any, version: PlanVersion) -> list[Renewal]:
        """Signed agreements this version has overtaken, as far as the person may see them."""
        if version.state != PlanVersionState.ACCEPTED or not version.year:
            return []
        units = Organization.objects.filter(permissions.visible_organizations(user))
        of_whom = Q(organization__in=units) | Q(organization=None)
        return [r for r in renewals(of_whom, version.year) if r.version == version]


class VersionTransitionView(TransitionView):
    right = "performance.view"
    transitions = VERSION_TRANSITIONS

    def get_object(self) -> PlanVersion:
        row = PlanVersion.objects.select_related("period").filter(pk=self.kwargs["pk"]).first()
        if row is None:
            raise Http404
        return row

    def move(self, obj: PlanVersion, transition: Transition, note: str) -> PlanVersion:
        return move_version(version=obj, transition=transition, by=self.request.user, note=note)
