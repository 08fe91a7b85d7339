"""Files with secret reports that were asked for: for who asked, and for who decides."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from complaints.models import SecretExport
from organizations.panels import Reader, Task

OWN = 5


def asked() -> QuerySet[SecretExport]:
    """The newest first, with who asked and who decided."""
    return SecretExport.objects.select_related("asked_by", "decided_by").order_by("-pk")


def own(user: Any) -> list[SecretExport]:
    """The newest ones of a person."""
    return list(asked().filter(asked_by=user.pk)[:OWN])


def export_tasks(reader: Reader) -> list[Task]:
    """Those that wait, for who decides."""
    if not reader.access.has("complaints.grant_identity"):
        return []
    count = SecretExport.objects.filter(decided_at=None).count()
    text = f"{count} permintaan menunggu keputusan."
    url = "/kerja/pengaduan/ekspor-rahasia/"
    return [Task("Permintaan ekspor rahasia", text, url, "Lihat")] if count else []
