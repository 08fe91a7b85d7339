"""What the pages of the index share: a round by its year, an innovation in it, the way back."""

from __future__ import annotations

from functools import cached_property

from django.http import Http404
from django.urls import reverse

from innovations import permissions
from innovations.index.queries.entry import entry_of
from innovations.index.queries.sets import round_of
from innovations.models import IndexEntry, IndexRound, IndexRow
from organizations.access import allow
from organizations.web import Crumb, StaffView

INDEX = Crumb("Indeks inovasi", "/kerja/inovasi/indeks/")


class RoundView(StaffView):
    """404 where the year has no round, 403 for whoever has no work with innovations."""

    @cached_property
    def round(self) -> IndexRound:
        allow(permissions.can_open(self.request.user))
        found = round_of(self.kwargs["year"])
        if found is None:
            raise Http404
        return found

    @property
    def trail(self) -> list[Crumb]:
        return [INDEX, Crumb(str(self.round.year), self.round.get_absolute_url())]


class IndexEntryView(StaffView):
    """About an innovation in a round; 404 for whoever may not open the innovation."""

    @cached_property
    def entry(self) -> IndexEntry:
        found = entry_of(self.request.user, self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    @cached_property
    def row(self) -> IndexRow:
        rows = self.entry.round.set.rows.filter(number=self.kwargs["number"], part="inovasi")
        found = rows.first()
        if found is None:
            raise Http404
        return found

    @property
    def entry_url(self) -> str:
        return self.entry.get_absolute_url()

    @property
    def trail(self) -> list[Crumb]:
        year = self.entry.round.year
        round_url = reverse("innovations:index-round", args=[year])
        name = self.entry.innovation.name
        return [INDEX, Crumb(str(year), round_url), Crumb(name, self.entry_url)]
