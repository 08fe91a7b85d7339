"""Privacy of a case, and the name behind it: raised, asked for, decided, read."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

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
    DecisionForm,
    IdentityReasonForm,
    NameReasonForm,
    PrivacyForm,
)
from complaints.staff.queries.identity import asked, find_asked
from complaints.staff.views.base import INBOX, CaseFormPage
from organizations.access import allow
from organizations.web import Crumb, FormPage, StaffView, marker, page


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


class IdentityListView(StaffView):
    """Requests that wait, and those decided; nothing of the reports."""

    def get(self, request: HttpRequest) -> HttpResponse:
        allow(identity.can_grant_name(request.user))
        rows, following = asked(marker(request))
        context = {
            "lines": [(row, bool(identity.can_grant_name(request.user, row))) for row in rows],
            "following": following,
        }
        return page(request, "complaints/cases/identities.html", context, crumbs=[INBOX])


class IdentityDecideView(FormPage):
    form_class = DecisionForm
    template = "complaints/cases/identity_decide.html"
    heading = "Putuskan permintaan identitas"
    submit = "Simpan keputusan"
    back = "/kerja/pengaduan/identitas/"

    @property
    def trail(self) -> list[Crumb]:  # type: ignore[override]
        return [Crumb("Permintaan identitas", self.back)]

    @cached_property
    def asked(self) -> IdentityRequest:
        found = find_asked(self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def decide(self) -> None:
        allow(identity.can_grant_name(self.request.user))
        allow(identity.can_grant_name(self.request.user, self.asked))

    def save(self, form: DecisionForm) -> Any:
        is_granted = form.cleaned_data["act"] == "buka"
        return decide_identity(request=self.asked, by=self.request.user, granted=is_granted)

    def said(self, saved: IdentityRequest) -> str:
        return "Identitas dibuka selama 24 jam." if saved.is_granted else "Permintaan ditolak."

    def context(self, form: Any) -> dict[str, Any]:
        return {"asked": self.asked}
