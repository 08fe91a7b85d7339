"""What the list of the registry is filtered by."""

from __future__ import annotations

from innovations.choices import Health
from innovations.registry.forms.filters import ALL, EntryFilterForm
from organizations.forms.words import choice


class RegistryFilterForm(EntryFilterForm):
    keadaan = choice("Keadaan", [*ALL, *Health.choices], required=False)
