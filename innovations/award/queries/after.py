"""What follows after a result is announced, proposal by proposal."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from innovations.choices.competition import EditionState, ProposalState, ResultState
from innovations.models import Edition, Objection, Proposal, Standing
from innovations.permissions import competition, proposals
from innovations.permissions.conflicts import conflicts_of
from organizations.access import access_of

GONE = (ProposalState.DRAFT, ProposalState.WITHDRAWN)


def proposals_after(user: Any, edition: Edition) -> QuerySet[Proposal]:
    """The person's own, and for the secretariat all it has no conflict with; `won` is the award.

    Before the announcement only what the administrative check refused or was objected to.
    """
    places = Standing.objects.filter(proposal=OuterRef("pk"), result__state=ResultState.PUBLISHED)
    rows = edition.proposals.filter(proposals.visible_proposals(user)).exclude(state__in=GONE)
    if competition.can_run(user):
        own = access_of(user).units.get("innovations.view", frozenset())
        barred = set(conflicts_of(user.pk, edition.pk))
        rows = rows.filter(Q(organization__in=own) | ~Q(pk__in=barred))
    if edition.state != EditionState.PUBLISHED:
        rows = rows.filter(Q(state=ProposalState.REJECTED) | Q(pk__in=_objected(edition)))
    rows = rows.annotate(won=Subquery(places.values("tier__name")[:1]))
    return rows.select_related("organization", "edition", "innovation").order_by("number", "pk")


def _objected(edition: Edition) -> QuerySet[Any]:
    return Objection.objects.filter(proposal__edition=edition).values("proposal")
