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
    """Of a file at work; nought while the cache is away."""
    return int(cache.get(progress_key(file_id), 0))
