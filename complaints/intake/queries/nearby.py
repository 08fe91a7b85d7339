"""Public reports of the same kind nearby, offered before the same is sent once more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from complaints import formulas
from complaints.models import Attachment, Category, Complaint

MOST = 5
RECENT = timedelta(days=90)
ROUNDED_METRES = 80  # how far a rounded public place may lie from the true one


@dataclass(frozen=True)
class Similar:
    """An open public report in the words the public reads."""

    case: Complaint
    metres: int | None
    photo: Attachment | None


def similar_reports(answers: Mapping[str, Any], now: datetime) -> list[Similar]:
    """Open, shown, of the same category, within its radius; without a pin in the same kelurahan."""
    category = Category.objects.filter(pk=answers.get("category") or 0).first()
    if category is None:
        return []
    rows = Complaint.objects.public().open().filter(category=category, received_at__gt=now - RECENT)
    rows = rows.select_related("area", "unit").prefetch_related("attachments")
    if answers.get("latitude") and answers.get("longitude"):
        here = Decimal(str(answers["latitude"])), Decimal(str(answers["longitude"]))
        return _around(rows, here, category.nearby_metres + ROUNDED_METRES)
    if not answers.get("area"):
        return []
    in_area = rows.filter(area=answers["area"])[:MOST]
    return [Similar(case, None, _photo(case)) for case in in_area]


def public_photo(number: str, pk: int) -> Attachment | None:
    """A photo that is public, of a report that is."""
    cases = Complaint.objects.public().filter(number=number)
    rows = Attachment.objects.filter(complaint__in=cases, is_public=True, is_hidden=False)
    return rows.filter(pk=pk, mime__startswith="image/").first()


def _around(rows: Any, here: tuple[Decimal, Decimal], most: int) -> list[Similar]:
    span = formulas.degrees_within(most)  # a box first, then the circle
    latitude, longitude = here
    boxed = rows.filter(
        public_latitude__range=(latitude - span, latitude + span),
        public_longitude__range=(longitude - span, longitude + span),
    )[:200]
    found = [
        Similar(
            case,
            formulas.metres_between(here, (case.public_latitude, case.public_longitude)),
            _photo(case),
        )
        for case in boxed
    ]
    near = [row for row in found if row.metres is not None and row.metres <= most]
    return sorted(near, key=lambda row: row.metres or 0)[:MOST]


def _photo(case: Complaint) -> Attachment | None:
    shown = (row for row in case.attachments.all() if row.is_public and not row.is_hidden)
    return next((row for row in shown if row.is_picture), None)
