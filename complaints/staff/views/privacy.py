"""Privacy of a case, and the name behind it: raised, asked for, decided, read."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from complaints import permissions
from complaints.choices import ComplaintState
from complaints.models import IdentityRequest
from complaints.permissions import identity
from complaints.staff.actions.privacy import (
    ask_identity,
    decide_identity,
    raise_privacy,
    read_identity,
)
from complaints.staff.forms.privacy import (
    IdentityDecisionForm,
    IdentityReasonForm,
    NameReasonForm,
    PrivacyForm,
)
from complaints.staff.queries.identity import asked
from complaints.staff.views.asked import AskedDecideView, AskedListView
from complaints.staff.views.base import INBOX, CaseFormPage
from organizations.web import Crumb, page


class CasePrivacyView(CaseFormPage):
    form_class = PrivacyForm
    rule = permissions.can_raise_privacy
    states = frozenset(ComplaintState.values) - ComplaintState.ended()
    heading = "Naikkan kerahasiaan"
    submit = "Naikkan"
    done = "Kerahasiaan dinaikkan. Petugas tidak dapat menurunkannya lagi."

    def options(self) -> dict[str, Any]:
        return {"case": self.case}

    def save(self, form: PrivacyForm) -> Any:
        values = form.cleaned_data
        return raise_privacy(
            case=self.case,
            by=self.request.user,
            anonymous=values.get("anonymous", False),
            secret=values.get("secret", False),
            mark=values["mark"],
        )

    def after(self, saved: Any) -> str:
        return self.back if permissions.can_view(self.request.user, saved) else INBOX.url


class UnmarkedPage(CaseFormPage):
    """A form that does not touch the case itself."""

    def form(self, *given: Any) -> Any:
        return self.form_class(*given)


class CaseIdentityView(UnmarkedPage):
    form_class = IdentityReasonForm
    rule = identity.can_ask_name
    heading = "Minta identitas dibuka"
    submit = "Kirim permintaan"
    done = "Permintaan terkirim kepada penjaga identitas."

    def save(self, form: IdentityReasonForm) -> Any:
        return ask_identity(case=self.case, by=self.request.user, **form.cleaned_data)


class CaseNameView(UnmarkedPage):
    """Asks what for, keeps that, and shows the name on the answer only."""

    form_class = NameReasonForm
    rule = identity.can_see_name
    heading = "Lihat nama dan kontak"
    submit = "Lihat, dan catat"
    done = ""

    def save(self, form: NameReasonForm) -> Any:
        return read_identity(case=self.case, by=self.request.user, **form.cleaned_data)

    def leave(self, saved: Any) -> HttpResponse:
        context = {"case": self.case, "reporter": saved}
        template = "complaints/cases/name.html"
        response = page(self.request, template, context, crumbs=self.trail)
        response.headers["Cache-Control"] = "private, no-store"
        return response


class IdentityListView(AskedListView):
    rows = staticmethod(asked)
    heading = "Permintaan membuka identitas"
    lead = "Pelapor anonim hanya dibuka bila ada alasan yang kuat, dan pelapor diberi tahu."
    nothing = "Permintaan membuka identitas pelapor anonim muncul di sini."
    granted = "dibuka sampai"
    decide_name = "complaints:case-identity-decide"


class IdentityDecideView(AskedDecideView):
    rows = staticmethod(asked)
    form_class = IdentityDecisionForm
    heading = "Putuskan permintaan identitas"
    back = "/kerja/pengaduan/identitas/"
    trail = (Crumb("Permintaan identitas", back),)
    opened = "Identitas dibuka selama 24 jam."

    def save(self, form: IdentityDecisionForm) -> IdentityRequest:
        return decide_identity(request=self.asked, by=self.request.user, granted=form.is_granted)
