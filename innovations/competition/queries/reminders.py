"""What a reminder says, as it is shown before sending and as it is sent."""

from __future__ import annotations

from innovations.competition.queries.editions import closing_of, zone_name
from innovations.models import Edition
from organizations.formatting import format_datetime

ANY = "(Nama perangkat daerah)"


def reminder_words(edition: Edition, unit: str) -> tuple[str, str]:
    """Subject and text. The unit is named: heads of a unit are told of what stands below it too."""
    closing = closing_of(edition)
    until = f" sebelum {format_datetime(closing)} {zone_name()}" if closing else ""
    text = (
        f"{unit} belum mengirim proposal untuk {edition}. Satu instansi mengusulkan "
        f"sekurang-kurangnya satu inovasi. Tulis dan kirim proposalnya{until}."
    )
    return f"Belum ada proposal untuk {edition}", text
