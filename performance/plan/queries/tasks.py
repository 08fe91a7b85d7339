"""Changes of plans that wait for Bappeda."""

from __future__ import annotations

from organizations.access import Access
from organizations.panels import Task
from performance.choices import PlanVersionState
from performance.models import PlanVersion


def version_tasks(access: Access) -> list[Task]:
    if not access.has("performance.manage_period"):
        return []
    rows = PlanVersion.objects.filter(state=PlanVersionState.PROPOSED).order_by("proposed_at")
    return [
        Task(
            "Periksa perubahan rencana",
            f"{row}: {row.reason[:120]}",
            row.get_absolute_url(),
            "Periksa",
        )
        for row in rows
    ]
