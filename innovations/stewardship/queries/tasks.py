"""What waits for whoever answers for innovations, for the dashboard: one statement a kind."""

from __future__ import annotations

from django.urls import reverse

from innovations import permissions
from innovations.stewardship.queries.stewards import orphans, waiting_for
from organizations.formatting import format_number
from organizations.panels import Reader, Task


def stewardship_tasks(reader: Reader) -> list[Task]:
    """Offers to answer, and innovations that nobody answers for."""
    if not reader.access.has("innovations.view"):
        return []
    found = [_to_answer(reader), _orphans(reader)]
    return [task for task in found if task is not None]


def _to_answer(reader: Reader) -> Task | None:
    offers = waiting_for(reader.user, reader.on)
    if not offers:
        return None
    first = offers[0].innovation
    more = f" dan {len(offers) - 1} inovasi lain" if len(offers) > 1 else ""
    text = f"Anda ditawari menjadi penanggung jawab {first}{more}."
    url = reverse("innovations:steward-detail", args=[first.pk])
    return Task("Jawab serah terima inovasi", text, url, "Buka")


def _orphans(reader: Reader) -> Task | None:
    if not permissions.sees_orphans(reader.user):
        return None
    count = orphans(reader.user, reader.on).count()
    if not count:
        return None
    text = f"{format_number(count)} inovasi tidak memiliki penanggung jawab."
    url = reverse("innovations:steward-orphans")
    return Task("Tunjuk penanggung jawab inovasi", text, url, "Lihat daftar", "warning")
