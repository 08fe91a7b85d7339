"""After a unit was split: which unit goes on with each of its innovations."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.utils import timezone

from innovations import permissions
from innovations.registry.actions.units import PLACE, choose_heirs
from innovations.registry.forms.heirs import HeirsForm
from innovations.registry.queries.units import Undecided, undecided
from innovations.registry.views.base import REGISTRY
from organizations.access import allow
from organizations.formatting import format_number
from organizations.web import FormPage


class HeirsView(FormPage):
    template = "innovations/registry/heirs.html"
    heading = "Perangkat daerah penerus"
    lead = (
        "Inovasi dari perangkat daerah yang dipecah. Pilih perangkat daerah mana yang meneruskan "
        "masing-masing; riwayatnya ikut pindah."
    )
    trail = (REGISTRY,)
    back = REGISTRY.url

    def decide(self) -> None:
        allow(permissions.can_manage(self.request.user))

    @cached_property
    def rows(self) -> list[Undecided]:
        return undecided(timezone.localdate())

    def form(self, *given: Any) -> HeirsForm:
        return HeirsForm(*given, rows=self.rows)

    def save(self, form: HeirsForm) -> int:
        return choose_heirs(chosen=form.chosen(), by=self.request.user)

    def said(self, saved: int) -> str:
        return f"{format_number(saved)} inovasi dipindahkan ke perangkat daerah penerusnya."

    def after(self, saved: int) -> str:
        return PLACE

    def context(self, form: Any) -> dict[str, Any]:
        return {"rows": self.rows}
