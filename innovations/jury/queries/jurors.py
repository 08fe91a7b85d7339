"""Jurors as the secretariat lists them."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, Q, QuerySet

from innovations.choices.competition import ProposalState, SheetState
from innovations.models import Edition, Juror, Proposal
from innovations.permissions.conflicts import conflicts_of


def jurors(edition: Edition, user: Any) -> QuerySet[Juror]:
    """All of an edition, those who left last; sheets of proposals in conflict are not counted."""
    hidden = conflicts_of(user.pk, edition.pk)
    counted = Q(sheets__state__in=SheetState.seated()) & ~Q(sheets__proposal__in=list(hidden))
    held = Count("sheets", filter=counted)
    rows = edition.jurors.select_related("user").annotate(held=held)
    stays_first = F("left_on").asc(nulls_first=True)
    return rows.order_by(stays_first, "-is_chair", "user__full_name", "pk")


def handled(edition: Edition, user: Any) -> QuerySet[Proposal]:
    """Proposals a juror may be in conflict with, without those in conflict with the secretariat."""
    rows = Proposal.objects.filter(edition=edition, state__in=ProposalState.handed_in())
    return rows.exclude(pk__in=conflicts_of(user.pk, edition.pk)).order_by("number")
