"""What citizens do with one innovation, for who works on it: numbers, no persons."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from innovations.citizens.queries.page import audience_of
from innovations.registry.views.base import EntryView
from organizations.web import page


class AudienceView(EntryView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        found = audience_of(self.entry, timezone.localdate())
        context = {"entry": self.entry, "found": found}
        template = "innovations/citizens/audience.html"
        return page(request, template, context, crumbs=self.trail)
