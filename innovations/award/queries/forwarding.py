"""Where proposals were sent on to, beside the registry."""

from __future__ import annotations

from innovations.models import Award, Forwarding


def award_of(forwarding: Forwarding) -> Award | None:
    """The award of the registry that was written for its outcome, in whatever words it stands."""
    return Award.objects.filter(forwarding=forwarding.pk).first() if forwarding.pk else None


def told_alike(forwarding: Forwarding) -> Award | None:
    """One the unit has written down itself: the same words, written for nothing else."""
    return Award.objects.filter(
        innovation=forwarding.proposal.innovation_id,
        competition=forwarding.competition,
        year=forwarding.year,
        result=forwarding.outcome,
        forwarding=None,
    ).first()
