"""Files of answers: those of a unit, and how far a worker has come with one."""

from __future__ import annotations

from django.core.cache import cache
from django.db.models import QuerySet

from surveys.models import AnswerFile, ServiceUnit


def files_of(unit: ServiceUnit) -> QuerySet[AnswerFile]:
    rows = AnswerFile.objects.filter(period__unit=unit)
    return rows.select_related("period", "uploaded_by").order_by("-pk")


def progress_key(file_id: int) -> str:
    return f"survei-impor:{file_id}"


def rows_read(file_id: int) -> int:
    """Of a file at work; nought where the cache is away."""
    try:
        return int(cache.get(progress_key(file_id)) or 0)
    except Exception:  # noqa: BLE001 - a figure to look at, nothing hangs on it
        return 0
