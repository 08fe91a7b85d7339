"""What the forms of stewardship share: they lead back to who answers for the innovation."""

from __future__ import annotations

from django.urls import reverse

from innovations.models import Innovation
from innovations.registry.views.base import EntryFormPage


def steward_url(innovation: Innovation) -> str:
    return reverse("innovations:steward-detail", args=[innovation.pk])


class StewardFormPage(EntryFormPage):
    @property
    def back(self) -> str:  # type: ignore[override]
        return steward_url(self.entry)
