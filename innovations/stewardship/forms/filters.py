"""What the list of the registry is filtered by."""

from __future__ import annotations

from innovations.choices import Health
from innovations.registry.forms.filters import ALL, EntryFilterForm
from innovations.stewardship.queries.listing import UNUSED, USED
from organizations.forms.words import choice

USES = [(USED, "Dipakai"), (UNUSED, "Belum ada pengguna")]


class RegistryFilterForm(EntryFilterForm):
    keadaan = choice("Keadaan", [*ALL, *Health.choices], required=False)
    aplikasi = choice("Aplikasi", [*ALL, *USES], required=False)
