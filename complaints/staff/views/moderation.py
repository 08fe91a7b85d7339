"""What the public sees of a case, and black parts of its photos."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404

from complaints import permissions
from complaints.models import Attachment
from complaints.staff.actions.moderation import hide_case, hide_file, redact_photo, show_case
from complaints.staff.forms.privacy import ModerateForm, RedactForm
from complaints.staff.forms.writing import ReasonForm
from complaints.staff.queries.files import find_attachment
from complaints.staff.views.base import CaseFormPage


class CaseModerateView(CaseFormPage):
    form_class = ModerateForm
    rule = permissions.can_moderate
    template = "complaints/cases/moderate.html"
    heading = "Atur tayangan"

    def options(self) -> dict[str, Any]:
        return {"case": self.case}

    def context(self, form: Any) -> dict[str, Any]:
        return {"case": self.case}

    def save(self, form: ModerateForm) -> str:
        values = form.cleaned_data
        shared = {"case": self.case, "by": self.request.user, "mark": values["mark"]}
        if values["act"] == "sembunyi":
            hide_case(reason=values["reason"], **shared)
            return "Laporan tidak ditayangkan."
        show_case(
            subject=values["subject"],
            text=values["text"],
            reason=values["reason"],
            answers=form.answers(),
            photos=frozenset(values.get("photos") or ()),
            **shared,
        )
        return "Laporan tayang untuk umum."

    def said(self, saved: str) -> str:
        return saved


class FilePage(CaseFormPage):
    rule = permissions.can_verify

    @cached_property
    def attachment(self) -> Attachment:
        found = find_attachment(self.request.user, self.case, self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def decide(self) -> None:
        super().decide()
        self.attachment  # noqa: B018 - a file of another case is a 404

    def context(self, form: Any) -> dict[str, Any]:
        return {"case": self.case, "attachment": self.attachment}


class CaseFileHideView(FilePage):
    form_class = ReasonForm
    heading = "Sembunyikan berkas"
    submit = "Sembunyikan"
    tone = "danger"
    done = "Berkas disembunyikan."

    def save(self, form: ReasonForm) -> Any:
        reason = form.cleaned_data["reason"]
        return hide_file(attachment=self.attachment, by=self.request.user, reason=reason)


class CaseFileRedactView(FilePage):
    form_class = RedactForm
    template = "complaints/cases/redact.html"
    heading = "Hitamkan bagian foto"
    submit = "Hitamkan"
    done = "Bagian foto dihitamkan. Yang asli hanya untuk petugas pengaduan kota."

    def decide(self) -> None:
        super().decide()
        if not self.attachment.is_picture:
            raise Http404

    def form(self, *given: Any) -> Any:
        return RedactForm(*given)

    def save(self, form: RedactForm) -> Any:
        return redact_photo(attachment=self.attachment, by=self.request.user, boxes=form.boxes())
