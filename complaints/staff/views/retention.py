"""What the next run of the retention removes, and keeping a disputed report."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from complaints import permissions
from complaints.choices import ComplaintState
from complaints.models import Complaint
from complaints.permissions import identity
from complaints.staff.actions.retention import hold_case, release_case
from complaints.staff.forms.acts import CaseForm
from complaints.staff.forms.writing import HoldForm
from complaints.staff.queries.retention import child_rule, due_child_reports, ends_before, preview
from complaints.staff.views.base import CaseFormPage
from complaints.staff.views.child import LIST, QuietStaffView
from organizations.access import allow
from organizations.web import Crumb, StaffView, page

DASHBOARD = Crumb("Dasbor", "/dasbor/")


class RetentionView(StaffView):
    """A dry run: the numbers of the night's removal, nothing of any report."""

    def get(self, request: HttpRequest) -> HttpResponse:
        allow(permissions.can_see_retention(request.user))
        may_set = bool(permissions.can_manage(request.user))
        context = {"found": preview(timezone.now()), "may_set": may_set}
        return page(request, "complaints/settings/retention.html", context, crumbs=[DASHBOARD])


class ChildRetentionView(QuietStaffView):
    """The same of reports about children, for their team only."""

    def get(self, request: HttpRequest) -> HttpResponse:
        now, rule = timezone.now(), child_rule()
        context = {
            "rule": rule,
            "before": ends_before(rule, now) if rule else None,
            "due": due_child_reports(now, proposed=True).count(),
        }
        return page(request, "complaints/child/retention.html", context, crumbs=[LIST])

    def may(self) -> bool:
        return bool(identity.is_protector(self.request.user))


class CaseHoldView(CaseFormPage):
    form_class = HoldForm
    rule = permissions.can_hold
    states = frozenset(ComplaintState.values)
    heading = "Tahan dari penghapusan"
    submit = "Tahan"
    done = "Laporan ini disimpan utuh sampai penahanannya dilepas."

    def options(self) -> dict[str, Any]:
        return {"initial": {"reason": self.case.hold_reason}}

    def save(self, form: HoldForm) -> Complaint:
        return hold_case(case=self.case, by=self.request.user, **form.cleaned_data)


class CaseReleaseView(CaseFormPage):
    form_class = CaseForm
    rule = permissions.can_release
    heading = "Lepas penahanan"
    submit = "Lepas"
    done = "Masa simpan laporan ini dihitung lagi."

    def save(self, form: CaseForm) -> Complaint:
        return release_case(case=self.case, by=self.request.user, **form.cleaned_data)
