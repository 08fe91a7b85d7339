"""What citizens and other governments wait for, for the dashboard."""

from __future__ import annotations

from django.urls import reverse

from innovations.choices import WishState
from innovations.citizens.queries.comments import WAITS
from innovations.models import Comment, Wish
from organizations.formatting import format_number
from organizations.panels import Reader, Task


def citizen_tasks(reader: Reader) -> list[Task]:
    """Of the own units alone: whoever writes for the whole city answers in nobody's place."""
    units = reader.access.units.get("innovations.edit", frozenset())
    if not units:
        return []
    return [task for task in [_wishes(units), _comments(units)] if task is not None]


def _wishes(units: frozenset[int]) -> Task | None:
    rows = Wish.objects.filter(innovation__organization__in=units, state=WishState.NEW)
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    if not keys:
        return None
    url = f"{reverse('innovations:wish-list')}?status={WishState.NEW}"
    if len(keys) == 1:
        url = reverse("innovations:wish-detail", args=keys)
    text = f"{format_number(len(keys))} instansi ingin mereplikasi inovasi Anda."
    return Task("Hubungi yang ingin mereplikasi", text, url, "Buka")


def _comments(units: frozenset[int]) -> Task | None:
    count = Comment.objects.filter(WAITS, innovation__organization__in=units).count()
    if not count:
        return None
    text = f"{format_number(count)} komentar warga tentang inovasi perlu diperiksa."
    url = reverse("innovations:comment-list")
    return Task("Periksa komentar inovasi", text, url, "Buka")
