"""What follows after a result is announced, proposal by proposal."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from innovations.choices.competition import ProposalState, ResultState
from innovations.models import Edition, Proposal, Standing
from innovations.permissions import competition as permissions
from innovations.permissions.conflicts import conflicts_of
from organizations.access import access_of

GONE = (ProposalState.DRAFT, ProposalState.WITHDRAWN)


def proposals_after(user: Any, edition: Edition) -> QuerySet[Proposal]:
    """The person's own, and for the secretariat all it has no conflict with; `won` is the award."""
    places = Standing.objects.filter(proposal=OuterRef("pk"), result__state=ResultState.PUBLISHED)
    rows = edition.proposals.filter(permissions.visible_proposals(user)).exclude(state__in=GONE)
    if permissions.can_run(user):
        own = access_of(user).units.get("innovations.view", frozenset())
        barred = set(conflicts_of(user.pk, edition.pk))
        rows = rows.filter(Q(organization__in=own) | ~Q(pk__in=barred))
    rows = rows.annotate(won=Subquery(places.values("tier__name")[:1]))
    return rows.select_related("organization", "edition", "innovation").order_by("number", "pk")
