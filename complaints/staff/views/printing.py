"""One case on paper: made when it is asked for, kept nowhere."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from complaints.staff.queries.case import case_file
from complaints.staff.views.base import CaseView
from organizations.models import City
from organizations.web import made_file
from reports.actions.sealing import has_seal, sealed_once
from reports.rendering.document import logo_uri


class CasePrintView(CaseView):
    """Printed through the machine's own drawing, but no copy stays behind: a stored document of a
    report would outlive what retention removes."""

    screen = "Cetak laporan"

    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        city = City.current()
        context = {
            "case": self.case,
            "file": case_file(request.user, self.case),
            "city": city,
            "logo": logo_uri(city),
            "printed_at": timezone.now(),
            "printed_by": request.user,
            "has_seal": has_seal(),
        }
        html = render_to_string("complaints/cases/print.html", context)
        content = sealed_once(html, f"Laporan {self.case.number}")
        return made_file(content, name=f"{self.case.number}.pdf")
