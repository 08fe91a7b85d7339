"""The documents a person asked for last, on the dashboard."""

from django.db.models import Q

from organizations.panels import DASHBOARD, Panel, Part, Reader, Source
from reports.queries.jobs import visible

SHOWN = 5


def documents(reader: Reader) -> Part:
    if not reader.access.has("reports.request"):
        return Part()
    found = list(visible(reader.user, Q(requester=reader.user))[:SHOWN])
    panel = Panel("reports/dashboard_documents.html", {"documents": found})
    return Part(panels=[panel] if found else [])


DASHBOARD.file(Source("reports.documents", documents, order=90))
