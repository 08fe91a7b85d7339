"""Awards in the registry, tied to what they were given for: a place of a result, or an outcome there."""

from __future__ import annotations

from django.db.models import QuerySet

from innovations.choices import AwardLevel
from innovations.models import Award, Result, Standing
from organizations import activity
from organizations.models import User


def follow(result: Result, by: User) -> None:
    """The registry says what the announced result says.

    After a correction an award that stays hangs on its new place, in whatever words the unit keeps
    it; one that is gone is taken out, another tier is another award.
    """
    former = list(_won(result.corrects)) if result.corrects is not None else []
    before = {place.proposal_id: place.tier_id for place in former}
    places = {place.proposal_id: place for place in _won(result)}
    held = Award.objects.filter(standing__in=former)
    for award in held.select_related("standing", "innovation__organization"):
        proposal = award.standing.proposal_id if award.standing else 0
        place = places.get(proposal)
        if place is not None and place.tier_id == before[proposal]:
            award.standing = place
            award.save(update_fields=["standing"])
        else:
            drop_award(award, by)
    for proposal, place in places.items():
        if before.get(proposal) != place.tier_id:
            _give(place)


def _won(result: Result) -> QuerySet[Standing]:
    won = result.standings.filter(tier__isnull=False)
    return won.select_related("tier", "proposal", "result__edition")


def _give(place: Standing) -> None:
    """One the unit has already written down itself is the same award."""
    edition = place.result.edition
    Award.objects.update_or_create(
        innovation_id=place.proposal.innovation_id, competition=edition.name, year=edition.year,
        result=str(place.tier),
        defaults={"standing": place},
        create_defaults={"standing": place, "level": AwardLevel.CITY},
    )  # fmt: skip


def drop_award(award: Award, by: User) -> None:
    """Out of the registry, told in the history of its entry."""
    activity.record(
        obj=award.innovation,
        verb=activity.verb_of(award, "delete"),
        summary=f"Penghargaan dihapus: {award}",
        by=by,
        organization=award.innovation.organization,
    )
    award.delete()
