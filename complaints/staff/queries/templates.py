"""Prepared words for answers, with their places filled for a case."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse

from complaints import formulas
from complaints.clock.queries.terms import stated_due
from complaints.models import AnswerTemplate, Complaint
from organizations.formatting import format_date

PLACES = ("nomor", "judul", "unit", "tenggat", "tautan")


def templates_for(case: Complaint) -> QuerySet[AnswerTemplate]:
    """Those in use for this state and category, or for all."""
    return AnswerTemplate.objects.filter(
        Q(category=None) | Q(category=case.category_id),
        for_state__in=("", case.state),
        is_active=True,
    )


def places_of(case: Complaint) -> dict[str, str]:
    due = stated_due(case)
    return {
        "nomor": case.number,
        "judul": case.subject,
        "unit": str(case.unit or "petugas pengaduan kota"),
        "tenggat": due.words or format_date(due.day),
        "tautan": f"{settings.SITE_URL}{reverse('complaints:ticket')}",
    }


def filled(text: str, case: Complaint) -> str:
    return formulas.filled(text, places_of(case))


SAMPLE = {
    "nomor": "SK-7M2K-9QTX",
    "judul": "Lampu jalan padam",
    "unit": "Dinas Perhubungan",
    "tenggat": "3 Maret 2026",
}


def sample(row: AnswerTemplate) -> str:
    """How the words read with their places filled; empty for a new template."""
    link = f"{settings.SITE_URL}{reverse('complaints:ticket')}"
    return formulas.filled(row.text, {**SAMPLE, "tautan": link})
