"""A unit chooses what its public page shows, and takes the badge for its own site."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from surveys.instrument.views.base import UnitFormPage
from surveys.public.actions.showing import choose_figures
from surveys.public.forms.asked import ShownForm


class ShownView(UnitFormPage):
    template = "surveys/public/shown.html"
    heading = "Halaman publik"
    done = "Pilihan tersimpan."

    @property
    def back(self) -> str:  # type: ignore[override]
        return self.unit_url

    def form(self, *given: Any) -> ShownForm:
        return ShownForm(*given, initial={"published": self.unit.published})

    def save(self, form: Any) -> Any:
        published = form.cleaned_data["published"]
        return choose_figures(unit=self.unit, published=published, by=self.request.user)

    def context(self, form: Any) -> dict[str, Any]:
        return {
            **super().context(form),
            "unit": self.unit,
            "frame": self._address("public-badge"),
            "picture": self._address("public-badge-picture"),
            "about": self._address("public-unit"),
        }

    def _address(self, name: str) -> str:
        return self.request.build_absolute_uri(reverse(f"surveys:{name}", args=[self.unit.pk]))
