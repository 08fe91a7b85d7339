"""What waits for whoever works on surveys, for the dashboard: one statement a kind of task.

Plans stand in the one list of follow-ups, whose task performance shows.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse

from organizations.formatting import format_number
from organizations.panels import Nothing, Reader, Task
from surveys.choices import CommentState, PeriodState
from surveys.instrument.queries.units import Progress, progress_of
from surveys.models import Comment, Period, ServiceUnit

DESK = "surveys:unit-list"
LATE_THIRDS = 2  # of its days have passed: few respondents are then too few


def survey_tasks(reader: Reader) -> list[Task]:
    """Periods to close and to announce, comments to read, and samples that stay too small."""
    found = [_to_close(reader), _to_announce(reader), _to_read(reader), _too_few(reader)]
    return [task for task in found if task is not None]


def nothing_for(reader: Reader) -> Nothing | None:
    if not reader.access.has("surveys.manage"):
        return None
    return Nothing(
        "Tidak ada yang menunggu Anda",
        "Periode yang perlu ditutup dan saran yang perlu diperiksa akan tampil di sini.",
        reverse(DESK),
        "Buka survei kepuasan",
    )


def _units(reader: Reader, right: str) -> QuerySet[ServiceUnit]:
    return ServiceUnit.objects.filter(reader.access.q(right, "organization"), is_active=True)


def _to_close(reader: Reader) -> Task | None:
    rows = Period.objects.filter(state=PeriodState.OPEN, ends_on__lt=reader.on)
    rows = rows.filter(unit__in=_units(reader, "surveys.manage"))
    words = "Tutup periode survei", "periode sudah berakhir dan belum ditutup"
    return _task(rows, words, "unit", "surveys:period-list")


def _to_announce(reader: Reader) -> Task | None:
    rows = Period.objects.filter(state=PeriodState.CLOSED).exclude(closed_by=reader.user)
    rows = rows.filter(unit__in=_units(reader, "surveys.publish"))
    words = "Umumkan hasil survei", "hasil survei menunggu diumumkan"
    return _task(rows, words, "unit", "surveys:period-list")


def _to_read(reader: Reader) -> Task | None:
    rows = Comment.objects.filter(state=CommentState.WAITING)
    rows = rows.filter(period__unit__in=_units(reader, "surveys.moderate"))
    words = "Periksa saran responden", "saran menunggu diperiksa"
    return _task(rows, words, "period__unit", "surveys:comment-list")


def _task(rows: QuerySet[Any], words: tuple[str, str], unit: str, url: str) -> Task | None:
    """How many, and the page of the unit that has most of them."""
    counted = rows.order_by().values(unit).annotate(n=Count("pk"))
    found = list(counted.order_by("-n", unit).values_list(unit, "n"))
    if not found:
        return None
    label, text = words
    whole = format_number(sum(n for _, n in found))
    where = "" if len(found) == 1 else f" di {len(found)} unit; yang terbanyak dibuka lebih dulu"
    return Task(label, f"{whole} {text}{where}.", reverse(url, args=[found[0][0]]), "Buka")


def _too_few(reader: Reader) -> Task | None:
    """Units whose period is nearly over and whose sample is not there yet."""
    units = list(_units(reader, "surveys.manage"))
    short = [
        one
        for one in (progress_of(units, reader.on) if units else {}).values()
        if one.is_short and _is_late(one, reader.on)
    ]
    if not short:
        return None
    text = f"{len(short)} unit belum mencapai target responden, dan periodenya hampir berakhir."
    return Task("Responden masih kurang", text, reverse(DESK), "Lihat unit", "warning")


def _is_late(one: Progress, today: date) -> bool:
    first, last = one.period.starts_on, one.period.ends_on + timedelta(days=1)
    return 3 * (today - first) >= LATE_THIRDS * (last - first)
