"""Pages of requests that a second person decides: their list, and the decision on one."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from complaints.models.asked import Asked
from complaints.permissions import identity
from complaints.staff.forms.asked import DecisionForm
from complaints.staff.views.base import INBOX
from organizations.access import allow
from organizations.queries.keyset import newest_page
from organizations.web import FormPage, StaffView, marker, page

PAGE = 20


class AskedListView(StaffView):
    """Requests that wait, and those decided: who asks for what and why, nothing of the reports."""

    rows: ClassVar[Callable[[], QuerySet[Any]]]  # reads the requests
    heading = ""
    lead = ""
    nothing = ""
    granted = ""  # of a request: what its time says
    decide_name = ""  # of the address that decides one

    def get(self, request: HttpRequest) -> HttpResponse:
        allow(identity.can_grant_name(request.user))
        found, following = newest_page(self.rows(), marker(request), PAGE)
        context = {
            "words": self,
            "lines": [(row, bool(identity.can_grant_name(request.user, row))) for row in found],
            "following": following,
        }
        return page(request, "complaints/asked/list.html", context, crumbs=[INBOX])


class AskedDecideView(FormPage):
    rows: ClassVar[Callable[[], QuerySet[Any]]]
    template = "complaints/asked/decide.html"
    submit = "Simpan keputusan"
    opened = ""  # what is said once it is granted

    @cached_property
    def asked(self) -> Any:
        found = self.rows().filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def decide(self) -> None:
        allow(identity.can_grant_name(self.request.user))
        allow(identity.can_grant_name(self.request.user, self.asked))

    def said(self, saved: Asked) -> str:
        return self.opened if saved.is_granted else "Permintaan ditolak."

    def context(self, form: DecisionForm) -> dict[str, Any]:
        return {"asked": self.asked}
