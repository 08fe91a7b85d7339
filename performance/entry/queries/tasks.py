"""Requests to correct a locked quarter that wait for a decision."""

from __future__ import annotations

from django.urls import reverse

from organizations.access import Access
from organizations.panels import Task
from performance.choices import UnlockState
from performance.models import UnlockRequest


def unlock_tasks(access: Access) -> list[Task]:
    if not access.has("performance.decide_unlock"):
        return []
    rows = UnlockRequest.objects.filter(
        access.q("performance.decide_unlock", "submission__organization"),
        state=UnlockState.REQUESTED,
    )
    count = rows.count()
    url = reverse("performance:unlock-list")
    text = f"{count} permintaan menunggu keputusan."
    return [Task("Putuskan permintaan buka kunci", text, url, "Lihat")] if count else []
