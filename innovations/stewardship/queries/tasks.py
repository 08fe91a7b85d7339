"""What waits for whoever answers for innovations, for the dashboard: one statement a kind."""

from __future__ import annotations

from django.urls import reverse

from innovations import permissions
from innovations.stewardship.queries.check_ins import asked_of, overdue_in_units_of
from innovations.stewardship.queries.stewards import orphans, waiting_for
from organizations.formatting import format_number
from organizations.panels import Reader, Task


def stewardship_tasks(reader: Reader) -> list[Task]:
    """Offers and questions to answer, missed ones, and innovations that nobody answers for."""
    if not reader.access.has("innovations.view"):
        return []
    found = [_to_answer(reader), _asked(reader), _missed(reader), _orphans(reader)]
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


def _asked(reader: Reader) -> Task | None:
    asked = list(asked_of(reader.user, reader.on))
    if not asked:
        return None
    text = f"{format_number(len(asked))} inovasi menunggu kabar semester dari Anda."
    url = reverse("innovations:check-in-answer", args=[asked[0].pk])
    return Task("Kirim kabar inovasi", text, url, "Jawab")


def _missed(reader: Reader) -> Task | None:
    count = overdue_in_units_of(reader.user, reader.on).count()
    if not count:
        return None
    text = f"{format_number(count)} kabar semester inovasi lewat batas tanpa jawaban."
    url = reverse("innovations:check-in-list")
    return Task("Kabar inovasi tidak dijawab", text, url, "Lihat", "warning")


def _orphans(reader: Reader) -> Task | None:
    if not permissions.appoints_anywhere(reader.user):
        return None
    count = orphans(reader.user, reader.on).count()
    if not count:
        return None
    text = f"{format_number(count)} inovasi tidak memiliki penanggung jawab."
    url = reverse("innovations:steward-orphans")
    return Task("Tunjuk penanggung jawab inovasi", text, url, "Lihat daftar", "warning")
