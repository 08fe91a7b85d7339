"""What of the milestones waits for a person, for the dashboard: one statement a kind of task."""

from __future__ import annotations

from django.urls import reverse

from innovations.choices.launch import MilestoneState
from innovations.launch.queries.milestones import of_going
from organizations.formatting import format_number
from organizations.panels import Reader, Task


def launch_tasks(reader: Reader) -> list[Task]:
    """Of the own units: what passed its day, and what waits for the head's look."""
    found = []
    url = reverse("innovations:milestone-board")
    if units := reader.access.units.get("innovations.edit"):
        rows = of_going().filter(innovation__organization__in=units)
        count = rows.filter(state=MilestoneState.PLANNED, due_on__lt=reader.on).count()
        if count:
            text = f"{format_number(count)} tonggak inovasi lewat target tanpa bukti."
            found.append(Task("Buktikan tonggak inovasi", text, url, "Lihat", "warning"))
    if units := reader.access.units.get("innovations.verify"):
        rows = of_going().filter(innovation__organization__in=units, state=MilestoneState.REPORTED)
        if count := rows.exclude(reported_by=reader.user).count():
            text = f"Bukti {format_number(count)} tonggak inovasi menunggu diperiksa."
            found.append(Task("Periksa tonggak inovasi", text, f"{url}?tab=periksa", "Periksa"))
    return found
