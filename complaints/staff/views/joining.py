"""Merging, splitting and escalating a case."""

from __future__ import annotations

from typing import Any

from complaints import permissions, states
from complaints.choices import ComplaintState
from complaints.clock.queries.ladder import Ladder, next_step, officer_for
from complaints.models import Complaint, Escalation
from complaints.staff.actions.joining import merge_case, split_case
from complaints.staff.actions.routing import escalate_case
from complaints.staff.forms.acts import CaseForm, MergeForm, SplitForm
from complaints.staff.queries.case import nearby
from complaints.staff.views.base import CaseFormPage


class CaseMergeView(CaseFormPage):
    form_class = MergeForm
    rule = permissions.can_verify
    states = states.MERGE.sources
    template = "complaints/cases/merge.html"
    heading = "Gabungkan ke laporan lain"
    submit = "Gabungkan"
    done = "Digabung ke {saved.number}. Pelapor dan pengikutnya kini mengikuti laporan itu."

    def context(self, form: Any) -> dict[str, Any]:
        return {"case": self.case, "nearby": nearby(self.request.user, self.case)}

    def save(self, form: MergeForm) -> Complaint:
        return merge_case(case=self.case, by=self.request.user, **form.cleaned_data)

    def after(self, saved: Complaint) -> str:
        return saved.get_absolute_url()


class CaseSplitView(CaseFormPage):
    form_class = SplitForm
    rule = permissions.can_verify
    states = ComplaintState.open()
    heading = "Pecah untuk unit lain"
    submit = "Pecah laporan"

    def options(self) -> dict[str, Any]:
        return {"case": self.case}

    def save(self, form: SplitForm) -> list[Complaint]:
        values = form.cleaned_data
        units = list(values.pop("units"))
        return split_case(case=self.case, by=self.request.user, units=units, **values)

    def said(self, saved: list[Complaint]) -> str:
        return f"Dipecah menjadi {len(saved)} bagian. Jawabannya tampil juga di laporan ini."


class CaseEscalateView(CaseFormPage):
    form_class = CaseForm
    rule = permissions.can_ask
    states = ComplaintState.open()
    template = "complaints/cases/escalate.html"
    heading = "Eskalasikan laporan"
    submit = "Eskalasikan"

    def context(self, form: Any) -> dict[str, Any]:
        steps = Ladder.read().of(self.case)
        step = next_step(self.case, steps)
        return {
            "case": self.case,
            "told": self.case.escalations.filter(run=self.case.run).select_related("officer"),
            "step": step,
            "officer": officer_for(step, steps, self.case) if step else None,
        }

    def save(self, form: CaseForm) -> Escalation:
        mark = form.cleaned_data["mark"]
        return escalate_case(case=self.case, by=self.request.user, mark=mark)

    def said(self, saved: Escalation) -> str:
        return f"Disampaikan kepada {saved.officer or 'dasbor petugas pengaduan kota'}."
