"""On the dashboard: what waits for the person's signature, and the documents they asked for last."""

from django.db.models import Q
from django.urls import reverse

from organizations.panels import DASHBOARD, Panel, Part, Reader, Source, Task
from reports.queries.jobs import visible
from reports.queries.signatures import count_waiting

SHOWN = 5


def documents(reader: Reader) -> Part:
    if not reader.access.has("reports.request"):
        return Part()
    found = list(visible(reader.user, Q(requester=reader.user))[:SHOWN])
    panel = Panel("reports/dashboard_documents.html", {"documents": found})
    return Part(panels=[panel] if found else [])


def signatures(reader: Reader) -> Part:
    count = count_waiting(reader.user) if reader.access.has("reports.sign") else 0
    if not count:
        return Part()
    task = Task(
        f"{count} dokumen menunggu tanda tangan Anda",
        "Baca, lalu tandatangani beberapa sekaligus atau tolak dengan alasan.",
        reverse("reports:signature-list"),
        "Buka daftar",
    )
    return Part(tasks=[task])


DASHBOARD.file(Source("reports.signatures", signatures, order=25))
DASHBOARD.file(Source("reports.documents", documents, order=90))
