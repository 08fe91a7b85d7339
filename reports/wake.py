"""What a domain calls when figures changed: documents of the unit are looked at again."""

from __future__ import annotations

from organizations.wake import wake

PAUSE_SECONDS = 3  # figures typed one after the other are compared together
CITY_PAUSE_SECONDS = 60  # documents of the city hold every unit's figures: look less often


def wake_staleness(organization_id: int | None) -> None:
    """After the commit, have the documents of the unit and of the city compared. Never raises.

    Without a broker nothing is lost: a page compares its document when it is opened.
    """
    if organization_id is not None:
        wake("reports.refresh_staleness", organization_id, countdown=PAUSE_SECONDS)
    wake("reports.refresh_staleness", None, countdown=CITY_PAUSE_SECONDS)
