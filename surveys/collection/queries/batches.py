"""Bundles of a unit, and the rows of one as they were typed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, F, QuerySet

from surveys.choices import BatchState, Language, PeriodState
from surveys.collection.queries.second import values_of
from surveys.collection.queries.shapes import shape_of
from surveys.collection.queries.sheets import Item, items_of
from surveys.models import PaperBatch, Period, Response, ServiceUnit


@dataclass(frozen=True)
class Row:
    number: int
    values: list[int | None]  # in the order of the questions
    is_covered: bool = False  # whoever types it again does not see what was typed first


def batches_of(unit: ServiceUnit) -> QuerySet[PaperBatch]:
    """Newest first, each with how many answers it holds."""
    return (
        PaperBatch.objects.filter(period__unit=unit)
        .select_related("period", "entered_by", "service")
        .annotate(count=Count("responses"))
        .order_by("-period__starts_on", "-number")
    )


def open_periods(unit: ServiceUnit) -> QuerySet[Period]:
    """Those that take answers; a bundle of paper may belong to one that ended already."""
    return Period.objects.filter(unit=unit, state=PeriodState.OPEN).order_by("starts_on")


def unaccepted(period: Period) -> int:
    """How many bundles of paper are still typed or checked."""
    waiting = (BatchState.OPEN, BatchState.CHECKING)
    return PaperBatch.objects.filter(period=period, state__in=waiting).count()


def rows_of(batch: PaperBatch) -> QuerySet[Response]:
    """The last one first: what was just typed stands on top."""
    return batch.responses.order_by(F("row").desc())


def shown_rows(batch: PaperBatch, rows: list[Response], covered: Collection[int] = ()) -> list[Row]:
    asked = shape_of(batch.period.questionnaire_id)
    return [
        Row(row.row or 0, list(values_of(row, asked).values()), row.row in covered) for row in rows
    ]


def scored_items(questionnaire_id: int) -> list[Item]:
    """The questions of elements, as the paper asks them."""
    found = items_of(questionnaire_id, Language.INDONESIAN)
    return [item for item in found if item.element]
