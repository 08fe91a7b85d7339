from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q

from innovations.choices import Ending, InnovationState, Origin
from innovations.choices.journal import JournalState
from organizations.querysets import not_ended, valid_on


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


class StewardQuerySet(models.QuerySet):
    def on(self, day: date) -> StewardQuerySet:
        """Who answers for something on that day: an ended assignment answers for nothing, nor does
        one at a unit that has ended."""
        return self.filter(
            Q(until=None) | Q(until__gte=day),
            valid_on(day, "assignment__"),
            not_ended(day, "assignment__organization__"),
            since__lte=day,
        )

    def acting(self, today: date) -> StewardQuerySet:
        """Who has a steward's rights: who handed it over this morning has none any more."""
        return self.on(today).filter(until=None)


class JournalQuerySet(models.QuerySet):
    def open_to_all(self) -> JournalQuerySet:
        """Marked for everybody, of at least one public innovation; also what was withdrawn."""
        links = self.model.innovations.through.objects
        public = links.filter(
            journalentry=OuterRef("pk"), innovation__state=InnovationState.PUBLISHED
        )
        return self.filter(Exists(public), is_public=True)

    def public(self) -> JournalQuerySet:
        """What anybody may see; timelines, the calendar and its files begin here."""
        return self.open_to_all().filter(state=JournalState.RECORDED)
