"""Files with secret reports that were asked for: for who asked, and for who decides."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from complaints.models import SecretExport
from organizations.panels import Reader, Task

PAGE, OWN = 20, 5


def _rows() -> QuerySet[SecretExport]:
    return SecretExport.objects.select_related("asked_by", "decided_by").order_by("-pk")


def own(user: Any) -> list[SecretExport]:
    """The newest ones of a person."""
    return list(_rows().filter(asked_by=user.pk)[:OWN])


def asked(before: int | None) -> tuple[list[SecretExport], int | None]:
    """One keyset page, the newest first, and the key of the next."""
    rows = _rows().filter(pk__lt=before) if before else _rows()
    found = list(rows[: PAGE + 1])
    more = len(found) > PAGE
    found = found[:PAGE]
    return found, found[-1].pk if more else None


def find(pk: int) -> SecretExport | None:
    return _rows().filter(pk=pk).first()


def export_tasks(reader: Reader) -> list[Task]:
    """Those that wait, for who decides."""
    if not reader.access.has("complaints.grant_identity"):
        return []
    count = SecretExport.objects.filter(decided_at=None).count()
    text = f"{count} permintaan menunggu keputusan."
    url = "/kerja/pengaduan/ekspor-rahasia/"
    return [Task("Permintaan ekspor rahasia", text, url, "Lihat")] if count else []
