"""The number a report has at SP4N-LAPOR!."""

from __future__ import annotations

from typing import Any

from complaints import permissions
from complaints.models import Complaint
from complaints.staff.actions.sp4n import set_sp4n_id
from complaints.staff.forms.sp4n import Sp4nNumberForm
from complaints.staff.views.base import CaseFormPage


class CaseSp4nView(CaseFormPage):
    form_class = Sp4nNumberForm
    rule = permissions.can_set_sp4n
    typed = ()
    heading = "Nomor SP4N-LAPOR!"
    submit = "Simpan nomor"

    def options(self) -> dict[str, Any]:
        return {"initial": {"number": self.case.sp4n_id or ""}}

    def save(self, form: Sp4nNumberForm) -> Complaint:
        return set_sp4n_id(case=self.case, by=self.request.user, **form.cleaned_data)

    def said(self, saved: Complaint) -> str:
        return "Nomor tersimpan." if saved.sp4n_id else "Laporan ini tanpa nomor SP4N-LAPOR!."
