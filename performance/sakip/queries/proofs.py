"""Proofs, criteria and recommendations a page of the sheet asks for."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from organizations.models import Organization
from performance.models import (
    Evidence,
    SakipEdition,
    SakipEvaluation,
    SakipItem,
    SakipProof,
    SakipRecommendation,
)
from performance.sakip.queries.sheet import Sheet


def neighbours(sheet: Sheet, code: str) -> tuple[str, str]:
    """The codes of the sub-components before and after one; "" at the ends."""
    codes = ["", *(sub.item.code for sub in sheet.subs), ""]
    place = codes.index(code, 1)
    return codes[place - 1], codes[place + 1]


def criterion_of(edition: SakipEdition, pk: int) -> SakipItem | None:
    rows = edition.instrument.items.filter(level="criterion").select_related("parent")
    return rows.filter(pk=pk).first()


def reusable_files(unit: Organization, item: SakipItem, evaluation: Any) -> QuerySet[Evidence]:
    """The unit's files that are not yet proof of this criterion, newest first."""
    rows = Evidence.objects.filter(organization=unit)
    if evaluation.pk is None:
        return rows
    used = SakipProof.objects.filter(evaluation=evaluation, item=item).values("evidence")
    return rows.exclude(pk__in=used)


def proof_of(evaluation: SakipEvaluation, pk: int) -> SakipProof | None:
    rows = SakipProof.objects.select_related("item__parent", "evidence", "evaluation")
    return rows.filter(evaluation=evaluation, pk=pk).first()


def recommendations_of(evaluation: SakipEvaluation) -> list[SakipRecommendation]:
    if evaluation.pk is None:
        return []
    rows = SakipRecommendation.objects.filter(evaluation=evaluation)
    return list(rows.select_related("item", "verified_by").order_by("item__order", "pk"))


def recommendation_of(evaluation: SakipEvaluation, pk: int) -> SakipRecommendation | None:
    rows = SakipRecommendation.objects.select_related("item")
    found = rows.filter(evaluation=evaluation, pk=pk).first()
    if found is not None:
        found.evaluation = evaluation
    return found
