"""The receipt of a proposal as PDF; made when asked for, kept nowhere."""

from __future__ import annotations

from django.template.loader import render_to_string

from innovations.competition.queries.editions import zone_name
from innovations.competition.queries.proposals import proposal_page
from innovations.models import Proposal
from organizations.models import City
from reports.rendering.document import logo_uri
from reports.rendering.pdf import render_pdf


def receipt(proposal: Proposal) -> bytes:
    """Number, time and what was handed in, with the statement that was confirmed."""
    city = City.current()
    context = {
        "proposal": proposal,
        "found": proposal_page(proposal),
        "zone": zone_name(),
        "city": city,
        "logo": logo_uri(city),
    }
    return render_pdf(render_to_string("innovations/competition/receipt.html", context)).content
