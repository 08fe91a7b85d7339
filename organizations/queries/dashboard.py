"""What waits for a person, put together from what the apps file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from organizations.access import access_of
from organizations.panels import DASHBOARD, Nothing, Panel, Reader, Task, by_order

WAITING = Nothing(
    "Bagian Anda sedang disiapkan",
    "Peran Anda belum memerlukan pekerjaan di portal ini. Sementara itu, kinerja kota dapat "
    "dibaca siapa saja.",
    "/",
    "Lihat kinerja kota",
)


@dataclass(frozen=True)
class Dashboard:
    tasks: list[Task]
    above: list[Panel]
    panels: list[Panel]
    lead: str
    nothing: Nothing  # what is said when there is no task


def dashboard_of(user: Any, on: date) -> Dashboard:
    """Everything on the first page after signing in, by rights, never by the name of a role."""
    reader = Reader(user, access_of(user), on)
    parts = [source.read(reader) for source in by_order(DASHBOARD)]
    panels = [panel for part in parts for panel in part.panels]
    return Dashboard(
        tasks=[task for part in parts for task in part.tasks],
        above=[panel for panel in panels if panel.is_above],
        panels=[panel for panel in panels if not panel.is_above],
        lead=next((part.lead for part in parts if part.lead), ""),
        nothing=next((part.nothing for part in parts if part.nothing), WAITING),
    )
