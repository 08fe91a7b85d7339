"""What the pages of follow-ups share: the way back to a unit's plans."""

from __future__ import annotations

from django.urls import reverse

from organizations.web import Crumb
from surveys.instrument.views.base import UnitFormPage, UnitView


class PlansMixin(UnitView):
    """A page on the way from the unit over its plans."""

    @property
    def plans_url(self) -> str:
        return reverse("surveys:plan-list", args=[self.unit.pk])

    @property
    def trail(self) -> list[Crumb]:
        return [*super().trail, Crumb("Tindak lanjut", self.plans_url)]


class PlansFormPage(PlansMixin, UnitFormPage):
    """A form on the way from the unit over its plans."""
