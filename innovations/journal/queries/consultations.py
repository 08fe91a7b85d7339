"""Requests for consultations as the unit reads them, and what of them waits."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from innovations.choices.journal import ConsultationState
from innovations.models import Consultation, ConsultationDesk, Innovation
from innovations.permissions import of_citizens
from organizations.formatting import format_number
from organizations.panels import Reader, Task
from organizations.queries.keyset import newest_page

PAGE = 50


def consultations_of(user: Any, state: str = "") -> QuerySet[Consultation]:
    """Those of innovations the person writes for, newest first."""
    rows = Consultation.objects.filter(of_citizens(user))
    rows = rows.filter(state=state) if state else rows
    return rows.select_related("innovation__organization").order_by("-pk")


def consultation_page(
    rows: QuerySet[Consultation], before: int | None
) -> tuple[list[Consultation], int | None]:
    """One keyset page, and the key after which the next begins."""
    return newest_page(rows, before, PAGE)


def open_for_consultations(slug: str) -> Innovation | None:
    """A public innovation that goes on, whose desk takes requests."""
    desks = ConsultationDesk.objects.filter(is_open=True)
    rows = Innovation.objects.listed().owned().going().filter(desk__in=desks)
    return rows.select_related("organization", "desk").filter(slug=slug).first()


def consultation_tasks(reader: Reader) -> list[Task]:
    """Of the own units alone: whoever writes for the whole city answers in nobody's place."""
    units = reader.access.units.get("innovations.edit", frozenset())
    if not units:
        return []
    waiting = Consultation.objects.filter(
        innovation__organization__in=units, state=ConsultationState.RECEIVED
    )
    count = waiting.count()
    if not count:
        return []
    text = f"{format_number(count)} permintaan konsultasi menunggu tanggapan."
    url = f"{reverse('innovations:consultation-list')}?status={ConsultationState.RECEIVED}"
    return [Task("Tanggapi permintaan konsultasi", text, url, "Buka")]
