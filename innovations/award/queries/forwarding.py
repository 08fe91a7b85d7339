"""Where proposals were sent on to, beside the registry."""

from __future__ import annotations

from innovations.models import Award, Forwarding


def award_of(forwarding: Forwarding) -> Award | None:
    """The award of the registry that says the same as its outcome."""
    if not forwarding.outcome:
        return None
    return Award.objects.filter(
        innovation=forwarding.proposal.innovation_id,
        competition=forwarding.competition,
        year=forwarding.year,
        result=forwarding.outcome,
    ).first()
