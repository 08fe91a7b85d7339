from __future__ import annotations

from django.db import models

from innovations.choices import Ending, InnovationState, Origin


class InnovationQuerySet(models.QuerySet):
    def public(self) -> InnovationQuerySet:
        """What anybody may see; every public list, count, feed, search and document begins here."""
        return self.filter(state=InnovationState.PUBLISHED)

    def listed(self) -> InnovationQuerySet:
        """What lists and counts for everybody hold: a merged one is found by its successor."""
        return self.public().exclude(ending=Ending.MERGED)

    def owned(self) -> InnovationQuerySet:
        """Of the city itself: references from elsewhere have no steward and no health."""
        return self.exclude(origin=Origin.REFERENCE)

    def going(self) -> InnovationQuerySet:
        """Not merged and not retired."""
        return self.filter(ending=Ending.NONE)
