"""The commitment sheet of a launch as PDF; made when asked for, kept nowhere."""

from __future__ import annotations

from django.template.loader import render_to_string

from innovations.launch.queries.launches import LaunchPage
from organizations.models import City
from reports.rendering.document import logo_uri
from reports.rendering.pdf import render_pdf

A_ROW = 2


def commitment_sheet(found: LaunchPage) -> bytes:
    """What is launched and who commits to it, with room for their signatures."""
    city = City.current()
    signed = found.signatories
    rows = [signed[at : at + A_ROW] for at in range(0, len(signed), A_ROW)]
    context = {"found": found, "rows": rows, "city": city, "logo": logo_uri(city)}
    return render_pdf(render_to_string("innovations/launch/sheet.html", context)).content
