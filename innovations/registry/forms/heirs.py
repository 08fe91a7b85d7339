"""Which unit goes on with each innovation of a unit that was split."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from innovations.registry.queries.units import Undecided
from organizations.forms.words import choice

LATER = [("", "Belum diputuskan")]


class HeirsForm(forms.Form):
    """A field for each; what is left open stays where it is."""

    def __init__(self, *args: Any, rows: Sequence[Undecided], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in rows:
            before = one.innovation.organization
            units = [(str(heir.pk), heir.name) for heir in one.heirs]
            label = one.innovation.name
            hint = f"Sebelumnya: {before.name}" if before else ""
            self.fields[f"inovasi-{one.innovation.pk}"] = choice(
                label, [*LATER, *units], hint=hint, required=False
            )

    def chosen(self) -> dict[int, int]:
        """Innovation to unit."""
        return {
            int(name.partition("-")[2]): int(unit)
            for name, unit in self.cleaned_data.items()
            if unit
        }
